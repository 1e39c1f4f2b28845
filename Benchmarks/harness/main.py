"""Measures the ledger beside its baselines and peers and writes RESULTS.md; called by Benchmarks/compare."""
import argparse
import subprocess
import sys
import time

import render
from bench import HERE, Bench
from workloads import GROUPS

SIZES = [10_000, 100_000, 1_000_000, 5_000_000]


def main():
    """Reads the options, runs the groups and renders what there is."""
    options = parse()
    quick = options.quick or options.sizes is not None
    sizes = options.sizes or (SIZES[:2] if options.quick else SIZES)
    output = options.output or (f"{options.folder}/RESULTS.md" if quick else HERE / "RESULTS.md")
    bench = Bench(options.folder, options.binaries, sizes, options.rounds, options.minutes)
    if not options.render:
        measure(bench, options)
    render.write(bench.results, output, HERE / "harness/misses.json")
    print(output)
    if not options.render and not options.keep:
        bench.remove_data()


def parse():
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="Benchmarks/compare", description="Measures the ledger beside C, SQLite, eventsourcing and umadb."
    )
    parser.add_argument("--quick", action="store_true", help="10,000 and 100,000 events only")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="other sizes")
    parser.add_argument("--rows", nargs="+", choices=list(GROUPS), metavar="GROUP", help=f"only {', '.join(GROUPS)}")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each workload, 3")
    parser.add_argument("--minutes", type=float, default=45, help="after so many, no more than one round of each, 45")
    parser.add_argument("--folder", default=HERE / ".build/compare", help="where to work; needs 20 GB")
    parser.add_argument("--output", help="where RESULTS.md goes; with --quick or --sizes into the folder")
    parser.add_argument("--keep", action="store_true", help="leaves data and ledgers in the folder")
    parser.add_argument("--render", action="store_true", help="renders the figures of an earlier run, runs nothing")
    parser.add_argument("--binaries", default=HERE / ".build/release", help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(bench, options):
    """Runs the groups in their order and keeps what each measured."""
    start = time.monotonic()
    bench.prepare()
    room = 0
    for name in options.rows or GROUPS:
        print(f"{time.strftime('%H:%M:%S')} {name}", file=sys.stderr, flush=True)
        bench.start(name)
        GROUPS[name](bench)
        room = max(room, bench.used_bytes())
    if not options.rows:
        bench.results |= {"minutes": (time.monotonic() - start) / 60, "gigabytes": room / 1e9}
    bench.save()


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}")
