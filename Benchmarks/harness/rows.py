"""The rows of RESULTS.md: what is compared with what, and the figure to reach."""
import statistics
from dataclasses import dataclass, field

from workloads import COMPARED


@dataclass
class Row:
    """One comparison, as it is printed."""

    name: str
    ours: str
    other: str
    value: float | None
    shown: str
    target: str
    reached: bool | None
    spread: str = ""
    notes: list = field(default_factory=list)

    @property
    def verdict(self):
        """Whether the figure was reached; a dash where there is none to reach, or nothing was measured."""
        return {True: "reached", False: "**missed**", None: "–"}[self.reached]


class Figures:
    """The stored figures, asked by workload and side."""

    def __init__(self, results):
        self.figures = results["figures"]
        self.sizes = results.get("sizes", [])

    def rounds(self, name, side="ours"):
        """What a side measured, round by round."""
        return self.figures.get(name, {}).get(side, [])

    def values(self, name, side="ours", key="rate"):
        """One figure of a side, round by round; `rate` is events a second."""
        if key == "rate":
            return [each["events"] / each["seconds"] for each in self.rounds(name, side)]
        return [each[key] for each in self.rounds(name, side)]

    @property
    def compared(self):
        """The volume of the comparisons with everybody."""
        return min(COMPARED, max(self.sizes))

    @property
    def middle(self):
        """The largest size that is measured in several rounds."""
        return max((size for size in self.sizes if size <= 1_000_000), default=max(self.sizes))

    @property
    def largest(self):
        """The largest size."""
        return max(self.sizes)


def ratios(ours, other):
    """The ratio of each round; where one side has more rounds than the other, its surplus is left out."""
    return [a / b for a, b in zip(ours, other)]


def number(value):
    """A figure with three digits that count, in groups."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(values, unit=""):
    """The median, and behind it the least and the greatest."""
    if not values:
        return "–"
    unit = f" {unit}" if unit else ""
    if len(values) == 1:
        return f"{number(values[0])}{unit}"
    return f"{number(statistics.median(values))}{unit} ({number(min(values))} … {number(max(values))})"


def rate_row(name, ours, other, other_name, target, unit="events/s", paired=True):
    """A row of rates, where more is better; sides that were not measured in the same rounds are compared by medians."""
    by_round = ratios(ours, other)
    if by_round and not paired:
        by_round = [statistics.median(ours) / statistics.median(other)]
    if not by_round:
        return Row(name, spread(ours, unit), "–", None, "–", f"≥ {target}", None)
    value = statistics.median(by_round)
    return Row(
        name,
        spread(ours, unit),
        f"{other_name}: {spread(other, unit)}",
        value,
        f"{value:.2f}",
        f"≥ {target}",
        value >= target,
        f"{min(by_round):.2f} … {max(by_round):.2f}",
    )


def limit_row(name, ours, other, other_name, target, unit, shown="{:.2f}"):
    """A row of a quotient that must stay below a limit."""
    by_round = ratios(ours, other)
    if not by_round:
        return Row(name, spread(ours, unit), "–", None, "–", f"≤ {target}", None)
    value = statistics.median(by_round)
    return Row(
        name,
        spread(ours, unit),
        f"{other_name}: {spread(other, unit)}",
        value,
        shown.format(value),
        f"≤ {target}",
        value <= target,
        f"{min(by_round):.2f} … {max(by_round):.2f}",
    )


def append_rows(figures):
    """Durable appends of one event each."""
    base = f"append/{figures.compared}"
    one = figures.values(f"{base}/1")
    direct, twin = figures.values(f"{base}/1", "direct"), figures.values(f"{base}/1", "cDirect")
    rows = [rate_row("append, one task", direct, twin, "C", 0.9)]
    queued = rate_row("through the writer", one, figures.values(f"{base}/1", "c"), "C", 0)
    rows[0].notes.append(f"through the writer that gathers tasks: {queued.ours}, {queued.shown} of C")
    peers = f"peers/{figures.compared}"
    others = {"SQLite": figures.values(f"{base}/1", "sqlite")}
    others |= {peer: peer_rates(figures, peers, peer, "single") for peer in ("umadb", "eventsourcing")}
    rows[0].notes.append(", ".join(f"{name} {spread(rates, 'events/s')}" for name, rates in others.items()))
    for tasks, gain in ((64, 15), (1024, 40)):
        ours = figures.values(f"{base}/{tasks}")
        name = f"append, {tasks:,} tasks"
        rows.append(rate_row(f"{name}, to one task", ours, one, "one task", gain))
        rows.append(rate_row(f"{name}, to C", ours, figures.values(f"{base}/{tasks}", "c"), "C", 0.8))
        rows.append(rate_row(f"{name}, to SQLite", ours, figures.values(f"{base}/{tasks}", "sqlite"), "SQLite", 1))
        umadb = peer_rates(figures, peers, "umadb", f"window{tasks}")
        rows.append(rate_row(f"{name}, to umadb", ours, umadb, "umadb", 1, paired=False))
    return rows


def peer_rates(figures, name, peer, prefix):
    """Events a second of a peer, round by round."""
    events = "events" if prefix == "import" else f"{prefix}Events"
    return [each[events] / each[f"{prefix}Seconds"] for each in figures.rounds(name, peer)]


def import_rows(figures):
    """Imports into a fresh ledger."""
    rows = []
    for size in figures.sizes:
        name = f"import/{size}"
        ours, label = figures.values(name), f"import, {size:,} events"
        rows.append(rate_row(f"{label}, to C", ours, figures.values(name, "c"), "C", 0.5))
        if figures.rounds(name, "sqlite"):
            rows.append(rate_row(f"{label}, to SQLite", ours, figures.values(name, "sqlite"), "SQLite", 1))
    peer = peer_rates(figures, f"peers/{figures.compared}", "eventsourcing", "import")
    ours = figures.values(f"import/{figures.compared}")
    name = f"import, {figures.compared:,} events, to eventsourcing"
    rows.append(rate_row(name, ours, peer, "eventsourcing", 3, paired=False))
    return rows


def replay_rows(figures):
    """Cold replays."""
    rows = []
    for size in figures.sizes:
        name = f"replay/{size}"
        rounds = figures.rounds(name)
        if not rounds:
            continue
        ours = [each["events"] / (each["foldSeconds"] + each["answersSeconds"]) for each in rounds]
        row = rate_row(f"cold replay, {size:,} events, to C's scan", ours, figures.values(name, "c"), "C", 0.3)
        fold = [each["events"] / each["foldSeconds"] for each in rounds]
        actions = [each["actionsSeconds"] * 1e6 / each["claims"] for each in rounds]
        row.notes.append(
            f"the fold alone {spread(fold, 'events/s')}; then every claim's allowed actions, "
            f"{spread(actions, 'µs')} a claim; C's scan of a file in memory "
            f"{spread(figures.values(name, 'cWarm'), 'events/s')}"
        )
        rows.append(row)
    peers = figures.figures.get(f"peers/{figures.compared}", {})
    for peer, rounds in peers.items() if rows else ():
        rates = [each["events"] / each["replaySeconds"] for each in rounds]
        rows[0].notes.append(f"{peer} reads and folds the latest type of each claim only: {spread(rates, 'events/s')}")
    return rows


def verify_rows(figures):
    """Verifications."""
    rows = []
    for size in figures.sizes:
        name = f"verify/{size}"
        if figures.rounds(name):
            label = f"verify every hash, {size:,} events, to C with OpenSSL"
            row = rate_row(label, figures.values(name), figures.values(name, "c"), "C", 0.8)
            row.notes.append(f"everything verified: {spread(figures.values(name, 'everything'), 'events/s')}")
            rows.append(row)
    name = f"verify/hash/{figures.compared}"
    ours = [each["bytes"] / each["seconds"] / 1e6 for each in figures.rounds(name)]
    other = [each["bytes"] / each["seconds"] / 1e6 for each in figures.rounds(name, "c")]
    row = rate_row("the hash functions alone", ours, other, "OpenSSL", 0, "MB/s")
    row.target, row.reached = "–", None
    return rows + [row]


def answer_rows(figures):
    """Questions about one claim or one slot."""
    rows = []
    least, most = min(figures.sizes), figures.largest
    questions = {"status": "one claim's status", "owner": "one slot's owner", "actions": "one claim's actions"}
    for question, words in questions.items():
        key = f"{question}P99Microseconds"
        small, large = (figures.values(f"answers/{size}", key=key) for size in (least, most))
        worst = max([statistics.median(each) for each in (small, large) if each], default=None)
        median = figures.values(f"answers/{most}", key=f"{question}P50Microseconds")
        rows.append(
            Row(
                f"{words}, 99th percentile",
                spread(large, "µs"),
                f"{least:,} events: {spread(small, 'µs')}",
                worst,
                "–" if worst is None else f"{worst:.1f} µs",
                "< 50 µs",
                None if worst is None else worst < 50,
                notes=[f"median {spread(median, 'µs')}"],
            )
        )
        middle = [figures.values(f"answers/{size}", key=f"{question}P50Microseconds") for size in (most, least)]
        rows.append(limit_row(f"{words}, median against size", *middle, f"{least:,} events", 1.5, "µs"))
    return rows


def volume_rows(figures):
    """Appends against what the ledger holds already."""
    rows = []
    for tasks in (64, 1024):
        empty = figures.values(f"volume/empty/{tasks}")
        full = figures.values(f"volume/{figures.largest}/{tasks}")
        name = f"append rate, empty to {figures.largest:,} events, {tasks:,} tasks"
        rows.append(limit_row(name, empty, full, f"{figures.largest:,} events", 1.3, "events/s"))
    middle = min(1_000_000, figures.largest)
    for tasks in (64, 1024):
        empty = figures.values(f"volume/random-empty/{tasks}")
        full = figures.values(f"volume/random-{middle}/{tasks}")
        name = f"the same with random ids, to {middle:,} events, {tasks:,} tasks"
        row = limit_row(name, empty, full, f"{middle:,} events", 0, "events/s")
        row.target, row.reached = "–", None
        rows.append(row)
    return rows


def open_rows(figures):
    """Opening, in a process and as one."""
    least, most = min(figures.sizes), figures.largest
    rows = []
    for key, words in (("readP50Microseconds", "to read"), ("appendP50Microseconds", "to append, with projections")):
        large, small = (figures.values(f"open/{size}", key=key) for size in (most, least))
        rows.append(limit_row(f"opening a ledger {words}", large, small, f"{least:,} events", 1.5, "µs"))
    large, small = (
        [each * 1e3 for each in figures.values(f"open/status/{size}", key="seconds")] for size in (most, least)
    )
    rows.append(limit_row("`ledger-replay status CLAIM`", large, small, f"{least:,} events", 1.5, "ms"))
    return rows


def memory_rows(figures):
    """Anonymous memory against size."""
    rows = []
    if figures.compared == figures.largest:
        return replay_memory(figures)
    for words, name in (("import", "import/{}"), ("export", "memory/export/{}"), ("verify", "verify/{}")):
        large, small = (
            [each / 1024 for each in figures.values(name.format(size), key="peakAnonymousKiB")]
            for size in (figures.largest, figures.compared)
        )
        # One peak each: rounds of the same size differ by chance only.
        large, small = ([statistics.median(each)] if each else [] for each in (large, small))
        rows.append(limit_row(f"memory of {words}", large, small, f"{figures.compared:,} events", 1.2, "MiB"))
    return rows + replay_memory(figures)


def replay_memory(figures):
    """What a fold takes for each claim; the number of claims is that of the cold replays."""
    peaks = {size: figures.values(f"memory/replay/{size}", key="peakAnonymousKiB") for size in figures.sizes}
    claims = {size: figures.values(f"replay/{size}", key="claims") for size in figures.sizes}
    known = [size for size in figures.sizes if peaks[size] and claims[size]]
    if not known:
        return []
    size = max(known)
    value = statistics.median(peaks[size]) * 1024 / claims[size][0]
    shown = f"{spread([each / 1024 for each in peaks[size]], 'MiB')}, {claims[size][0]:,} claims"
    return [Row("memory of a replay", shown, "–", value, f"{value:,.0f} B a claim", "stated", None)]


def all_rows(results):
    """Every row for which something was measured, in the order of RESULTS.md."""
    figures = Figures(results)
    groups = [append_rows, import_rows, replay_rows, verify_rows, answer_rows, volume_rows, open_rows, memory_rows]
    return [row for group in groups for row in group(figures) if row.value is not None]
