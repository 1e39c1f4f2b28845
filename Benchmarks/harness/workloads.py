"""The workloads, group by group: each alternates the sides within a round, and notes what each measured."""
import shutil
import subprocess
import time
from dataclasses import dataclass

from bench import HERE
from processes import evict, run, warm

BATCH = 10_000
WINDOW = 10_000
# One at a time takes a sync each: fewer are enough, in four parts, because syncs differ from second to second.
SINGLE = 1_000
PEER_LIMIT = 100_000
# The volume at which appends and imports are compared with everybody.
COMPARED = 100_000


def measure_import(bench):
    """JSON Lines into a fresh ledger; C and SQLite are given the bytes that it stored, ready."""
    for size in bench.sizes:
        name = f"import/{size}"
        filling, _ = bench.events(size)
        ledger = bench.folder / f"{size}-ascending.ledger"
        # The largest once: its time is that of many small ones.
        for number in range(bench.rounds if size <= 1_000_000 else 1):
            if not bench.goes_on(number):
                break
            ledger = bench.fresh(ledger.name)
            warm(filling)
            bench.note(name, "ours", bench.ours("import", ledger=ledger, events=filling))
            target = bench.empty_ledger("c.ledger")
            bench.note(name, "c", bench.c("lmdb_bench", "bulk", **{"from": ledger, "to": target, "batch": BATCH}))
            shutil.rmtree(target)
            if size <= 1_000_000:
                file = bench.fresh("sqlite.db")
                figures = bench.c("sqlite_bench", "bulk", **{"from": ledger, "to": file, "batch": BATCH})
                bench.note(name, "sqlite", figures)
                bench.results["files"][f"SQLite, {size} events"] = file.stat().st_size
                bench.fresh("sqlite.db")
            bench.keep_size(ledger, size)
            bench.save()


def measure_peers(bench):
    """The stores of events from PyPI, through all they can do, at no more than 100,000 events."""
    size = min(COMPARED, max(bench.sizes))
    filling, tail = bench.events(size)
    for number in range(bench.rounds):
        if not bench.goes_on(number):
            break
        for peer in ("eventsourcing", "umadb"):
            folder = bench.fresh(f"peer-{peer}")
            folder.mkdir()
            bench.note(f"peers/{size}", peer, peer_run(bench, peer, filling, tail, folder, size))
            shutil.rmtree(folder)
        bench.save()


def peer_run(bench, peer, filling, tail, folder, size):
    """One run of one peer in its own process."""
    return run(
        [bench.python, HERE / "peers/peers.py", peer, "--events", filling, "--tail", tail]
        + ["--folder", folder, "--count", min(size, PEER_LIMIT), "--single", SINGLE, "--window", WINDOW]
    )


def measure_append(bench):
    """Durable appends of one event each, beside those who write the same bytes."""
    size = min(COMPARED, max(bench.sizes))
    ledger = bench.copy(bench.ledger(size), "ours.ledger")
    twin = bench.copy(ledger, "c.ledger")
    file = bench.fresh("sqlite.db")
    bench.c("sqlite_bench", "bulk", **{"from": ledger, "to": file, "batch": BATCH})
    # For the same reason two rounds more than elsewhere.
    for number in range(bench.rounds + 2):
        if not bench.goes_on(number):
            break
        bench.note_sync()
        for tasks, count in ((1, SINGLE), (64, WINDOW), (1024, WINDOW)):
            append_round(bench, f"append/{size}/{tasks}", ledger, file, twin, tasks, count, size)
        bench.save()
    for name in ("ours.ledger", "c.ledger", "sqlite.db"):
        bench.fresh(name)


def append_round(bench, name, ledger, file, twin, tasks, count, size):
    """One window by each side: C and SQLite append the events that ours has just appended, in the same order."""
    _, tail = bench.events(size)
    parts = 4 if tasks == 1 else 1
    sums = {}
    for _ in range(parts):
        window = count // parts
        for side, run_side in append_sides(bench, ledger, file, twin, tasks, window, tail).items():
            figures = run_side()
            known = sums.setdefault(side, {"events": 0, "seconds": 0, "peakAnonymousKiB": 0})
            known["events"] += figures["events"]
            known["seconds"] += figures["seconds"]
            known["peakAnonymousKiB"] = max(known["peakAnonymousKiB"], figures["peakAnonymousKiB"])
    for side, figures in sums.items():
        bench.note(name, side, figures)


def append_sides(bench, ledger, file, twin, tasks, count, tail):
    """What each side does in turn. A single writer is tried on its own thread too, which C does as well."""

    def ours(**how):
        return bench.ours("append", ledger=ledger, events=tail, skip=bench.skip(tail, count), count=count, **how)

    def copied(program, target):
        return bench.c(program, "append", **{"from": ledger, "to": target, "count": count, "clients": tasks})

    sides = {"ours": lambda: ours(tasks=tasks), "c": lambda: copied("lmdb_bench", twin)}
    if tasks == 1:
        sides |= {"direct": lambda: ours(direct=True), "cDirect": lambda: copied("lmdb_bench", twin)}
    return sides | {"sqlite": lambda: copied("sqlite_bench", file)}


def measure_volume(bench):
    """Group commit into an empty ledger and into the largest; and with random ids, at a million at the most."""
    largest = max(bench.sizes)
    middle = min(1_000_000, largest)
    volumes = [
        Volume("empty", None, largest, "ascending"),
        Volume(str(largest), largest, largest, "ascending"),
        Volume("random-empty", None, middle, "random"),
        Volume(f"random-{middle}", middle, middle, "random"),
    ]
    # What is appended lacks the windows of the other ledgers, so that no other group may use these copies.
    full = {
        volume.name: bench.copy(bench.ledger(volume.size, volume.kind), f"volume-{volume.name}.ledger")
        for volume in volumes
        if volume.size
    }
    for number in range(bench.rounds):
        if not bench.goes_on(number):
            break
        for volume in volumes:
            ledger = full.get(volume.name) or bench.empty_ledger("volume-empty.ledger")
            volume_round(bench, volume, ledger)
        bench.save()
    bench.fresh("volume-")


@dataclass
class Volume:
    """A ledger that is appended to: empty or filled, with events of a kind that follow those of a size."""

    name: str
    size: int | None
    source: int
    kind: str


def volume_round(bench, volume, ledger):
    """One window from 64 tasks and one from 1,024."""
    _, tail = bench.events(volume.source, volume.kind)
    for tasks in (64, 1024):
        skip = bench.skip(tail, WINDOW)
        figures = bench.ours("append", ledger=ledger, events=tail, skip=skip, count=WINDOW, tasks=tasks)
        bench.note(f"volume/{volume.name}/{tasks}", "ours", figures)


def measure_replay(bench):
    """Cold: everything that a claim's events tell, from the first event on; C reads a byte of every 64."""
    for size in reading_sizes(bench):
        ledger = bench.ledger(size)
        for number in range(bench.rounds if size <= 1_000_000 else 2):
            if not bench.goes_on(number):
                break
            evict(ledger / "data.mdb")
            bench.note(f"replay/{size}", "ours", bench.ours("replay", ledger=ledger))
            evict(ledger / "data.mdb")
            bench.note(f"replay/{size}", "c", bench.c("lmdb_bench", "scan", ledger=ledger))
            bench.note(f"replay/{size}", "cWarm", bench.c("lmdb_bench", "scan", ledger=ledger))
        bench.save()


def measure_verify(bench):
    """With the file in memory: every hash, and beside it everything; C hashes each event with OpenSSL."""
    for size in reading_sizes(bench):
        ledger = bench.ledger(size)
        warm(ledger / "data.mdb")
        for number in range(bench.rounds if size <= 1_000_000 else 1):
            if not bench.goes_on(number):
                break
            bench.note(f"verify/{size}", "ours", bench.ours("verify", ledger=ledger, hashes=True))
            bench.note(f"verify/{size}", "everything", bench.ours("verify", ledger=ledger))
            bench.note(f"verify/{size}", "c", bench.c("lmdb_bench", "hash", ledger=ledger))
        bench.save()
    measure_hash(bench)


def measure_hash(bench):
    """The two hash functions themselves, on the same events in memory."""
    size = min(COMPARED, max(bench.sizes))
    ledger = bench.ledger(size)
    for _ in range(bench.rounds):
        bench.note(f"verify/hash/{size}", "ours", bench.ours("hash", ledger=ledger, count=size))
        bench.note(f"verify/hash/{size}", "c", bench.c("lmdb_bench", "hash-memory", ledger=ledger, count=size))


def measure_answers(bench):
    """One claim's status and actions, one slot's owner, from an open ledger, in the smallest and the largest."""
    for number in range(bench.rounds):
        if not bench.goes_on(number):
            break
        for size in ends(bench):
            bench.note(f"answers/{size}", "ours", bench.ours("answers", ledger=bench.ledger(size)))
        bench.save()


def measure_open(bench):
    """Opening a ledger in a process that runs, and one whole process that answers about one claim."""
    for number in range(bench.rounds):
        if not bench.goes_on(number):
            break
        for size in ends(bench):
            ledger = bench.ledger(size)
            bench.note(f"open/{size}", "ours", bench.ours("open", ledger=ledger))
            status_process(bench, size, ledger, times=5)
        bench.save()


def status_process(bench, size, ledger, times):
    """Whole processes of `ledger-replay status CLAIM`; one is enough where it takes long."""
    for _ in range(times):
        start = time.perf_counter()
        bench.replay_tool("status", "--ledger", ledger, "3000007", output=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        bench.note(f"open/status/{size}", "ours", {"seconds": seconds})
        if seconds > 2:
            break


def measure_memory(bench):
    """Peaks of anonymous memory of whole processes; those of imports and verifications are noted as they run."""
    for size in sorted({min(COMPARED, max(bench.sizes)), max(bench.sizes)}):
        ledger = bench.ledger(size)
        for name, command in (("export", "export"), ("replay", "violations")):
            figures = bench.replay_tool(command, "--ledger", ledger, output=subprocess.DEVNULL)
            bench.note(f"memory/{name}/{size}", "ours", figures)
        bench.save()


def reading_sizes(bench):
    """Sizes at which a read takes long enough to be measured."""
    return [size for size in bench.sizes if size >= COMPARED] or bench.sizes


def ends(bench):
    """The smallest and the largest size."""
    return [min(bench.sizes), max(bench.sizes)]


# In this order: what only reads comes before what appends, and what adds stored projections comes last.
GROUPS = {
    "import": measure_import,
    "replay": measure_replay,
    "verify": measure_verify,
    "peers": measure_peers,
    "append": measure_append,
    "memory": measure_memory,
    "volume": measure_volume,
    "answers": measure_answers,
    "open": measure_open,
}
