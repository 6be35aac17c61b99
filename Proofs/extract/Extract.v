(* The programs and the ledger's step as OCaml, with integers of any size. *)
Require Import ZArith NArith List Bool.
From DPProofs Require Import Bits BernoulliPrograms NoisePrograms EndToEnd ExponentialMechanism Ledger.
Require Import ExtrOcamlBasic ExtrOcamlNatBigInt ExtrOcamlZBigInt.
Extraction Language OCaml.
Extraction "model.ml" exec uniform bern bexp laplace gaussian_program exponential_program
  step init reported.
