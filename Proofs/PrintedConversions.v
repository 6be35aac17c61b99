(* What the program printed for nine pairs (epsilon, delta), and the proof by computation that
   each is true.

   rho and alpha are those that `marginalia ledger create` writes into a ledger's genesis record
   as the cap and its certificate (Swift: Accounting.ZeroConcentrated.rho(epsilon:delta:)), digit
   for digit; rho is within 10^-15 of the best that the conversion can show. The last three
   numbers of each entry are the logarithms that [check] verifies, over 2^100. *)
Require Import Reals ZArith QArith Qreals List Bool.
From DPProofs Require Import Sums Privacy CertifiedConversion.
Import ListNotations.
Open Scope R_scope.

Definition printed (epsilon delta rho alpha : Q) (shrinkage log_alpha log_delta : Z)
    : certificate :=
  {| CertifiedConversion.rho := rho; CertifiedConversion.alpha := alpha;
     CertifiedConversion.epsilon := epsilon; CertifiedConversion.delta := delta;
     CertifiedConversion.shrinkage := (shrinkage # (2 ^ 100))%Q;
     CertifiedConversion.log_alpha := (log_alpha # (2 ^ 100))%Q;
     CertifiedConversion.log_delta := (log_delta # (2 ^ 100))%Q |}.

Local Open Scope Q_scope.

Definition printed_conversions : list certificate := [
  printed (1 # 10) (1 # 1000000000000)
    (18298502610359175317 # 151115727451828646838272) (454393773147 # 1073741824)
    2999029200271036212137086010 7666515787475869318697151666490
    35026480502525705105304981766794;
  printed (1 # 10) (1 # 1000000000)
    (13384202653025878193 # 75557863725914323419136) (627997023329 # 2147483648)
    4342256345401266164742773393 7198022653350084918358020562274
    26269860376894278828978744713704;
  printed (1 # 10) (1 # 1000000)
    (1516104852291435613 # 4722366482869645213696) (711544021809 # 4294967296)
    7674881690280866403659758217 6477686132823616131781439835688
    17513240251262852552652507660614;
  printed (1 # 1) (1 # 1000000000000)
    (12679691478252212129 # 1180591620717411303424) (103151931667 # 2147483648)
    26669353640926382755274929234 4908224225691330243481449227526
    35026480502525705105304981766794;
  printed (1 # 1) (1 # 1000000000)
    (8838533212978574831 # 590295810358705651712) (598977909973 # 17179869184)
    36890332010681591232159818752 4502043888425940385989098235414
    26269860376894278828978744713704;
  printed (1 # 1) (1 # 1000000)
    (7188613630228159637 # 295147905179352825856) (188845737687 # 8589934592)
    59013583274096306871299163935 3917470541492953186596570163698
    17513240251262852552652507660614;
  printed (10 # 1) (1 # 1000000000000)
    (15562409614185352343 # 18446744073709551616) (56051811125 # 8589934592)
    210873261790950709800571231589 2377713647257117480496701644609
    35026480502525705105304981766794;
  printed (10 # 1) (1 # 1000000000)
    (2515180591034093337 # 2305843009213693952) (712226187241 # 137438953472)
    271778705423100329475171342826 2085558664413151556725366469477
    26269860376894278828978744713704;
  printed (10 # 1) (1 # 1000000)
    (7098670353786384631 # 4611686018427387904) (132150433335 # 34359738368)
    381704162469006882087507723520 1707595633897576539193996935534
    17513240251262852552652507660614
].

Local Close Scope Q_scope.

Theorem printed_conversions_checked : forallb check printed_conversions = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(* Whatever is rho-zCDP is (epsilon, delta)-DP, for each of them. *)
Theorem printed_conversions_hold c : In c printed_conversions ->
  forall A (p q : A -> R), nonneg p -> nonneg q -> zcdp_pair (Q2R (rho c)) p q ->
  adp (Q2R (epsilon c)) (Q2R (delta c)) p q.
Proof.
  intros H. apply certified_conversion.
  exact (proj1 (forallb_forall check printed_conversions) printed_conversions_checked c H).
Qed.

(* A mistake that the check refuses, in the table's first entry: the same epsilon and delta for a
   rho that is larger by 2^-50 of itself. *)
Definition wider (c : certificate) : certificate :=
  {| CertifiedConversion.rho := (rho c * (1 + (1 # 2 ^ 50)))%Q;
     CertifiedConversion.alpha := alpha c; CertifiedConversion.epsilon := epsilon c;
     CertifiedConversion.delta := delta c; CertifiedConversion.shrinkage := shrinkage c;
     CertifiedConversion.log_alpha := log_alpha c;
     CertifiedConversion.log_delta := log_delta c |}.

Theorem wider_claims_refused :
  forallb (fun c => negb (check (wider c))) (firstn 1 printed_conversions) = true.
Proof. vm_cast_no_check (eq_refl true). Qed.
