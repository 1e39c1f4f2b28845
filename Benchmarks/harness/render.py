"""Writes RESULTS.md from the stored figures."""
import json
from pathlib import Path

from rows import all_rows

HEAD = """# Results

Written by `Benchmarks/compare`; a change is made there, and never here. Each figure is the median of the rounds, with
the least and the greatest behind it; a ratio is the median of the rounds' own ratios, and against eventsourcing and
umadb, whose rounds are their own, the ratio of the medians. All sides ran in turns on the same machine.

- **C**: the same puts of the same bytes into the same tables by a plain C loop over LMDB (`c/lmdb_bench.c`): no
  parsing, no checks, no hashing. What it writes, `ledger-replay verify` finds sound.
- **SQLite**: a table of events with unique (stream, version) and (source, id), WAL, `synchronous=FULL`, in C.
- **eventsourcing**, **umadb**: from PyPI, driven by Python (`peers/peers.py`), at no more than 100,000 events; their
  imports parse each line and store it as it is.
- Events are prepared before an append is timed. "Cold" means evicted by `posix_fadvise`. A replay counts until every
  claim's status, every owner, all deadlines and all violations are told.
"""


def write(results, path, misses_path):
    """Renders the table, the machine, and a sentence for each miss."""
    rows = all_rows(results)
    misses = json.loads(Path(misses_path).read_text())
    parts = [HEAD, table(rows), notes(rows), missed(rows, misses), machine(results), files(results)]
    Path(path).write_text("\n".join(part for part in parts if part))


def table(rows):
    """One line for each comparison."""
    lines = ["| workload | ours | other | ratio | to reach | |", "|---|---|---|---|---|---|"]
    for row in rows:
        ratio = f"{row.shown} ({row.spread})" if row.spread and len(set(row.spread.split(" … "))) > 1 else row.shown
        cells = [row.name, row.ours, row.other, ratio, row.target, row.verdict]
        lines.append("| " + " | ".join(cells) + " |")
    judged = [row for row in rows if row.reached is not None]
    reached = sum(row.reached for row in judged)
    return "\n".join(lines) + f"\n\nReached: {reached} of {len(judged)}.\n"


def notes(rows):
    """What belongs to a row and is not compared."""
    lines = [f"- {row.name}: {note}" for row in rows for note in row.notes]
    return "## Beside these\n\n" + "\n".join(lines) + "\n" if lines else ""


def missed(rows, misses):
    """What would be needed for each miss; the sentences stand in misses.json, by how the rows' names begin."""
    lines = []
    for begin, sentence in misses.items():
        names = [row.name for row in rows if row.reached is False and row.name.startswith(begin)]
        if names:
            lines.append(f"- {'; '.join(f'**{name}**' for name in names)}: {sentence}")
    silent = [row.name for row in rows if row.reached is False and not row.name.startswith(tuple(misses))]
    lines += [f"- **{name}**" for name in silent]
    return "## Missed\n\n" + "\n".join(lines) + "\n" if lines else ""


def machine(results):
    """What it ran on."""
    lines = [f"- {name}: {value}" for name, value in results.get("machine", {}).items()]
    syncs = results.get("syncs", [])
    if syncs:
        median = [round(each["median"]) for each in syncs]
        lines.append(f"- sync of 4 KiB appended to a file: median {min(median)} to {max(median)} µs over the run")
    if "minutes" in results:
        lines.append(f"- the run took {results['minutes']:.0f} minutes and {results['gigabytes']:.1f} GB at the most")
    return "## Machine\n\n" + "\n".join(lines) + "\n"


def files(results):
    """How large the files are."""
    lines = ["| file | bytes | bytes an event |", "|---|---|---|"]
    for name, size in results["files"].items():
        events = int(name.split(",")[1].split()[0])
        lines.append(f"| {name.replace(str(events), f'{events:,}')} | {size:,} | {size / events:.0f} |")
    return "## Files\n\n" + "\n".join(lines) + "\n"
