#!/usr/bin/env python3
"""Checks that a ledger contains an entry.  Usage: verify_proof.py ENTRY.json PROOF.tlog-proof VKEY

VKEY is the ledger's verifier key itself (NAME+ID+BASE64), from a source you trust. Needs Python's standard library and
the openssl command, and nothing of the ledger's own but these scripts, to be read in two minutes. Exit status 0:
verified, with a line that says what; 1: not verified, with the reason."""
import sys

sys.dont_write_bytecode = True
from signed_checkpoint import answer, from_base64, from_decimal, read_checkpoint, require, sha256

def verify_proof(entry, proof, vkey):
    head, blank, checkpoint = proof.partition(b"\n\n")
    lines = head.split(b"\n")
    require(blank and lines.pop(0) == b"c2sp.org/tlog-proof@v1", "this is not a tlog-proof")
    if lines and lines[0].startswith(b"extra "):  # No signature covers this line, so it says nothing.
        from_base64(lines.pop(0)[6:])
    require(lines and lines[0].startswith(b"index "), "the proof has no index")
    index = from_decimal(lines[0][6:])
    path = [from_base64(line) for line in lines[1:]]
    size, root = read_checkpoint(checkpoint, vkey)
    require(index < size, f"the proof is for index {index}, the ledger has {size} entries")

    # From the leaf to the root, one level a turn. At each level the node stands at `position`, the last one at `last`;
    # a node at an odd position has its sibling on the left, and the last one at an even position has none.
    node = sha256(b"\x00", entry)
    position, last = index, size - 1
    while last > 0:
        if position % 2 == 1 or position < last:
            require(path, "the proof is too short")
            sibling = path.pop(0)
            node = sha256(b"\x01", sibling, node) if position % 2 == 1 else sha256(b"\x01", node, sibling)
        position, last = position // 2, last // 2
    require(not path, "the proof is too long")
    require(node == root, "the proof is not for these bytes (a line feed at the end of the entry counts too)")
    return f"verified: the entry is number {index + 1} of the {size} in the signed checkpoint"

def verify_files(entry, proof, vkey):
    with open(entry, "rb") as entry_file, open(proof, "rb") as proof_file:
        return verify_proof(entry_file.read(), proof_file.read(), vkey.encode())

if __name__ == "__main__":
    answer(verify_files, "verify_proof.py ENTRY.json PROOF.tlog-proof VKEY")
