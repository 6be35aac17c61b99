#!/usr/bin/env python3
"""tie.py [--update]: holds README's table, the claims and the Swift sources together.

A line "/// Proof: File.theorem" above a declaration says that the theorem is about what this code
should do. Checked: each such theorem is a claim; each such line has its row in README.md, and each
row that names a file and a symbol has its lines; each claim is named in README.md; and the last
column is the hash of the declarations' text, comments, spaces and line breaks apart. An edited declaration
turns its row stale. --update writes the hashes anew: for someone who has read the code again,
beside the theorem.
"""
import hashlib
import pathlib
import re
import sys

PROOFS = pathlib.Path(__file__).resolve().parent
SOURCES = PROOFS.parent / "Sources"
ROW = re.compile(r"^\|(?P<words>[^|]*)\| `(?P<theorem>[\w.]+)` \| `(?P<file>[\w/]+\.swift)` "
                 r"`(?P<symbol>\w+)` \|(?P<assumed>[^|]*)\| `(?P<hash>\w+)` \|$")
NAMES = re.compile(r"\b(?:func|struct|class|enum|extension|var|let)\s+(\w+)|\b(init)\b")


def declaration(lines, start):
    """The name and the code of the declaration whose documentation goes on at a line."""
    while re.match(r"\s*(///|@)", lines[start]):
        start += 1
    text, depth, opened = [], 0, False
    for line in lines[start:]:
        code = re.sub(r"//.*", "", line)
        text.append(code)
        depth += code.count("{") - code.count("}")
        opened = opened or "{" in code
        if opened and depth == 0:
            break
    name = NAMES.search(" ".join(text))
    return name.group(1) or name.group(2), "".join("".join(text).split())


def ties():
    """For each theorem, file and symbol in Swift, the hash of the declarations' text."""
    found, wrong = {}, []
    for path in sorted(SOURCES.rglob("*.swift")):
        file = path.relative_to(SOURCES).as_posix()
        lines = path.read_text().split("\n")
        for index, line in enumerate(lines):
            said = re.match(r"\s*/// Proof: ([\w.]+)$", line)
            if said:
                name, text = declaration(lines, index)
                found.setdefault((said.group(1), file, name), []).append(text)
            elif re.search(r"///.*\bProof: ", line):
                wrong.append(f"{file}:{index + 1}: a line about a proof in another form")
    hashes = {key: hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]
              for key, texts in found.items()}
    return hashes, wrong


def main():
    readme = PROOFS / "README.md"
    claims = (PROOFS / "claims.txt").read_text().split()
    hashes, wrong = ties()
    rows, lines = set(), []
    for line in readme.read_text().split("\n"):
        row = ROW.match(line)
        if row:
            key = (row["theorem"], row["file"], row["symbol"])
            rows.add(key)
            if key not in hashes:
                wrong.append(f"README's row {' '.join(key)} has no such line in Swift")
            elif hashes[key] != row["hash"]:
                if "--update" in sys.argv:
                    line = line.replace(f"`{row['hash']}` |", f"`{hashes[key]}` |")
                else:
                    wrong.append(f"stale: {' '.join(key)} has changed; read it again beside the "
                                 "theorem, then run tie.py --update")
        elif line.startswith("|") and ".swift`" in line:
            wrong.append(f"README's row is not of the form that is read: {line}")
        lines.append(line)
    if "--update" in sys.argv:
        readme.write_text("\n".join(lines))
    wrong += [f"{' '.join(key)} has no row in README" for key in hashes if key not in rows]
    wrong += [f"{key[0]}, named in {key[1]}, is not a claim"
              for key in hashes if key[0] not in claims]
    text = "\n".join(lines)
    wrong += [f"{claim} is not in README" for claim in claims if f"`{claim}`" not in text]
    wrong += [f"{name}, in README, is not a claim"
              for name in re.findall(r"\| `([A-Z]\w+\.[a-z]\w+)`", text) if name not in claims]
    if wrong:
        print("\n".join(wrong))
        sys.exit(1)
    print(f"{len(claims)} claims, {len(rows)} rows tied to Swift, all current")


main()
