"""The folder that a comparison works in: programs, data, ledgers, and the figures so far."""
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import machine
from processes import run

HERE = Path(__file__).resolve().parent.parent
PEERS = ["eventsourcing==9.5.6", "umadb==0.7.8"]
# Enough for every window of every round at one size.
TAIL = 240_000


class Bench:
    """Programs and places of one run, and the store of its figures."""

    def __init__(self, folder, binaries, sizes, rounds, minutes):
        self.folder, self.binaries = Path(folder).resolve(), Path(binaries)
        self.sizes, self.rounds = sizes, rounds
        self.end = time.monotonic() + minutes * 60
        self.folder.mkdir(parents=True, exist_ok=True)
        self.python = self.folder / "venv/bin/python"
        self.skipped = {}
        self.results = self.stored_results()

    def stored_results(self):
        """The figures of an earlier run in the same folder."""
        path = self.folder / "results.json"
        return json.loads(path.read_text()) if path.exists() else {"figures": {}, "files": {}, "syncs": []}

    def save(self):
        """Writes the figures, so that a run that is cut short has not been for nothing."""
        path = self.folder / "results.json"
        path.with_suffix(".new").write_text(json.dumps(self.results, indent=1))
        path.with_suffix(".new").replace(path)

    def prepare(self):
        """Builds the C programs and the peers' environment, and describes the machine."""
        (self.folder / "bin").mkdir(exist_ok=True)
        subprocess.run(["make", "-s", "-C", HERE / "c", f"OUT={self.folder / 'bin'}"], check=True)
        if not self.python.exists():
            subprocess.run([sys.executable, "-m", "venv", self.folder / "venv"], check=True)
            install = [self.python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PEERS]
            subprocess.run(install, check=True)
        self.results["machine"] = machine.describe(self.folder, self.python)
        self.results["sizes"] = self.sizes
        self.note_sync()

    def note_sync(self):
        """Measures the disk's sync now: on a shared disk it changes."""
        self.results["syncs"].append(machine.sync_microseconds(self.folder))

    # Rounds

    def goes_on(self, round_number):
        """Whether there is time for another round; the first always is."""
        return round_number == 0 or time.monotonic() < self.end

    def start(self, group):
        """Begins a group: its earlier figures are removed, and the tails are used from their beginnings again."""
        self.skipped = {}
        for name in [name for name in self.results["figures"] if name.split("/")[0] == group]:
            del self.results["figures"][name]

    def note(self, name, side, figures):
        """Keeps what one side measured in the present round of a workload."""
        self.results["figures"].setdefault(name, {}).setdefault(side, []).append(figures)
        shown = {key: round(value, 4) for key, value in figures.items() if isinstance(value, (int, float))}
        print(f"{time.strftime('%H:%M:%S')} {name:24} {side:14} {shown}", file=sys.stderr, flush=True)

    # Programs

    def ours(self, command, **options):
        """Runs a workload of ledger-bench."""
        return run([self.binaries / "ledger-bench", command, *arguments(options)])

    def c(self, program, command, **options):
        """Runs a workload of one of the C programs."""
        return run([self.folder / "bin" / program, command, *arguments(options)])

    def replay_tool(self, *command, output=subprocess.PIPE):
        """Runs ledger-replay."""
        return run([self.binaries / "ledger-replay", *command], output=output)

    # Data and ledgers

    def events(self, size, kind="ascending"):
        """The files with the events of a size, made where they are missing: those that fill a ledger, and its tail."""
        base = self.folder / f"{size}-{kind}"
        filling, tail = base.with_suffix(".jsonl"), base.with_suffix(".tail.jsonl")
        if not tail.exists():
            flags = ["--random-ids"] if kind == "random" else []
            options = {"events": size, "output": filling, "tail": TAIL, "tail-output": tail}
            made = run([self.binaries / "ledger-bench", "generate", *arguments(options), *flags])
            self.note(f"generate/{size}", kind, made)
            self.results["files"][f"JSON Lines, {size} events, {kind}"] = made["bytes"]
        return filling, tail

    def ledger(self, size, kind="ascending"):
        """A ledger of a size, imported where it is missing."""
        path = self.folder / f"{size}-{kind}.ledger"
        if not path.exists():
            self.note(f"filling/{size}", kind, self.ours("import", ledger=path, events=self.events(size, kind)[0]))
            self.keep_size(path, size, kind)
        return path

    def keep_size(self, path, size, kind="ascending"):
        """Notes the size of a ledger's file."""
        self.results["files"][f"ledger, {size} events, {kind}"] = (path / "data.mdb").stat().st_size

    def fresh(self, name):
        """A path where nothing stands any more."""
        path = self.folder / name
        for each in self.folder.glob(name + "*"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        return path

    def empty_ledger(self, name):
        """A new, empty ledger."""
        path = self.fresh(name)
        self.ours("create", ledger=path)
        return path

    def copy(self, ledger, name):
        """A copy of a ledger that nobody has open."""
        path = self.fresh(name)
        path.mkdir()
        for file in ("ledger.json", "data.mdb"):
            shutil.copyfile(ledger / file, path / file)
        # Else the first to commit would wait for the copy to reach the disk.
        os.sync()
        return path

    def skip(self, tail, count):
        """Where the next so many unused lines of a tail begin."""
        begin = self.skipped.get(tail, 0)
        if begin + count > TAIL:
            raise RuntimeError(f"{tail} is used up: raise TAIL")
        self.skipped[tail] = begin + count
        return begin

    def remove_data(self):
        """Leaves the figures and removes everything else."""
        for path in self.folder.iterdir():
            if path.name not in ("results.json", "RESULTS.md"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def used_bytes(self):
        """How much of the disk the folder takes now."""
        return sum(file.stat().st_blocks * 512 for file in self.folder.rglob("*") if file.is_file())


def arguments(options):
    """Options as a command line has them; true ones are flags."""
    parts = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        parts += [flag] if value is True else [flag, str(value)]
    return parts

