#!/bin/sh
# Builds every proof from clean in a scratch folder, and audits what is proved.
#
#   check.sh            all of it; --update: and writes claims.golden anew
#   SCRATCH=folder      where to build, ../.build/proofs unless said
#   PROOFS=folder       the sources, this folder unless said
#   FAST=1              goes on with what is built, without coqchk: for the mutants
#
# Refused are: words that postulate or skip, switches of the kernel, files left out of _CoqProject, a
# claim that is missing or rests on more than the four axioms of the standard library, a statement or
# a definition under one that is not as claims.golden has it, and anything that coqchk, which checks
# the compiled files anew, finds beyond these axioms.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
proofs=${PROOFS:-$here}
mkdir -p "${SCRATCH:-$here/../.build/proofs}"
scratch=$(cd "${SCRATCH:-$here/../.build/proofs}" && pwd)
fail() { echo "proofs: $*"; exit 1; }

cd "$proofs"
words='Admitted|admit|Abort|Axiom|Axioms|Parameter|Parameters|Conjecture|Declare|give_up|bypass_check|Unset|Primitive'
words="$words|Notation|Infix|Coercion|Canonical"  # these could print one thing and mean another
if grep -nEw "$words" *.v; then fail "a word that is not allowed here"; fi
if grep -nE 'type-in-type|impredicative|-noinit|-bytecode' _CoqProject *.v; then fail "a switch of the kernel"; fi
listed=$(grep '\.v$' _CoqProject | sort) present=$(ls *.v | sort)
[ "$listed" = "$present" ] || fail "_CoqProject does not list the files that are here"

[ "${FAST-}" ] || rm -rf "$scratch"
mkdir -p "$scratch"
for file in _CoqProject $present; do
  cmp -s "$file" "$scratch/$file" || cp "$file" "$scratch/$file"
done
cd "$scratch"
coq_makefile -f _CoqProject -o CoqMakefile > /dev/null
make -f CoqMakefile -s "-j${JOBS:-1}" > build.log 2>&1 || { tail -n 20 build.log; fail "the build fails"; }

python3 "$here/audit.py" "$proofs" "$scratch" "$@" || fail "the audit fails"
[ "${FAST-}" ] && exit 0

modules=$(grep '\.v$' _CoqProject | sed 's/\.v$//; s/^/DPProofs./')
coqchk -silent -o -Q . DPProofs $modules > coqchk.log 2>&1 || { tail -n 20 coqchk.log; fail "coqchk fails"; }
python3 "$here/audit.py" --coqchk coqchk.log || fail "coqchk finds more than the allowed axioms"
