"""What both checks need: reads a ledger's checkpoint after verifying its signature with the openssl command."""
import base64, hashlib, os, subprocess, sys, tempfile

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def require(condition, sentence):
    if not condition:
        raise ValueError(sentence)

def from_base64(text):  # Only the one canonical text of the bytes: Python alone would let unused bits pass.
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data) == text, "base64 is not canonical")
    return data

def from_decimal(text):
    require(text.isdigit() and str(int(text)).encode() == text, f"{text!r} is not a decimal number")
    return int(text)

def openssl_accepts(public_key, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        key, text, sig = (os.path.join(folder, name) for name in ("key", "text", "sig"))
        # RFC 8410: an Ed25519 public key in DER is always these 12 bytes and the 32 of the key.
        der = bytes.fromhex("302a300506032b6570032100") + public_key
        for path, data in ((key, der), (text, message), (sig, signature)):
            with open(path, "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", key]
        return subprocess.run(command + ["-in", text, "-sigfile", sig], capture_output=True).returncode == 0

def read_checkpoint(note, vkey):
    """The size and the root that the owner of this key (NAME+ID+BASE64) has signed."""
    require(vkey.count(b"+") >= 2, "the verifier key is not NAME+ID+BASE64")
    name, key_id, key = vkey.split(b"+", 2)  # Base64 may hold more plus signs.
    key = from_base64(key)
    require(key[:1] == b"\x01" and len(key) == 33, "the verifier key is not of type Ed25519")
    require(sha256(name, b"\n", key)[:4].hex().encode() == key_id, "the verifier key is damaged: its id differs")
    text, blank, signatures = note.rpartition(b"\n\n")
    require(blank and signatures.endswith(b"\n"), "the checkpoint is truncated")
    text, signed = text + b"\n", False
    for line in signatures[:-1].split(b"\n"):
        parts = line.split(b" ")
        require(len(parts) == 3 and parts[0] == "\u2014".encode(), "a signature line is malformed")
        signature = from_base64(parts[2])
        if parts[1] == name and signature[:4].hex().encode() == key_id:  # Others may sign too; they are ignored.
            require(openssl_accepts(key[1:], text, signature[4:]), "the signature does not belong to the checkpoint")
            signed = True
    require(signed, "the checkpoint is not signed with this key")
    origin, size, root = text.split(b"\n")[:3]
    require(origin == name, f"the checkpoint is of another ledger: {origin.decode()}")
    return from_decimal(size), from_base64(root)

def answer(check, usage):
    try:
        require(len(sys.argv) == len(usage.split()), "usage: " + usage)
        print(check(*sys.argv[1:]))
    except Exception as error:  # Whatever is wrong with the input, the answer is a sentence and status 1.
        sys.exit(f"NOT VERIFIED: {error}")
