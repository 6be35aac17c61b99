(* The exponential mechanism as a program on fair bits.

   Propose a candidate uniformly, accept it with probability exp(-rate * gap): the exact law, and
   its cost. Also the guard in integer units of rho, and that it refines the filter. *)
Require Import Reals List Lra Lia ZArith NArith FinFun Psatz Classical Bool.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms Bits BernoulliPrograms NoisePrograms.
Import ListNotations.
Open Scope R_scope.

Section EM.
Variable m : Z.           (* candidates 0 .. m-1 *)
Hypothesis Hm : (0 < m)%Z.
Variables n d : Z.        (* rate n/d = eps/(2 Delta) *)
Hypothesis Hn : (0 <= n)%Z.
Hypothesis Hd : (0 < d)%Z.

(* [gap i] = (best score) - (score of i), an integer >= 0 *)
Definition eb (gap : Z -> Z) : prog (unit + Z) :=
  Bind (uniform m) (fun i => Bind (bexp (n * gap i) d) (fun b => Ret (if b then inr i else inl tt))).
Definition exponential_program (gap : Z -> Z) : prog Z := until (eb gap).
Definition wt (gap : Z -> Z) (i : Z) : R := exp (- (IZR n / IZR d * IZR (gap i))).
Definition emZ (gap : Z -> Z) (i : Z) : R :=
  if inr01 i m then wt gap i * / lsum (wt gap) (zs (Z.to_nat m)) else 0.

Lemma wt_sum_pos gap : 0 < lsum (wt gap) (zs (Z.to_nat m)).
Proof.
  replace (Z.to_nat m) with (S (Z.to_nat (m - 1))) by lia. unfold zs. cbn [seq map lsum].
  assert (0 < wt gap (Z.of_nat 0)) by apply exp_pos.
  assert (0 <= lsum (wt gap) (map Z.of_nat (seq 1 (Z.to_nat (m - 1))))) by (apply lsum_nonneg; intros x; left; apply exp_pos).
  lra.
Qed.

Theorem exponential_program_exact gap i : (forall i, (0 <= gap i)%Z) -> mass (exponential_program gap) i (emZ gap i).
Proof.
  intros Hg. assert (Mp : 0 < IZR m) by (apply IZR_lt; auto). assert (Dp : 0 < IZR d) by (apply IZR_lt; auto).
  set (e := wt gap). set (W := lsum e (zs (Z.to_nat m))). assert (HW : 0 < W) by apply wt_sum_pos.
  set (um := fun u => if inr01 u m then / IZR m else 0).
  assert (U : forall u, mass (uniform m) u (um u)) by (intros; now apply uniform_exact).
  assert (IN : forall u, isb (bexp (n * gap u) d) (e u)).
  { intros x. pose proof (bernoulli_exp_exact (n * gap x) d Hd ltac:(specialize (Hg x); nia)) as B.
    unfold e, wt. replace (IZR n / IZR d * IZR (gap x)) with (IZR (n * gap x) / IZR d) by (rewrite mult_IZR; field; lra). exact B. }
  assert (E1 : forall u, 0 < e u <= 1).
  { intros x. split. apply exp_pos. unfold e, wt. rewrite <- exp_0. apply exp_le_mono.
    assert (0 <= IZR n / IZR d * IZR (gap x)); [|lra]. apply Rmult_le_pos; [|apply IZR_le; auto].
    apply Rmult_le_pos. apply IZR_le; auto. left; now apply Rinv_0_lt_compat. }
  assert (OUT : forall y, ~ In y (zs (Z.to_nat m)) -> um y = 0).
  { intros y Hy. rewrite zs_in in Hy. unfold um, inr01. destruct (Z.leb_spec 0 y); simpl; auto.
    destruct (Z.ltb_spec y m); simpl; auto. exfalso; apply Hy; lia. }
  assert (UI : forall y, In y (zs (Z.to_nat m)) -> um y = / IZR m).
  { intros y Hy. apply zs_in in Hy. unfold um, inr01. destruct (Z.leb_spec 0 y); [|lia]. destruct (Z.ltb_spec y m); [auto|lia]. }
  assert (UN : nonneg um). { intros y. unfold um. destruct (inr01 y m); [left; now apply Rinv_0_lt_compat|lra]. }
  assert (R1 : mass (eb gap) (inl tt) (1 - / IZR m * W)).
  { replace (1 - / IZR m * W) with (lsum (fun u => um u * (1 - e u)) (zs (Z.to_nat m))).
    - apply (pbind _ _ um (fun u => 1 - e u)); auto.
      + intros x Hx. replace (1 - e x) with (e x * 0 + (1 - e x) * 1) by ring.
        apply mass_ite; auto. apply mret0; discriminate. apply mret.
      + apply has_sum_finite; auto using zs_nodup.
        * intros y. apply Rmult_le_pos; auto. specialize (E1 y); lra.
        * intros y H. rewrite OUT by auto. ring.
    - rewrite (lsum_ext _ (fun u => (if (u <? m)%Z then / IZR m else 0) + (- / IZR m) * e u)).
      + rewrite lsum_plus, lsum_scal, zs_count by lia. fold W. field; lra.
      + intros y Hy. rewrite UI by auto. apply zs_in in Hy. destruct (Z.ltb_spec y m); [ring|lia]. }
  assert (R2 : forall x, mass (eb gap) (inr x) (um x * e x)).
  { intros x. replace (um x * e x) with (lsum (fun y => um y * (if dec (y = x) then e x else 0)) [x]) by (cbn [lsum]; destruct (dec (x = x)); [ring|tauto]).
    apply (pbind _ _ um (fun y => if dec (y = x) then e x else 0)); auto.
    - intros y Hy. destruct (dec (y = x)) as [->|N].
      + replace (e x) with (e x * 1 + (1 - e x) * 0) by ring. apply mass_ite; auto. apply mret. apply mret0; discriminate.
      + replace 0 with (e y * 0 + (1 - e y) * 0) by ring. apply mass_ite; auto; apply mret0; congruence.
    - apply has_sum_finite; auto using nd1.
      + intros y. apply Rmult_le_pos; auto. destruct (dec _); [left; apply exp_pos|lra].
      + intros y Hy. destruct (dec (y = x)) as [->|N]; [exfalso; apply Hy; simpl; auto|ring]. }
  assert (P : 0 < / IZR m * W) by (apply Rmult_lt_0_compat; auto; now apply Rinv_0_lt_compat).
  assert (P1 : 1 - / IZR m * W < 1) by lra.
  pose proof (mass_until (eb gap) _ (fun x => um x * e x) i P1 R1 R2) as H.
  match goal with |- mass _ _ ?a => match type of H with mass _ _ ?b => replace a with b; [exact H|] end end.
  unfold um, emZ. fold e W. destruct (inr01 i m); field; repeat split; lra.
Qed.

Theorem emZ_dist gap : is_dist (emZ gap).
Proof.
  pose proof (wt_sum_pos gap) as HW. set (W := lsum (wt gap) (zs (Z.to_nat m))) in *.
  unfold is_dist. replace 1 with (lsum (emZ gap) (zs (Z.to_nat m))).
  - apply has_sum_finite; auto using zs_nodup.
    + intros y. unfold emZ. destruct (inr01 y m); [|lra]. apply Rmult_le_pos; left. apply exp_pos. now apply Rinv_0_lt_compat.
    + intros y Hy. rewrite zs_in in Hy. unfold emZ, inr01. destruct (Z.leb_spec 0 y); simpl; auto.
      destruct (Z.ltb_spec y m); simpl; auto. exfalso; apply Hy; lia.
  - rewrite (lsum_ext _ (fun y => / W * wt gap y)).
    + rewrite lsum_scal. fold W. field. lra.
    + intros y Hy. apply zs_in in Hy. unfold emZ, inr01. destruct (Z.leb_spec 0 y); [|lia]. destruct (Z.ltb_spec y m); [|lia].
      simpl. fold W. ring.
Qed.

(* scores with sensitivity D: the program costs (2 D n/d)^2/8 *)
Theorem exponential_program_zcdp (u u' : Z -> Z) (b b' D : Z) :
  (0 < n)%Z -> (0 < D)%Z -> (forall i, (Z.abs (u i - u' i) <= D)%Z) ->
  zcdp_pair ((2 * IZR D * (IZR n / IZR d)) ^ 2 / 8) (emZ (fun i => b - u i)%Z) (emZ (fun i => b' - u' i)%Z).
Proof.
  intros Hn0 HD Hu. assert (Dp : 0 < IZR d) by (apply IZR_lt; auto). assert (Np : 0 < IZR n) by (apply IZR_lt; auto).
  assert (Lp : 0 < IZR n / IZR d) by (apply Rmult_lt_0_compat; auto; now apply Rinv_0_lt_compat).
  assert (DD : 0 < IZR D) by (apply IZR_lt; auto). set (lam := IZR n / IZR d) in *.
  apply bounded_range_zcdp. nra. apply emZ_dist. apply emZ_dist.
  set (g := fun i => (b - u i)%Z). set (g' := fun i => (b' - u' i)%Z).
  pose proof (wt_sum_pos g) as Z1. pose proof (wt_sum_pos g') as Z2.
  set (S := lsum (wt g) (zs (Z.to_nat m))) in *. set (S' := lsum (wt g') (zs (Z.to_nat m))) in *.
  assert (IS : 0 < / S) by now apply Rinv_0_lt_compat. assert (IS' : 0 < / S') by now apply Rinv_0_lt_compat.
  exists (- (lam * IZR D) + lam * IZR (b' - b) + (ln S' - ln S)). intros i. unfold emZ. fold S S'.
  destruct (inr01 i m); [|lra].
  rewrite <- (exp_ln (/ S')), <- (exp_ln (/ S)) by auto. rewrite !ln_Rinv by auto. unfold wt. fold lam.
  rewrite <- !exp_plus. unfold g, g'. rewrite !minus_IZR.
  assert (B : - IZR D <= IZR (u i) - IZR (u' i) <= IZR D).
  { rewrite <- minus_IZR, <- opp_IZR. specialize (Hu i). split; apply IZR_le; lia. }
  assert (B1 : lam * - IZR D <= lam * (IZR (u i) - IZR (u' i))) by (apply Rmult_le_compat_l; lra).
  assert (B2 : lam * (IZR (u i) - IZR (u' i)) <= lam * IZR D) by (apply Rmult_le_compat_l; lra).
  split; apply exp_le_mono; lra.
Qed.
End EM.

(* ---------- the accountant's integer guard refines the real-valued filter *)
Section GuardN.
Context {D O : Type} (Nb : D -> D -> Prop) (unit_rho : R) (Hu : 0 < unit_rho).

Inductive interN : Type :=
| StopN : interN
| AskN : forall (c : N) (M : D -> O -> R) (next : O -> interN), interN.

Fixpoint toR (t : interN) : @inter D O :=
  match t with StopN => Stop | AskN c M next => Ask (IZR (Z.of_N c) * unit_rho) M (fun o => toR (next o)) end.

Fixpoint guardN (b : N) (t : interN) : interN :=
  match t with
  | StopN => StopN
  | AskN c M next => if (c <=? b)%N then AskN c M (fun o => guardN (b - c) (next o)) else StopN
  end.

Theorem guard_in_integer_units_within t : honest Nb (toR t) -> forall b : N, within Nb (IZR (Z.of_N b) * unit_rho) (toR (guardN b t)).
Proof.
  intros Ht. remember (toR t) as r eqn:E. revert t E.
  induction Ht as [|rho M next Hd Hz Hh IH]; intros [|c M' next'] E b; try discriminate; simpl.
  - constructor. apply Rmult_le_pos; [apply IZR_le; lia|lra].
  - simpl in E. injection E as -> -> ->.
    destruct (N.leb_spec c b); simpl.
    + constructor; auto.
      * apply Rmult_le_compat_r; [lra|]. apply IZR_le; lia.
      * intros o. replace (IZR (Z.of_N b) * unit_rho - IZR (Z.of_N c) * unit_rho) with (IZR (Z.of_N (b - c)) * unit_rho).
        apply (IH o (next' o)). reflexivity. rewrite N2Z.inj_sub by auto. rewrite minus_IZR. ring.
    + constructor. apply Rmult_le_pos; [apply IZR_le; lia|lra].
Qed.
End GuardN.

