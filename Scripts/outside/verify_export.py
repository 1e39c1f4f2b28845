#!/usr/bin/env python3
"""Checks an exported ledger.  Usage: verify_export.py DIR

DIR holds checkpoint, vkey, events.jsonl and tile/…. The tree is computed anew from events.jsonl and compared with the
signed checkpoint and, byte for byte, with every tile. Compare DIR/vkey with the key you got from a source you trust:
a forger puts another key there. Exit status 0: verified; 1: not verified, with the reason."""
import os, sys

sys.dont_write_bytecode = True
from signed_checkpoint import answer, read_checkpoint, require, sha256

def tree_root(hashes):  # Pairs of neighbours, level by level; an odd last one moves up as it is (RFC 6962, 2.1).
    while len(hashes) > 1:
        pairs = [sha256(b"\x01", hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[2 * len(pairs):]
    return hashes[0] if hashes else sha256()

def tile_path(level, number, width):  # tile/0/x001/234/567 for number 1234567; .p/17 behind it where only 17 are there.
    *leading, last = [group.zfill(3) for group in f"{number:,}".split(",")]
    path = "/".join(["tile", str(level), *("x" + group for group in leading), last])
    return path if width == 256 else f"{path}.p/{width}"

def verify_export(folder):
    def read(name):
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    checked = set()
    def compare(level, number, width, data):
        path = tile_path(level, number, width)
        require(read(path) == data, f"{path} differs from events.jsonl")
        checked.add(path)
    vkey = read("vkey").removesuffix(b"\n")
    size, root = read_checkpoint(read("checkpoint"), vkey)
    hashes, bundle = [], b""
    with open(os.path.join(folder, "events.jsonl"), "rb") as events:
        for line in events:
            require(line.endswith(b"\n") and len(line) <= 65536, f"line {len(hashes) + 1} is truncated or too long")
            hashes.append(sha256(b"\x00", line[:-1]))
            bundle += (len(line) - 1).to_bytes(2, "big") + line[:-1]
            if len(hashes) % 256 == 0:
                compare("entries", len(hashes) // 256 - 1, 256, bundle)
                bundle = b""
    if bundle:
        compare("entries", len(hashes) // 256, len(hashes) % 256, bundle)
    require(len(hashes) == size, f"events.jsonl has {len(hashes)} events, the checkpoint {size}")
    require(tree_root(hashes) == root, "the events do not give the root in the checkpoint")
    level = 0
    while hashes:  # The hashes of one level's full tiles are the entries of the next level's.
        tiles = [hashes[i:i + 256] for i in range(0, len(hashes), 256)]
        for number, tile in enumerate(tiles):
            compare(level, number, len(tile), b"".join(tile))
        hashes, level = [tree_root(tile) for tile in tiles if len(tile) == 256], level + 1
    walk = os.walk(os.path.join(folder, "tile"))
    found = {os.path.relpath(os.path.join(at, name), folder) for at, _, names in walk for name in names}
    require(found == checked, f"no part of the tree: {sorted(found - checked)}")
    return f"verified: {size} events, {len(checked)} tiles, signed by {vkey.decode()}"

if __name__ == "__main__":
    answer(verify_export, "verify_export.py DIR")
