#!/usr/bin/env python3
"""Prints roots and proofs of the trees of 0 to 64 leaves, straight from the definitions of RFC 6962, section 2.1.

Shares no idea with the package's implementation: recursion over lists, no stored nodes. Leaf i is the text "entry i".
Usage: merkle_by_definition.py >Fixtures/evidence/merkle.json"""
import hashlib, json

def sha256(data):
    return hashlib.sha256(data).digest()

def split(n):  # The largest power of two below n.
    k = 1
    while 2 * k < n:
        k *= 2
    return k

def mth(d):
    if not d:
        return sha256(b"")
    if len(d) == 1:
        return sha256(b"\x00" + d[0])
    k = split(len(d))
    return sha256(b"\x01" + mth(d[:k]) + mth(d[k:]))

def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    return path(m, d[:k]) + [mth(d[k:])] if m < k else path(m - k, d[k:]) + [mth(d[:k])]

def proof(m, d):
    return subproof(m, d, True)

def subproof(m, d, whole):
    if m == len(d):
        return [] if whole else [mth(d)]
    k = split(len(d))
    if m <= k:
        return subproof(m, d[:k], whole) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]

# Every proof is there: in full up to 12 leaves, beyond as half the SHA-256 of a zero byte and its hashes.
def shown(hashes, size):
    return [hash.hex() for hash in hashes] if size <= 12 else sha256(b"\x00" + b"".join(hashes)).hex()[:32]

trees = []
for size in range(65):
    leaves = [f"entry {i}".encode() for i in range(size)]
    trees.append({
        "size": size,
        "root": mth(leaves).hex(),
        "inclusion": [shown(path(m, leaves), size) for m in range(size)],
        "consistency": [shown(proof(m, leaves), size) for m in range(1, size + 1)],
    })
print("[\n" + ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees) + "\n]")
