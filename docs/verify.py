"""Check a bundle of trajecten without trajecten: `python verify.py BUNDLE --key KEY [--kept NOTE]`.

You need Python 3.11 and the package `cryptography`; nothing else, and no network. Read this file
before you trust it: it is written to be read in ten minutes, from top to bottom.

A bundle (`trajecten audit bundle`) is a text file with one JSON object a line. It holds entries of
a ledger and a checkpoint: a short text with the number of entries, the root of the Merkle tree over
them, and a signature. KEY is the public key of the municipality, NAME+HASH+KEY, or a file with it;
get it from somewhere else than the bundle. NOTE is a checkpoint that you, or somebody you trust,
kept from before. Without one, whoever has the private key could have written another history.

Exit code: 0 all is in order; 3 something is not what was signed; 2 it could not be checked.
"""

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

GOOD, UNCHECKED, DAMAGED = 0, 2, 3


class Damage(Exception):
    """Something is not what was signed."""


class CannotCheck(Exception):
    """What was given is not enough, or not what it should be."""


# 1. Hashes and the tree over them (RFC 9162, section 2.1).


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\x00" + data)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    """A tree that grows by leaves; `peaks` are the roots of its whole parts, the largest first."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def append(self, leaf):
        size, root = self.size, leaf
        while size % 2:  # two whole parts of one size become one
            root = node_hash(self.peaks.pop(), root)
            size //= 2
        self.peaks.append(root)
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_from_leaf(index, size, leaf, proof):
    """Climb from a leaf to the root: at each level the proof holds the other child (2.1.3.2)."""
    if not 0 <= index < size:
        raise Damage(f"there is no leaf {index} in a tree of {size}")
    last, root = size - 1, leaf
    for other in proof:
        if last == 0:
            raise Damage("a proof is too long")
        if index % 2 or index == last:
            root = node_hash(other, root)
            while index % 2 == 0 and index:  # a last leaf without a neighbour goes up as it is
                index, last = index // 2, last // 2
        else:
            root = node_hash(root, other)
        index, last = index // 2, last // 2
    if last:
        raise Damage("a proof is too short")
    return root


def check_grown(old_size, old_root, new_size, new_root, proof):
    """Check that the new tree begins with the leaves of the old one (2.1.4.2)."""
    if old_size & (old_size - 1) == 0:  # the old tree is one whole part of the new one
        proof = [old_root, *proof]
    if not proof:
        raise Damage("a proof is too short")
    index, last = old_size - 1, new_size - 1
    while index % 2:
        index, last = index // 2, last // 2
    old = new = proof[0]
    for other in proof[1:]:
        if last == 0:
            raise Damage("a proof is too long")
        if index % 2 or index == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            new = node_hash(new, other)
        index, last = index // 2, last // 2
    if last or (old, new) != (old_root, new_root):
        raise Damage(f"the ledger did not grow out of the kept checkpoint of {old_size} entries")


# 2. Checkpoints: signed notes (C2SP signed-note and tlog-checkpoint).


def read_key(text):
    """Return the name, the id and the Ed25519 key of NAME+HASH+KEY."""
    try:
        name, key_id, key = text.strip().split("+", 2)
        raw = base64.b64decode(key, validate=True)
        if len(raw) != 33 or raw[0] != 1 or sha256(f"{name}\n".encode() + raw)[:4].hex() != key_id:
            raise ValueError
        return name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(raw[1:])
    except ValueError:
        raise CannotCheck("the key is not of the form NAME+HASH+KEY") from None


def read_checkpoint(note):
    """Return the origin, the size and the root that a checkpoint names; not who signed it."""
    try:
        text, _, _ = note.partition("\n\n")
        origin, size, root = text.split("\n")[:3]
        if not size.isascii() or not size.isdecimal():
            raise ValueError
        return origin, int(size), base64.b64decode(root, validate=True)
    except ValueError:
        raise Damage("a checkpoint is not in order") from None


def check_signature(note, key):
    """Check that the key signed the checkpoint. Signatures by others are passed over."""
    name, key_id, public = key
    text, _, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        signature = base64.b64decode(line.rpartition(" ")[2])
        if line.startswith(f"\u2014 {name} ") and signature[:4] == key_id:
            try:
                public.verify(signature[4:], f"{text}\n".encode())
            except InvalidSignature:
                raise Damage("the signature does not fit the checkpoint") from None
            return
    raise Damage("the checkpoint was not signed with this key")


# 3. Entries. Their hash is over their exact text, so that nothing in them can be changed.


def no_key_twice(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key is given twice")
    return dict(pairs)


def read_entry(body, origin):
    try:
        entry = json.loads(body, object_pairs_hook=no_key_twice)
        if entry["log"] != origin:
            raise Damage("an entry is of another ledger")
        return entry
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Damage("an entry cannot be read") from None


class Chains:
    """The chains of entries: each entry names the hash of the one before it in its trajectory."""

    def __init__(self, origin, definitions):
        self.origin, self.definitions = origin, definitions
        self.heads = {}  # by trajectory: the number and the hash of its last entry

    def add(self, body):
        """Check that an entry follows on its chain; return it with its hash."""
        entry, digest = read_entry(body, self.origin), leaf_hash(body.encode())
        where = f"entry {entry['seq']} of trajectory {entry['trajectory'] or '(the record)'}"
        seq, previous = self.heads.get(entry["trajectory"], (0, ""))
        if entry["seq"] != seq + 1 or entry["prev"] != previous:
            raise Damage(f"{where} does not follow on the entry before it")
        if entry["trajectory"] and entry["definition"] not in self.definitions:
            raise Damage(f"{where}: the text of its workflow is missing")
        self.heads[entry["trajectory"]] = (entry["seq"], digest.hex())
        return entry, digest

    def tree_of_heads(self):
        """Return the tree over the last entries of all trajectories; the record is none."""
        tree = Tree()
        for trajectory, (seq, digest) in sorted(self.heads.items()):
            if trajectory:
                tree.append(head_leaf(trajectory, seq, digest))
        return tree


def head_leaf(trajectory, seq, digest):
    return leaf_hash(f"{trajectory}\n{seq}\n{digest}\n".encode())


# 4. The two kinds of bundle.


def check_all(lines, chains, size, root, kept):
    """Check every leaf from the first to the last; the root must be the one that was signed."""
    tree = Tree()
    wanted = {kept_size: kept_root for kept_size, kept_root in kept if kept_size <= size}
    for line in lines:
        if "leaf" not in line:
            continue
        entry, digest = chains.add(line["body"])
        if entry["action"] == "heads" and not entry["trajectory"]:
            heads = chains.tree_of_heads()
            named = {"count": heads.size, "root": heads.root().hex(), "size": tree.size}
            if entry["data"] != named:
                raise Damage(f"the heads that were named after {tree.size} entries are others")
        tree.append(digest)
        if wanted.get(tree.size, tree.root()) != tree.root():
            raise Damage(f"the first {tree.size} entries are not those of the kept checkpoint")
    if (tree.size, tree.root()) != (size, root):
        raise Damage(f"these are not the {size} entries that were signed")
    return tree.size


def check_one(lines, chains, trajectory, size, root, kept):
    """Check one trajectory, that it is whole, and that the ledger grew out of what you kept."""
    grown = {}
    head = heads = None
    for line in lines:
        if "entry" in line:
            entry, _ = chains.add(line["entry"])
            if entry["trajectory"] != trajectory:
                raise Damage("there is an entry of another trajectory")
        elif "head" in line:
            head = line["head"]
        elif "heads" in line:
            heads = line
        elif "since" in line:
            grown[line["since"]] = from_hex(line["proof"])
    if not head or not heads or trajectory not in chains.heads:
        raise Damage("the proof that the trajectory is whole is missing")
    # The last entry of the trajectory is one of the heads; the heads are the last leaf of the tree.
    leaf = head_leaf(trajectory, *chains.heads[trajectory])
    record = read_entry(heads["heads"], chains.origin)
    if (record["trajectory"], record["action"]) != ("", "heads"):
        raise Damage("what should name the heads does not")
    named = record["data"]
    found = root_from_leaf(head["index"], named["count"], leaf, from_hex(head["proof"]))
    if found.hex() != named["root"]:
        raise Damage("this is not the whole trajectory")
    leaf = leaf_hash(heads["heads"].encode())
    if heads["index"] != size - 1 or named["size"] != size - 1:
        raise Damage("the heads are not those of this checkpoint")
    if root_from_leaf(heads["index"], size, leaf, from_hex(heads["proof"])) != root:
        raise Damage("the heads are not under this checkpoint")
    for kept_size, kept_root in kept:
        if kept_size == size and kept_root != root:
            raise Damage("the checkpoint is not the one that was kept")
        if kept_size < size:
            if kept_size not in grown:
                raise CannotCheck(f"no proof that it grew out of the kept {kept_size} entries")
            check_grown(kept_size, kept_root, size, root, grown[kept_size])
    return chains.heads[trajectory][0]


def from_hex(proof):
    hashes = [bytes.fromhex(one) for one in proof]
    if any(len(one) != 32 for one in hashes):
        raise Damage("a hash in a proof is not one")
    return hashes


# 5. From the command line to the verdict.


def lines_of(file, definitions):
    """Give the lines of a bundle; texts of workflows are checked and put aside."""
    for text in file:
        line = json.loads(text, object_pairs_hook=no_key_twice)
        if "definition" in line:
            content = base64.b64decode(line["text"])
            if sha256(content).hex() != line["definition"]:
                raise Damage("the text of a workflow was changed")
            definitions.add(line["definition"])
        else:
            yield line


def check(file, key, notes):
    """Check a bundle; return what was found in words."""
    definitions = set()
    lines = lines_of(file, definitions)
    header = next(lines, {})
    if header.get("bundle") != "trajecten-bundle/1":
        raise CannotCheck("this is no bundle of the form trajecten-bundle/1")
    check_signature(header["checkpoint"], key)
    origin, size, root = read_checkpoint(header["checkpoint"])
    kept = []
    for kept_origin, kept_size, kept_root in map(read_checkpoint, notes):
        if kept_origin != origin:
            raise Damage("a kept checkpoint is of another ledger")
        if kept_size > size:
            raise Damage(f"a kept checkpoint has {kept_size} entries, and this one only {size}")
        if kept_size > 0:  # from a ledger without entries nothing can be proven
            kept.append((kept_size, kept_root))
    chains = Chains(origin, definitions)
    if header["trajectory"] is None:
        count = check_all(lines, chains, size, root, kept)
    else:
        count = check_one(lines, chains, header["trajectory"], size, root, kept)
    return f"In order: {count} entries, under the checkpoint of {size} entries of {origin}."


def main():
    parser = argparse.ArgumentParser(description="Check a bundle of trajecten.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--key", required=True, help="NAME+HASH+KEY, or a file with it")
    parser.add_argument("--kept", type=Path, action="append", default=[])
    given = parser.parse_args()
    try:
        key = given.key if "+" in given.key else Path(given.key).read_text()
        notes = [one.read_text() for one in given.kept]
        with given.bundle.open("rb") as file:
            print(check(file, read_key(key), notes))
        print(f"Compared with {len(notes)} kept checkpoints.")
        if not notes:
            print("Without one, a history rewritten by whoever has the private key seems in order.")
        return GOOD
    except Damage as error:
        print(f"NOT in order: {error}.")
        return DAMAGED
    except (CannotCheck, OSError) as error:
        print(f"Could not check: {error}.")
        return UNCHECKED
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        print(f"NOT in order: the bundle is damaged ({type(error).__name__}: {error}).")
        return DAMAGED


if __name__ == "__main__":
    sys.exit(main())
