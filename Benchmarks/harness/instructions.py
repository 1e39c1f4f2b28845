"""Counts instructions an event with callgrind and compares them with thresholds; called by Benchmarks/check."""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
# Each part is what it does beyond the one named behind it; see Sources/ledger-count.
PARTS = {
    "parse": "make",
    "prepare": "parse",
    "append": "prepare",
    "scan": "append",
    "fold": "append",
    "verify": "append",
}
# The difference between the two leaves out what the process takes to start.
FEW, MANY = 200, 1_000
MARGIN = 1.15


def main():
    """Counts, prints and compares."""
    parser = argparse.ArgumentParser(prog="Benchmarks/check", description="Compares counts with thresholds.")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--record", action="store_true", help="writes what is measured as the new thresholds")
    options = parser.parse_args()
    path = HERE / "thresholds.json"
    counts = count_all(Path(options.program))
    if options.record:
        path.write_text(json.dumps({name: round(count * MARGIN) for name, count in counts.items()}, indent=2) + "\n")
        return 0
    return compare(counts, json.loads(path.read_text()))


def compare(counts, thresholds):
    """Prints a line for each part; 1 where one takes too many, or is counted without a threshold."""
    failures = 0
    for name, count in counts.items():
        limit = thresholds.get(name, 0)
        failures += count > limit
        verdict = "too many" if count > limit else "ok"
        print(f"{name:8} {count:10,.0f} instructions an event, at most {limit:,}: {verdict}")
    if failures:
        print("Make it cheaper, or say in DECISIONS.md why it costs more and run Benchmarks/check --record.")
    return 1 if failures else 0


def count_all(program):
    """Instructions an event of each part."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["make", "-s", "-C", HERE / "c", f"OUT={folder}", f"{folder}/small_map.so"], check=True)
        # valgrind 3.19 cannot read the debug information of Swift 6.
        stripped = Path(folder) / "ledger-count"
        subprocess.run(["strip", "-o", stripped, program], check=True)
        needed = sorted(set(PARTS) | set(PARTS.values()))
        each = {part: per_event(stripped, part, Path(folder)) for part in needed}
    return {part: each[part] - each[before] for part, before in PARTS.items()}


def per_event(program, part, folder):
    """Instructions an event of a part and everything before it."""
    return (count(program, part, MANY, folder) - count(program, part, FEW, folder)) / (MANY - FEW)


def count(program, part, events, folder):
    """Instructions of one process."""
    surroundings = os.environ | {
        "LD_PRELOAD": str(folder / "small_map.so"),
        # Else the order of a dictionary's elements, and with it the count, would differ from run to run.
        "SWIFT_DETERMINISTIC_HASHING": "1",
        "TMPDIR": str(folder),
    }
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, part, str(events)]
    run = subprocess.run(command, env=surroundings, capture_output=True, text=True)
    match = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not match:
        sys.exit(f"ledger-count {part} ended with {run.returncode}:\n{run.stderr[-2000:]}")
    return int(match.group(1))


if __name__ == "__main__":
    sys.exit(main())
