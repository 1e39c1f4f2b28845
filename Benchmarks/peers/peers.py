#!/usr/bin/env python3
"""Runs one peer, a store of events from PyPI, through the workloads and prints its figures as one line of JSON.

usage: peers.py eventsourcing|umadb --events FILE --tail FILE --folder DIR --count N --single N --window N

FILE holds JSON Lines, as the ledger imports them; --events fills the store, --tail holds those appended afterwards.

eventsourcing is driven at its recorder, below aggregates and transcoding, with SQLite; umadb by its own client, with
its server on loopback. Both are given each line as it is; an import parses it too, for its stream and its type.
"""
import argparse
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import UUID

BATCH = 1_000


def main():
    """Chooses the peer and prints what it measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer", choices=["eventsourcing", "umadb"])
    parser.add_argument("--events", required=True, type=Path)
    parser.add_argument("--tail", required=True, type=Path)
    parser.add_argument("--folder", required=True, type=Path, help="where the store's files go; must be empty")
    parser.add_argument("--count", required=True, type=int, help="events that fill the store")
    parser.add_argument("--single", required=True, type=int, help="events appended one by one")
    parser.add_argument("--window", required=True, type=int, help="events appended by many threads at a time")
    arguments = parser.parse_args()
    peer = {"eventsourcing": run_eventsourcing, "umadb": run_umadb}[arguments.peer]
    print(json.dumps(peer(arguments)))


def lines(path, count):
    """The first lines of a file, as bytes without the line feed."""
    with open(path, "rb") as file:
        return [line.rstrip(b"\n") for line in itertools.islice(file, count)]


def seconds(work):
    """How long a function takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def fold(statuses, data):
    """The least that a replay does: the latest type of each claim."""
    event = json.loads(data)
    statuses[event["subject"]] = event["type"]


# eventsourcing


class StoredEvents:
    """Makes the records of eventsourcing from lines; versions count up within each stream."""

    def __init__(self, make):
        self.make = make
        self.versions = {}

    def __call__(self, line):
        event = json.loads(line)
        subject = event["subject"]
        version = self.versions[subject] = self.versions.get(subject, 0) + 1
        return self.make(UUID(int=int(subject.rpartition("/")[2])), version, event["type"], line)


def run_eventsourcing(arguments):
    """Import, single appends and replay; its SQLite recorder has no group commit to measure."""
    from eventsourcing.persistence import InfrastructureFactory, StoredEvent
    from eventsourcing.utils import Environment

    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(arguments.folder / "events.db"),
    }
    recorder = InfrastructureFactory.construct(Environment("peer", settings)).application_recorder()
    stored = StoredEvents(StoredEvent)
    filling, tail = lines(arguments.events, arguments.count), lines(arguments.tail, arguments.single)

    def fill():
        for start in range(0, len(filling), BATCH):
            recorder.insert_events([stored(line) for line in filling[start : start + BATCH]])

    def replay():
        statuses, position = {}, 0
        while notifications := recorder.select_notifications(
            start=position, limit=BATCH, inclusive_of_start=False
        ):
            for notification in notifications:
                fold(statuses, bytes(notification.state))
            position = notifications[-1].id

    figures = {"events": len(filling), "importSeconds": seconds(fill)}
    prepared = [stored(line) for line in tail]
    figures |= {"singleEvents": len(prepared)}
    figures["singleSeconds"] = seconds(lambda: [recorder.insert_events([event]) for event in prepared])
    figures["replaySeconds"] = seconds(replay)
    return figures


# umadb


def start_server(folder, port):
    """Starts umadb's server and waits until it answers."""
    server = subprocess.Popen(
        [Path(sys.executable).parent / "umadb", "--listen", f"127.0.0.1:{port}", "--db-path", folder / "uma.db"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return server
        except OSError:
            time.sleep(0.05)
    server.terminate()
    raise RuntimeError("umadb's server did not start")


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_umadb(arguments):
    """Import, appends by one and by many threads, and replay."""
    import umadb

    port = free_port()
    server = start_server(arguments.folder, port)
    try:
        return measure_umadb(umadb, f"http://127.0.0.1:{port}", arguments)
    finally:
        server.terminate()
        server.wait(30)


def umadb_event(umadb, line):
    """An event of umadb: its type, the stream as a tag, and the line as data."""
    event = json.loads(line)
    return umadb.Event(event_type=event["type"], data=line, tags=[event["subject"]])


def measure_umadb(umadb, url, arguments):
    """The figures of a server that is running."""
    client = umadb.Client(url)
    filling = lines(arguments.events, arguments.count)
    tail = iter(lines(arguments.tail, arguments.single + 2 * arguments.window))

    def fill():
        for start in range(0, len(filling), BATCH):
            client.append([umadb_event(umadb, line) for line in filling[start : start + BATCH]])

    def replay():
        statuses = {}
        for recorded in client.read():
            fold(statuses, recorded.event.data)

    def take(count):
        return [umadb_event(umadb, line) for line in itertools.islice(tail, count)]

    figures = {"events": len(filling), "importSeconds": seconds(fill)}
    single = take(arguments.single)
    figures |= {"singleEvents": len(single)}
    figures["singleSeconds"] = seconds(lambda: [client.append([event]) for event in single])
    for threads in (64, 1024):
        window = take(arguments.window)
        figures[f"window{threads}Events"] = len(window)
        figures[f"window{threads}Seconds"] = append_from_threads(umadb, url, window, threads)
    figures["replaySeconds"] = seconds(replay)
    return figures


def append_from_threads(umadb, url, events, threads):
    """Appends events one by one from many threads; 64 threads share a connection."""
    clients = [umadb.Client(url) for _ in range((threads + 63) // 64)]
    places = iter(range(len(events)))
    ready = threading.Barrier(threads + 1)

    def work(client):
        ready.wait()
        # next() of one range iterator is atomic under the interpreter's lock: each place is dealt once.
        for place in places:
            client.append([events[place]])

    workers = [threading.Thread(target=work, args=(clients[number // 64],)) for number in range(threads)]
    for worker in workers:
        worker.start()
    ready.wait()
    return seconds(lambda: [worker.join() for worker in workers])


if __name__ == "__main__":
    main()
