(* The (epsilon, delta) that the program prints, checked by computation.

   [zcdp_implies_approximate_dp] gives, for every order alpha > 1,
     delta >= exp ((alpha - 1) (alpha rho - epsilon)) (1 - 1/alpha)^alpha / (alpha - 1).
   Here that bound is evaluated in whole numbers, rounded outward. exp(-x) lies between two
   Taylor polynomials for x >= 0; [exp_neg_lower] and [exp_neg_upper] evaluate them at x/2^24 and
   square 24 times. The three logarithms that are needed come as rationals in a certificate, and
   are checked through exp.

   [certified_conversion]: if [check c = true], then whatever is rho-zCDP is
   (epsilon, delta)-DP, for the rational rho, epsilon and delta in c.
   [printed_conversions_hold]: check holds of a table of what the program printed. *)
Require Import Reals Lra Lia ZArith QArith Qreals List Bool.
From DPProofs Require Import Sums GaussianSums Privacy.
Import ListNotations.
Open Scope R_scope.

(* ---------- Taylor polynomials of exp(-y) ---------- *)
Fixpoint taylor (n : nat) (y : R) : R :=
  match n with
  | O => 1
  | S n' => taylor n' y + (- y) ^ S n' / INR (fact (S n'))
  end.

Lemma taylor_at_0 n : taylor n 0 = 1.
Proof.
  induction n as [|n IH]; cbn [taylor]; auto. rewrite IH, Ropp_0, pow_i by lia. lra.
Qed.

Lemma power_term_derivative n y :
  derivable_pt_lim (fun y => (- y) ^ S n / INR (fact (S n))) y (- ((- y) ^ n / INR (fact n))).
Proof.
  assert (F : INR (fact n) <> 0) by apply INR_fact_neq_0.
  assert (N : INR (S n) <> 0) by (apply not_0_INR; lia).
  replace (- ((- y) ^ n / INR (fact n)))
    with (/ INR (fact (S n)) * (INR (S n) * (- y) ^ pred (S n) * - (1))).
  2:{ rewrite fact_simpl, mult_INR. simpl pred. field. auto. }
  apply (derivable_pt_lim_ext (fun y => / INR (fact (S n)) * (- y) ^ S n)).
  { intros z. unfold Rdiv. ring. }
  apply (derivable_pt_lim_scal (fun y => (- y) ^ S n)).
  apply (derivable_pt_lim_comp (fun y => - y) (fun z => z ^ S n)).
  - apply (derivable_pt_lim_opp id). apply derivable_pt_lim_id.
  - apply derivable_pt_lim_pow.
Qed.

Lemma taylor_derivative n y : derivable_pt_lim (taylor (S n)) y (- taylor n y).
Proof.
  induction n as [|n IH].
  - apply (derivable_pt_lim_ext (fun y => 1 + (- y) ^ 1 / INR (fact 1))); [reflexivity|].
    replace (- taylor 0 y) with (0 + - ((- y) ^ 0 / INR (fact 0))) by (simpl; field).
    apply (derivable_pt_lim_plus (fun _ => 1) (fun y => (- y) ^ 1 / INR (fact 1))).
    + apply (derivable_pt_lim_const 1).
    + apply power_term_derivative.
  - apply (derivable_pt_lim_ext
      (fun y => taylor (S n) y + (- y) ^ S (S n) / INR (fact (S (S n))))); [reflexivity|].
    replace (- taylor (S n) y) with (- taylor n y + - ((- y) ^ S n / INR (fact (S n))))
      by (cbn [taylor]; ring).
    apply (derivable_pt_lim_plus (taylor (S n))); [exact IH|apply power_term_derivative].
Qed.

Lemma exp_neg_derivative y : derivable_pt_lim (fun y => exp (- y)) y (- exp (- y)).
Proof.
  replace (- exp (- y)) with (exp (- y) * - (1)) by ring.
  apply (derivable_pt_lim_comp (fun y => - y) exp).
  - apply (derivable_pt_lim_opp id). apply derivable_pt_lim_id.
  - apply derivable_pt_lim_exp.
Qed.

(* Even polynomials lie above exp(-y), odd ones below: each is the other's derivative. *)
Lemma taylor_alternates n : forall y, 0 <= y ->
  if Nat.even n then exp (- y) <= taylor n y else taylor n y <= exp (- y).
Proof.
  induction n as [|n IH]; intros y Hy.
  - simpl. rewrite <- exp_0. apply exp_le_mono. lra.
  - destruct Hy as [Hy|<-].
    2:{ rewrite taylor_at_0, Ropp_0, exp_0. destruct (Nat.even (S n)); lra. }
    assert (D : forall c, derivable_pt_lim (fun y => exp (- y) - taylor (S n) y) c
      (- exp (- c) - - taylor n c)).
    { intros c. apply (derivable_pt_lim_minus (fun y => exp (- y)) (taylor (S n))).
      apply exp_neg_derivative. apply taylor_derivative. }
    destruct (MVT_cor2 (fun y => exp (- y) - taylor (S n) y) _ 0 y Hy (fun c _ => D c))
      as (c & E & Hc).
    rewrite taylor_at_0, Ropp_0, exp_0 in E. specialize (IH c ltac:(lra)).
    rewrite Nat.even_succ, <- Nat.negb_even. destruct (Nat.even n); simpl in *; nra.
Qed.

(* ---------- exp(-x) in whole numbers, over 2^160 ---------- *)
Definition point : Z := 160.
Definition one : positive := (2 ^ 160)%positive.
Definition halvings : nat := 24.

Definition fixed (v : Z) : Q := v # one.
Definition below (q : Q) : Z := (Qnum q * Zpos one / Zpos (Qden q))%Z.
Definition above (q : Q) : Z := (- (- Qnum q * Zpos one / Zpos (Qden q)))%Z.

Fixpoint squared_down (k : nat) (v : Z) : Z :=
  match k with O => v | S k' => squared_down k' (Z.shiftr (v * v) point) end.
Fixpoint squared_up (k : nat) (v : Z) : Z :=
  match k with O => v | S k' => squared_up k' (- Z.shiftr (- (v * v)) point)%Z end.

Definition polynomial4 (y : Q) : Q :=
  (1 - y * (1 - y * (1 # 2) * (1 - y * (1 # 3) * (1 - y * (1 # 4)))))%Q.
Definition polynomial5 (y : Q) : Q :=
  (1 - y * (1 - y * (1 # 2) * (1 - y * (1 # 3) * (1 - y * (1 # 4) * (1 - y * (1 # 5))))))%Q.

Definition scaled_down (x : Q) : Q := (Qnum x # (Qden x * 2 ^ 24))%Q.
Definition exp_neg_lower (x : Q) : Z :=
  squared_down halvings (Z.max 0 (below (polynomial5 (scaled_down x)))).
Definition exp_neg_upper (x : Q) : Z :=
  squared_up halvings (above (polynomial4 (scaled_down x))).

Lemma two_to_point : (2 ^ point)%Z = Zpos one.
Proof. reflexivity. Qed.

(* Nothing below may unfold these outside a computation. *)
Opaque one halvings squared_down squared_up.

Lemma one_pos : 0 < IZR (Zpos one).
Proof. now apply IZR_lt. Qed.

Lemma fixed_real v : Q2R (fixed v) = IZR v / IZR (Zpos one).
Proof. reflexivity. Qed.

Lemma floor_below n d : IZR (n / Zpos d) <= IZR n / IZR (Zpos d).
Proof.
  assert (0 < IZR (Zpos d)) by now apply IZR_lt.
  apply Rmult_le_reg_r with (IZR (Zpos d)); auto.
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  rewrite <- mult_IZR. apply IZR_le. rewrite Z.mul_comm. apply Z.mul_div_le. lia.
Qed.

Lemma below_le q : Q2R (fixed (below q)) <= Q2R q.
Proof.
  pose proof one_pos. rewrite fixed_real. unfold below, Q2R.
  apply Rmult_le_reg_r with (IZR (Zpos one)); auto.
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  eapply Rle_trans; [apply floor_below|]. rewrite mult_IZR. unfold Rdiv. right. ring.
Qed.

Lemma above_ge q : Q2R q <= Q2R (fixed (above q)).
Proof.
  pose proof (below_le (- q)%Q) as H. rewrite Q2R_opp in H.
  assert (E : Q2R (fixed (above q)) = - Q2R (fixed (below (- q)%Q))).
  { rewrite !fixed_real. unfold above, below. simpl Qnum. simpl Qden. rewrite opp_IZR.
    unfold Rdiv. ring. }
  lra.
Qed.

Lemma shiftr_floor z : IZR (Z.shiftr z point) <= IZR z / IZR (Zpos one).
Proof.
  rewrite Z.shiftr_div_pow2 by (unfold point; lia).
  rewrite two_to_point. apply floor_below.
Qed.

Lemma squared_down_sound k : forall v y, 0 <= Q2R (fixed v) <= exp (- y) ->
  Q2R (fixed (squared_down k v)) <= exp (- (2 ^ k * y)).
Proof.
  induction k as [|k IH]; intros v y [H0 H1]; cbn [squared_down].
  - simpl. now rewrite Rmult_1_l.
  - replace (2 ^ S k * y) with (2 ^ k * (2 * y)) by (simpl; ring). apply IH. clear IH.
    pose proof one_pos as P. rewrite fixed_real in *. split.
    + apply Rmult_le_pos; [|left; now apply Rinv_0_lt_compat]. apply IZR_le.
      apply Z.shiftr_nonneg. nia.
    + replace (exp (- (2 * y))) with (exp (- y) * exp (- y))
        by (rewrite <- exp_plus; f_equal; ring).
      apply Rle_trans with ((IZR v / IZR (Zpos one)) * (IZR v / IZR (Zpos one))).
      * replace (IZR v / IZR (Zpos one) * (IZR v / IZR (Zpos one)))
          with ((IZR (v * v) / IZR (Zpos one)) / IZR (Zpos one)) by (rewrite mult_IZR; field; lra).
        apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|apply shiftr_floor].
      * apply Rmult_le_compat; auto.
Qed.

Lemma squared_up_sound k : forall v y, exp (- y) <= Q2R (fixed v) ->
  exp (- (2 ^ k * y)) <= Q2R (fixed (squared_up k v)).
Proof.
  induction k as [|k IH]; intros v y H; cbn [squared_up].
  - simpl. now rewrite Rmult_1_l.
  - replace (2 ^ S k * y) with (2 ^ k * (2 * y)) by (simpl; ring). apply IH. clear IH.
    pose proof one_pos as P. rewrite fixed_real in *. pose proof (exp_pos (- y)).
    replace (exp (- (2 * y))) with (exp (- y) * exp (- y))
        by (rewrite <- exp_plus; f_equal; ring).
    apply Rle_trans with ((IZR v / IZR (Zpos one)) * (IZR v / IZR (Zpos one))).
    + apply Rmult_le_compat; lra.
    + replace (IZR v / IZR (Zpos one) * (IZR v / IZR (Zpos one)))
        with ((IZR (v * v) / IZR (Zpos one)) / IZR (Zpos one)) by (rewrite mult_IZR; field; lra).
      apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|].
      pose proof (shiftr_floor (- (v * v))) as S. rewrite opp_IZR in *.
      replace (- IZR (v * v) / IZR (Zpos one)) with (- (IZR (v * v) / IZR (Zpos one))) in S
        by (field; lra).
      lra.
Qed.

Lemma polynomial4_real y : Q2R (polynomial4 y) = taylor 4 (Q2R y).
Proof.
  unfold polynomial4. repeat rewrite ?Q2R_minus, ?Q2R_mult.
  replace (Q2R 1) with 1 by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 2)) with (/ 2) by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 3)) with (/ 3) by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 4)) with (/ 4) by (unfold Q2R; simpl; field).
  simpl. field.
Qed.

Lemma polynomial5_real y : Q2R (polynomial5 y) = taylor 5 (Q2R y).
Proof.
  unfold polynomial5. repeat rewrite ?Q2R_minus, ?Q2R_mult.
  replace (Q2R 1) with 1 by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 2)) with (/ 2) by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 3)) with (/ 3) by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 4)) with (/ 4) by (unfold Q2R; simpl; field).
  replace (Q2R (1 # 5)) with (/ 5) by (unfold Q2R; simpl; field).
  simpl. field.
Qed.

Lemma scaled_down_real x : 2 ^ halvings * Q2R (scaled_down x) = Q2R x.
Proof.
  unfold scaled_down, Q2R. simpl Qnum. simpl Qden.
  rewrite Pos2Z.inj_mul, mult_IZR.
  replace (IZR (Zpos (2 ^ 24))) with (2 ^ halvings).
  2:{ rewrite pow_IZR. apply f_equal. reflexivity. }
  assert (0 < 2 ^ halvings) by (apply pow_lt; lra).
  assert (0 < IZR (Zpos (Qden x))) by now apply IZR_lt.
  field. lra.
Qed.

Lemma scaled_down_nonneg x : 0 <= Q2R x -> 0 <= Q2R (scaled_down x).
Proof.
  intros H. rewrite <- scaled_down_real in H. assert (0 < 2 ^ halvings) by (apply pow_lt; lra). nra.
Qed.

Theorem exp_neg_lower_sound x : 0 <= Q2R x -> Q2R (fixed (exp_neg_lower x)) <= exp (- Q2R x).
Proof.
  intros H. rewrite <- (scaled_down_real x). unfold exp_neg_lower.
  apply (squared_down_sound halvings).
  set (y := scaled_down x). assert (Y : 0 <= Q2R y) by now apply scaled_down_nonneg.
  pose proof (below_le (polynomial5 y)) as B. rewrite polynomial5_real in B.
  pose proof (taylor_alternates 5 (Q2R y) Y) as T. cbn [Nat.even] in T.
  pose proof (exp_pos (- Q2R y)). pose proof one_pos as P.
  destruct (Z.max_spec 0 (below (polynomial5 y))) as [[L ->]|[L ->]].
  - split; [|lra]. rewrite fixed_real. apply Rmult_le_pos; [apply IZR_le; lia|].
    left; now apply Rinv_0_lt_compat.
  - rewrite fixed_real. unfold Rdiv. rewrite Rmult_0_l. lra.
Qed.

Theorem exp_neg_upper_sound x : 0 <= Q2R x -> exp (- Q2R x) <= Q2R (fixed (exp_neg_upper x)).
Proof.
  intros H. rewrite <- (scaled_down_real x) at 1. unfold exp_neg_upper.
  apply (squared_up_sound halvings).
  set (y := scaled_down x). assert (Y : 0 <= Q2R y) by now apply scaled_down_nonneg.
  pose proof (above_ge (polynomial4 y)) as B. rewrite polynomial4_real in B.
  pose proof (taylor_alternates 4 (Q2R y) Y) as T. cbn [Nat.even] in T. lra.
Qed.

(* ---------- certificates ---------- *)
(* [shrinkage] <= -ln(1 - 1/alpha), [log_alpha] <= ln alpha, [log_delta] >= ln(1/delta). *)
Record certificate := {
  rho : Q; alpha : Q; epsilon : Q; delta : Q;
  shrinkage : Q; log_alpha : Q; log_delta : Q }.

Definition exponent (c : certificate) : Q :=
  ((alpha c - 1) * (alpha c * rho c - epsilon c) - (alpha c - 1) * shrinkage c - log_alpha c)%Q.

Definition check (c : certificate) : bool :=
  negb (Qle_bool (alpha c) 1)
  && Qle_bool 0 (shrinkage c) && Qle_bool 0 (log_alpha c) && Qle_bool 0 (log_delta c)
  && Qle_bool (1 - / alpha c) (fixed (exp_neg_lower (shrinkage c)))
  && Qle_bool (/ alpha c) (fixed (exp_neg_lower (log_alpha c)))
  && Qle_bool (fixed (exp_neg_upper (log_delta c))) (delta c)
  && Qle_bool (exponent c) (- log_delta c).

Lemma ln_le_of_exp x y : 0 < x -> x <= exp y -> ln x <= y.
Proof.
  intros Hx H. rewrite <- (ln_exp y). destruct H as [H|H].
  - left. now apply ln_increasing.
  - rewrite H. lra.
Qed.

Lemma le_real p q : Qle_bool p q = true -> Q2R p <= Q2R q.
Proof. intros H. apply Qle_Rle. now apply Qle_bool_iff. Qed.

Lemma Q2R_1 : Q2R 1 = 1.
Proof. unfold Q2R. simpl. field. Qed.

Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R. simpl. field. Qed.

(* The bound at the certificate's order is at most its delta. *)
Lemma checked_bound c : check c = true -> 1 < Q2R (alpha c) /\
  cks_c (Q2R (alpha c))
    * exp ((Q2R (alpha c) - 1) * (Q2R (alpha c) * Q2R (rho c) - Q2R (epsilon c)))
  <= Q2R (delta c).
Proof.
  unfold check. rewrite !andb_true_iff. intros (((((((H1 & H2) & H3) & H4) & H5) & H6) & H7) & H8).
  assert (A1 : 1 < Q2R (alpha c)).
  { rewrite <- Q2R_1. apply Qlt_Rlt. apply Qnot_le_lt. intros H. apply Qle_bool_iff in H.
    rewrite H in H1. discriminate H1. }
  apply le_real in H2, H3, H4, H5, H6, H7, H8. rewrite Q2R_0 in H2, H3, H4.
  assert (NZ : ~ (alpha c == 0)%Q).
  { intros E. apply Qeq_eqR in E. rewrite Q2R_0 in E. lra. }
  unfold exponent in H8.
  rewrite Q2R_opp, !Q2R_minus, !Q2R_mult, !Q2R_minus, !Q2R_mult, Q2R_1 in H8.
  rewrite Q2R_minus, Q2R_1, Q2R_inv in H5 by auto. rewrite Q2R_inv in H6 by auto.
  pose proof (exp_neg_lower_sound _ H2) as L1. pose proof (exp_neg_lower_sound _ H3) as L2.
  pose proof (exp_neg_upper_sound _ H4) as L3.
  set (a := Q2R (alpha c)) in *. set (r := Q2R (rho c)) in *. set (e := Q2R (epsilon c)) in *.
  assert (Ia : 0 < / a) by (apply Rinv_0_lt_compat; lra).
  assert (S1 : 1 - 1 / a = (a - 1) * / a) by (field; lra).
  assert (P1 : 0 < (a - 1) * / a) by (apply Rmult_lt_0_compat; lra).
  assert (G1 : ln (1 - 1 / a) <= - Q2R (shrinkage c)).
  { apply ln_le_of_exp; [lra|]. replace (1 - 1 / a) with (1 - / a) by (field; lra). lra. }
  assert (G2 : ln (/ a) <= - Q2R (log_alpha c)) by (apply ln_le_of_exp; lra).
  rewrite ln_Rinv in G2 by lra.
  split; auto. apply Rle_trans with (exp (- Q2R (log_delta c))); [|lra].
  assert (E : cks_c a * exp ((a - 1) * (a * r - e))
    = exp ((a - 1) * (a * r - e) + (a - 1) * ln (1 - 1 / a) - ln a)).
  { unfold cks_c. set (l := ln (1 - 1 / a)).
    assert (La : ln (a - 1) = ln a + l).
    { unfold l. rewrite S1, ln_mult, ln_Rinv by lra. ring. }
    replace ((a - 1) * (a * r - e) + (a - 1) * l - ln a)
      with ((a - 1) * (a * r - e) + (a * l - ln (a - 1))) by (rewrite La; ring).
    rewrite exp_plus, exp_minus, exp_ln by lra. unfold Rdiv. ring. }
  rewrite E. apply exp_le_mono.
  assert ((a - 1) * ln (1 - 1 / a) <= (a - 1) * - Q2R (shrinkage c))
    by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

(* What a checked certificate states is true of every rho-zCDP pair. *)
Theorem certified_conversion c : check c = true ->
  forall A (p q : A -> R), nonneg p -> nonneg q -> zcdp_pair (Q2R (rho c)) p q ->
  adp (Q2R (epsilon c)) (Q2R (delta c)) p q.
Proof.
  intros H A p q Np Nq Hz. destruct (checked_bound c H) as [A1 B].
  intros S PS QS HP HQ.
  pose proof (zcdp_implies_approximate_dp _ _ (Q2R (epsilon c)) p q A1 Np Nq Hz S PS QS HP HQ). lra.
Qed.
