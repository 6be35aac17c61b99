#!/bin/sh
# Wrong changes to the proofs and to what is tied to them, each of which a check must refuse. Run
# check.sh first: each mutant builds only what its change touches. Prints a table, and fails where
# a mutant passes. With a name, only the mutant of that name.
set -eu
cd "$(dirname "$0")"
built=$(cd "${SCRATCH:-../.build/proofs}" && pwd)
[ -e "$built/EndToEnd.vo" ] || { echo "run check.sh first"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 count=0 only=${1-}

change() { # FILE OLD NEW: replaces the first occurrence, which must be there.
  python3 - "$@" << 'PYTHON'
import pathlib, sys
path, old, new = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
text = path.read_text()
if old not in text:
    sys.exit(f"no {old!r} in {path}")
path.write_text(text.replace(old, new, 1))
PYTHON
}

report() { # NAME CODE: a row of the table.
  count=$((count + 1))
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1)) verdict="NOT SEEN"
  else
    verdict=$(grep -aE '^(proofs: |stale: )| rests on |has no such line' "$work/log" | head -n 1 | cut -c 1-70)
  fi
  printf '%2d  %-54s  %s\n' "$count" "$1" "$verdict"
}

mutant() { # NAME FILE OLD NEW: a change to the proofs.
  name=$1 file=$2
  [ -z "$only" ] || [ "$only" = "$name" ] || return 0
  rm -rf "$work/proofs" "$work/scratch"
  cp -r . "$work/proofs"
  cp -a "$built" "$work/scratch"
  change "$work/proofs/$file" "$3" "$4"
  code=0
  FAST=1 PROOFS=$work/proofs SCRATCH=$work/scratch ./check.sh > "$work/log" 2>&1 || code=$?
  report "$name" "$code"
}

untied() { # NAME FILE OLD NEW: a change to Swift or to the page.
  [ -z "$only" ] || [ "$only" = "$1" ] || return 0
  rm -rf "$work/house"
  mkdir "$work/house"
  cp -r . "$work/house/Proofs"
  cp -r ../Sources "$work/house/Sources"
  change "$work/house/$2" "$3" "$4"
  code=0
  "$work/house/Proofs/tie.py" > "$work/log" 2>&1 || code=$?
  report "$1" "$code"
}

mutant "a proof is skipped" Ledger.v 'lia.
Qed.' 'Admitted.'
mutant "an axiom is added" EndToEnd.v 'Open Scope R_scope.' 'Open Scope R_scope.
Axiom convenient : False.'
mutant "a claim is proved from an axiom in other words" EndToEnd.v 'Theorem interpreter_complete A (p' \
  'Hypothesis convenient : False.
Theorem interpreter_complete : forall A (p : prog A) v a, den p v a ->
  exists f0, forall f w, (f0 <= f)%nat -> exec p f (v ++ w) = Some (a, w).
Proof. destruct convenient. Qed.
Theorem complete_by_induction A (p'
mutant "a claim is taken off the list" claims.txt 'Ledger.tamper_evident
' ''
mutant "a file is left out" _CoqProject 'Batches.v
' ''
mutant "the universes are switched off" _CoqProject '-Q . DPProofs' '-Q . DPProofs
-arg -type-in-type'
mutant "a notation could hide what is meant" EndToEnd.v 'Open Scope R_scope.' 'Open Scope R_scope.
Notation "a <= b" := (a <= b + 1) : R_scope.'
mutant "a theorem is weakened: the cap is not claimed" Ledger.v \
  'spent s <= reported (log s) /\ reported (log s) <= budget.' 'spent s <= reported (log s).'
mutant "a theorem is weakened: rows of small types only" EndToEnd.v \
  'Theorem marginal_release_zcdp {Row}' 'Theorem marginal_release_zcdp {Row : Set}'
mutant "a definition is weakened: any log is a collision" Ledger.v \
  '(d, e) <> (d'"'"', e'"'"') /\ H d e' 'True /\ H d e'
mutant "the ledger drops a charge" Ledger.v 'Reserve _ c => acc + c' 'Reserve _ c => acc'
mutant "a crash takes the last record" Ledger.v 'OCrash => {| log := log s' 'OCrash => {| log := removelast (log s)'
mutant "the cap is passed by one" Ledger.v 'reported (log s) + c <=? budget' 'reported (log s) + c <=? budget + 1'
mutant "a charge goes back after it ran" Ledger.v 'pend := p; spent := spent s + c' 'pend := pend s; spent := spent s + c'
mutant "wrong parity in exp(-n/d)" BernoulliPrograms.v 'inr (Z.odd K)' 'inr (Z.even K)'
mutant "wrong exponent in the geometric" NoisePrograms.v 'Bind (bexp1 1 1) (fun b => Ret' 'Bind (bexp1 1 2) (fun b => Ret'
mutant "zero comes twice in discrete Laplace noise" NoisePrograms.v 'if (y =? 0)%Z then inl tt' 'if (y =? 0)%Z then inr 0%Z'
mutant "half the variance in the Gaussian's coin" NoisePrograms.v '2 * num * den * t ^ 2' 'num * den * t ^ 2'
mutant "wrong sensitivity of marginals" Neighbours.v '<= Z.of_nat (length ms) * square m)%Z' '<= Z.of_nat (length ms))%Z'
mutant "distances count once in L1" PureRuns.v '(Z.of_nat (length shapes) * distance m replaces)%Z' \
  '(distance m replaces)%Z'
mutant "half the price of Laplace noise" PureRuns.v 'IZR (absolute (asked q)) / (IZR' \
  'IZR (absolute (asked q)) / (2 * IZR'
mutant "half the price of a release" EndToEnd.v '(INR (length ms) / (2 * (IZR num' '(INR (length ms) / (4 * (IZR num'
mutant "wrong price of the exponential mechanism" ExponentialMechanism.v '^ 2 / 8)' '^ 2 / 9)'
untied "Swift code is edited under its proof" Sources/Randomness/Uniform.swift 'if candidate < bound' 'if candidate <= bound'
untied "Swift names a theorem that is not a claim" Sources/Randomness/Uniform.swift \
  'BernoulliPrograms.uniform_exact' 'BernoulliPrograms.uniform_perfect'
untied "Swift no longer names a theorem of the page" Sources/Ledger/Storage/LedgerFile.swift '  /// Proof: Ledger.ledger_safe
' ''

[ "$passed" -eq 0 ] || { echo "$passed of $count mutants were not seen"; exit 1; }
[ "$count" -gt 0 ] || { echo "no mutant of that name"; exit 1; }
echo "ok: all $count mutants are refused"
