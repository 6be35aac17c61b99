#!/usr/bin/env python3
"""audit.py PROOFS SCRATCH [--update]: compares the statement of every claim of claims.txt, the
definitions that these statements rest on, and the axioms of each claim, with claims.golden.
audit.py --coqchk LOG: compares the axioms that coqchk reports with the allowed ones.
"""
import difflib
import pathlib
import re
import subprocess
import sys

# Standard, consistent with Coq's logic, and needed for classical real numbers alone.
ALLOWED = {
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
    "classic",
}
DEFINES = re.compile(
    r"^(?:#\[[^]]*\]\s*)?(?:Definition|Fixpoint|CoFixpoint|Inductive|CoInductive|Record|Structure|Class|Variant|with)"
    r"\s+([A-Za-z_][\w']*)", re.M)


def without_comments(text):
    """The text without Coq's comments, which nest."""
    out, depth, index = [], 0, 0
    while index < len(text):
        if text.startswith("(*", index):
            depth, index = depth + 1, index + 2
        elif depth and text.startswith("*)", index):
            depth, index = depth - 1, index + 2
        else:
            if not depth:
                out.append(text[index])
            index += 1
    return "".join(out)


def answers(scratch, modules, commands):
    """Coq's answer to each named command."""
    lines = ["Require Import List NArith ZArith Reals.",
             f"From DPProofs Require Import {' '.join(modules)}.",
             "Import ListNotations.", "Open Scope Z_scope.", "Open Scope R_scope.",
             "Set Printing Width 100.", "Set Printing Depth 1000."]
    for name, command in commands:
        lines += [f'Goal True. idtac "@@ {name}". Abort.', command]
    pathlib.Path(scratch, "Audit.v").write_text("\n".join(lines) + "\n")
    run = subprocess.run(["coqc", "-Q", ".", "DPProofs", "Audit.v"], cwd=scratch, text=True,
                         capture_output=True)
    if run.returncode:
        sys.exit(run.stdout[-500:] + run.stderr)
    parts = re.split(r"^@@ (.*)\n", run.stdout, flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2]))


def axioms(text):
    """The names in an answer to Print Assumptions."""
    if text.strip() == "Closed under the global context":
        return []
    return sorted(re.findall(r"^([A-Za-z_][\w.']*)\s*(?::|$)", text.replace("Axioms:", ""), re.M))


def report(proofs, scratch):
    """The golden text, and the complaints."""
    modules = [line[:-2] for line in (proofs / "_CoqProject").read_text().split()
               if line.endswith(".v")]
    claims = [line for line in (proofs / "claims.txt").read_text().split("\n") if line]
    wrong = [f"{claim}: named twice" for claim in set(claims) if claims.count(claim) > 1]
    defined = {}
    for module in modules:
        for name in DEFINES.findall(without_comments((proofs / f"{module}.v").read_text())):
            defined.setdefault(name, []).append(f"{module}.{name}")
    every = sorted(name for names in defined.values() for name in names)
    said = answers(scratch, modules,
                   [(f"claim {claim}", f"Check @{claim}.") for claim in claims]
                   + [(f"axioms {claim}", f"Print Assumptions {claim}.") for claim in claims]
                   + [(f"definition {name}", f"Print {name}.") for name in every])

    # The definitions that the claims' statements name, and those that these name in turn.
    needed, waiting = set(), [said[f"claim {claim}"] for claim in claims]
    while waiting:
        for word in re.findall(r"[A-Za-z_][\w']*", waiting.pop()):
            for name in defined.get(word, []):
                if name not in needed:
                    needed.add(name)
                    waiting.append(said[f"definition {name}"])

    out = ["Written by check.sh --update. What is proved, word for word: the definitions that the claims",
           "rest on, then each claim and its axioms.", "", "== Definitions", ""]
    for name in every:
        if name in needed:
            # What comes after tells Coq how to read later input, and changes no meaning.
            out += [re.split(r"^Arguments ", said[f"definition {name}"], flags=re.M)[0].rstrip(), ""]
    out += ["== Claims", ""]
    rests = set()
    for claim in claims:
        names = axioms(said[f"axioms {claim}"])
        rests.update(names)
        wrong += [f"{claim} rests on {name}" for name in names if name not in ALLOWED]
        out += [f"{said[f'claim {claim}'].rstrip()}", f"  axioms: {', '.join(names) or 'none'}", ""]
    none = sum(not axioms(said[f"axioms {claim}"]) for claim in claims)
    print(f"{len(claims)} claims, {len(needed)} definitions under them, "
          f"{len(rests)} axioms, {none} claims without any")
    return "\n".join(out), wrong


def coqchk(log):
    """The complaints about coqchk's summary."""
    text = log.read_text()
    summary = text[text.index("CONTEXT SUMMARY"):]
    sections = dict(re.findall(r"^\* (.*?):\s*\n?(.*?)(?=^\* |\Z)", summary, re.M | re.S))
    found = set(re.findall(r"Coq\.[\w.]*?(\w+\.\w+)\s*$", sections.pop("Axioms"), re.M))
    wrong = [f"axiom {name}" for name in found - ALLOWED]
    wrong += [f"{key}: {value.strip()}" for key, value in sections.items()
              if key != "Theory" and value.strip() != "<none>"]
    listed = re.search(r"^\* Axioms:(.*?)(?=^\* )", summary, re.M | re.S).group(1).split()
    if len(listed) != len(found):
        wrong.append(f"axioms: {' '.join(listed)}")
    if not wrong:
        print(f"coqchk: {len(found)} axioms, all allowed; nothing else is assumed")
    return wrong


def main():
    if sys.argv[1] == "--coqchk":
        wrong = coqchk(pathlib.Path(sys.argv[2]))
    else:
        proofs, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
        text, wrong = report(proofs, scratch)
        golden = proofs / "claims.golden"
        if "--update" in sys.argv:
            golden.write_text(text)
        before = golden.read_text() if golden.exists() else ""
        if before != text:
            wrong.append("the statements are not those of claims.golden:")
            wrong += difflib.unified_diff(before.split("\n"), text.split("\n"), "golden", "now",
                                          lineterm="", n=1)
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
