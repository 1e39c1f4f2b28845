"""What the figures were measured on."""
import os
import platform
import re
import statistics
import subprocess
import time
from pathlib import Path


def describe(folder, python):
    """Machine, system and versions, by name."""
    return {
        "processor": first_match(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text()),
        "cores": os.cpu_count(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": first_match(r'PRETTY_NAME="(.+)"', Path("/etc/os-release").read_text()),
        "kernel": platform.release(),
        "file system": said("stat", "-f", "-c", "%T", str(folder)),
        "Swift": first_match(r"Swift version ([\w.]+)", said("swift", "--version")),
        "LMDB": package("liblmdb0"),
        "SQLite": package("libsqlite3-0"),
        "OpenSSL": first_match(r"OpenSSL ([\w.]+)", said("openssl", "version")),
        "C compiler": said("cc", "--version").splitlines()[0],
        "Python": platform.python_version(),
        "eventsourcing": python_package(python, "eventsourcing"),
        "umadb": python_package(python, "umadb"),
        "commit": said("git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"),
    }


def first_match(pattern, text):
    """The first group of a pattern in a text; a question mark where it is not there."""
    match = re.search(pattern, text)
    return match.group(1).strip() if match else "?"


def said(*command):
    """What a program prints; a question mark where it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() or "?"
    except (OSError, subprocess.CalledProcessError):
        return "?"


def package(name):
    """The version of one of Debian's packages."""
    return said("dpkg-query", "-W", "-f", "${Version}", name)


def python_package(python, name):
    """The version of a package in a virtual environment."""
    return said(str(python), "-c", f"import importlib.metadata as m; print(m.version({name!r}))")


def sync_microseconds(folder, count=100):
    """What it takes to append 4 KiB to a file and have them on disk: median and 99th percentile."""
    path = folder / "sync-probe"
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    took = []
    try:
        for _ in range(count):
            os.write(descriptor, os.urandom(4_096))
            start = time.perf_counter()
            os.fdatasync(descriptor)
            took.append((time.perf_counter() - start) * 1e6)
    finally:
        os.close(descriptor)
        path.unlink()
    took.sort()
    return {"median": statistics.median(took), "p99": took[int(count * 0.99) - 1]}
