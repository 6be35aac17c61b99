#!/bin/sh
# Extracts the model to OCaml, writes the golden vectors with it, and compares them with those in
# Tests; with --update, puts them there. Run check.sh first: this uses what it has built.
set -eu
cd "$(dirname "$0")"
scratch=${SCRATCH:-../.build/proofs}
[ -e "$scratch/EndToEnd.vo" ] || { echo "run check.sh first"; exit 1; }
cp extract/Extract.v extract/vectors.ml "$scratch"
(
  cd "$scratch"
  coqc -Q . DPProofs Extract.v > extract.log 2>&1 || { cat extract.log; exit 1; }
  ocamlfind ocamlopt -package zarith -linkpkg -w -a model.mli model.ml vectors.ml -o vectors
  rm -rf randomness ledger
  mkdir randomness ledger
  ./vectors randomness ledger
)
for pair in randomness:../Tests/RandomnessTests/Vectors/Proofs ledger:../Tests/LedgerTests/Vectors/Proofs; do
  made=$scratch/${pair%%:*} kept=${pair#*:}
  if [ "${1-}" = --update ]; then mkdir -p "$kept" && cp "$made"/* "$kept"; fi
  diff -rq "$made" "$kept" || { echo "the vectors in $kept are not those of the model"; exit 1; }
done
echo "ok: the committed vectors are those of the extracted model"
