"""Runs programs and watches their memory, and puts files out of the page cache."""
import json
import os
import subprocess
import threading
from pathlib import Path

# No single workload takes longer on any machine that the comparison is meant for.
LONGEST_SECONDS = 1_200


class Failed(Exception):
    """A program ended otherwise than it should."""


def run(command, *, output=subprocess.PIPE):
    """Runs a program and gives the JSON of its last line, with the peak of its anonymous memory in KiB.

    Where the output goes elsewhere, only the memory is given.
    """
    command = [str(part) for part in command]
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE, text=True)
    watch = MemoryWatch(process.pid)
    watch.start()
    try:
        out, error = process.communicate(timeout=LONGEST_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
        peak = watch.end()
    if process.returncode != 0:
        raise Failed(f"{' '.join(command)} ended with {process.returncode}: {error.strip()[-400:]}")
    figures = json.loads(out.strip().splitlines()[-1]) if output == subprocess.PIPE else {}
    return figures | {"peakAnonymousKiB": peak}


class MemoryWatch(threading.Thread):
    """Samples RssAnon of a process and its children, since a peak of it alone is kept nowhere by the system."""

    INTERVAL_SECONDS = 0.02

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process = process
        self.peak = 0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(self.INTERVAL_SECONDS):
            self.peak = max(self.peak, sum(anonymous_kib(each) for each in family(self.process)))

    def end(self):
        """Stops sampling and gives the peak."""
        self.ended.set()
        self.join()
        return self.peak


def anonymous_kib(process):
    """Anonymous memory of a process in KiB; 0 once it is gone."""
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def family(process):
    """A process and those it has started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return [process] + [each for child in children for each in family(int(child))]


def evict(*paths):
    """Puts files out of the page cache, so that the next to read them reads the disk."""
    os.sync()
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def warm(path):
    """Reads a file once, so that it is in the page cache."""
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 22):
            pass
