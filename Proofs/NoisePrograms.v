(* Discrete Laplace and discrete Gaussian noise, exact from fair bits.

   The programs of Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy,
   2020, algorithms 1 to 3: each has exactly the distribution that it names. As the
   distributions sum to one, the programs end with probability one. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz Classical Bool.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms Bits BernoulliPrograms.
Import ListNotations.
Open Scope R_scope.

Definition isb (p : prog bool) (a : R) := mass p true a /\ mass p false (1 - a).

Lemma nd_tf : NoDup [true; false].
Proof. constructor. intros [E|[]]; discriminate. constructor; [intros []|constructor]. Qed.
Lemma nd1 {A} (a : A) : NoDup [a].
Proof. constructor; [intros []|constructor]. Qed.
Lemma tf_all (b : bool) : In b [true; false].
Proof. destruct b; simpl; auto. Qed.

(* sequencing after a Bernoulli *)
Lemma mass_ite {B} p a (k : bool -> prog B) (n1 n0 : R) b : isb p a ->
  mass (k true) b n1 -> mass (k false) b n0 -> mass (Bind p k) b (a * n1 + (1 - a) * n0).
Proof.
  intros [H1 H0] K1 K0.
  pose proof (pbind_fin p k (fun b => if b then a else 1 - a) (fun b => if b then n1 else n0) b [true; false]
    ltac:(intros [|]; auto) ltac:(intros [|]; auto) nd_tf ltac:(intros x Hx; destruct (Hx (tf_all x)))) as H.
  cbn [lsum] in H. replace (a * n1 + (1 - a) * n0) with (a * n1 + ((1 - a) * n0 + 0)) by ring. exact H.
Qed.

Fixpoint bexpq (q : nat) (n d : Z) : prog bool :=
  match q with
  | O => bexp1 n d
  | S q => Bind (bexp1 1 1) (fun b => if b then bexpq q n d else Ret false)
  end.
Definition bexp (n d : Z) : prog bool := bexpq (Z.to_nat (n / d)) (n mod d) d.

Lemma mret {A} (a : A) : mass (Ret a) a 1. Proof. apply mass_ret. Qed.
Lemma mret0 {A} (a b : A) : b <> a -> mass (Ret a) b 0. Proof. apply mass_ret_ne. Qed.

Lemma bexpq_isb q n d : (0 < d)%Z -> (0 <= n <= d)%Z -> isb (bexpq q n d) (exp (- (INR q + IZR n / IZR d))).
Proof.
  intros Hd Hn. induction q as [|q [I1 I0]].
  - simpl INR. rewrite Rplus_0_l. split. now apply bexp1_true. now apply bexp1_false.
  - pose proof (bexp1_true 1 1 ltac:(lia) ltac:(lia)) as B1. pose proof (bexp1_false 1 1 ltac:(lia) ltac:(lia)) as B0.
    replace (- (1 / 1)) with (-1) in B1, B0 by field.
    assert (E : exp (- (INR (S q) + IZR n / IZR d)) = exp (-1) * exp (- (INR q + IZR n / IZR d))).
    { rewrite S_INR, <- exp_plus. f_equal; ring. }
    rewrite E. set (e := exp (- (INR q + IZR n / IZR d))) in *. cbn [bexpq]. split.
    + replace (exp (-1) * e) with (exp (-1) * e + (1 - exp (-1)) * 0) by ring.
      apply mass_ite; [split; auto|auto|apply mret0; discriminate].
    + replace (1 - exp (-1) * e) with (exp (-1) * (1 - e) + (1 - exp (-1)) * 1) by ring.
      apply mass_ite; [split; auto|auto|apply mret].
Qed.

Theorem bernoulli_exp_exact n d : (0 < d)%Z -> (0 <= n)%Z -> isb (bexp n d) (exp (- (IZR n / IZR d))).
Proof.
  intros Hd Hn. unfold bexp. pose proof (Z.mod_pos_bound n d Hd) as Hm.
  assert (Hq : (0 <= n / d)%Z) by (apply Z.div_pos; lia).
  replace (IZR n / IZR d) with (INR (Z.to_nat (n / d)) + IZR (n mod d) / IZR d).
  - apply bexpq_isb; lia.
  - rewrite INR_IZR_INZ, Z2Nat.id by auto. rewrite (Z.div_mod n d) at 3 by lia.
    rewrite plus_IZR, mult_IZR. field. apply not_0_IZR; lia.
Qed.

(* ---------- U on 0..t-1 with mass proportional to exp(-u/t) *)
Definition ub (t : Z) : prog (unit + Z) :=
  Bind (uniform t) (fun u => Bind (bexp u t) (fun b => Ret (if b then inr u else inl tt))).
Definition uexp (t : Z) : prog Z := until (ub t).
Definition e1 := exp (-1).
Definition qq (t : Z) := exp (- / IZR t).

Lemma zs_expsum t : (0 < t)%Z -> lsum (fun u => exp (- (IZR u / IZR t))) (zs (Z.to_nat t)) = (1 - e1) / (1 - qq t) /\ 0 < qq t < 1 /\ 0 < e1 < 1.
Proof.
  intros Ht. assert (Tp : 0 < IZR t) by (apply IZR_lt; auto). assert (Ti : 0 < / IZR t) by (now apply Rinv_0_lt_compat).
  assert (Q : 0 < qq t < 1). { split. apply exp_pos. unfold qq. rewrite <- exp_0. apply exp_increasing. lra. }
  split; [|split; auto].
  - unfold zs. rewrite lsum_map. rewrite (lsum_ext _ (fun k => qq t ^ k)).
    + rewrite lsum_geo by lra. f_equal. f_equal. unfold qq, e1. rewrite exp_pow. f_equal.
      rewrite INR_IZR_INZ, Z2Nat.id by lia. field. lra.
    + intros k _. unfold qq. rewrite exp_pow. f_equal. rewrite <- INR_IZR_INZ. unfold Rdiv; ring.
  - split. apply exp_pos. unfold e1. rewrite <- exp_0. apply exp_increasing. lra.
Qed.

Theorem truncated_exponential_exact t u : (0 < t)%Z ->
  mass (uexp t) u (if inr01 u t then exp (- (IZR u / IZR t)) * ((1 - qq t) / (1 - e1)) else 0).
Proof.
  intros Ht. destruct (zs_expsum t Ht) as (Es & Q & E1). assert (Tp : 0 < IZR t) by (apply IZR_lt; auto).
  set (e := fun u => exp (- (IZR u / IZR t))) in *.
  set (um := fun u => if inr01 u t then / IZR t else 0).
  assert (U : forall u, mass (uniform t) u (um u)) by (intros; now apply uniform_exact).
  assert (IN : forall u, um u <> 0 -> isb (bexp u t) (e u)).
  { intros x Hx. apply bernoulli_exp_exact; auto. unfold um, inr01 in Hx. destruct (Z.leb_spec 0 x); auto. simpl in Hx; lra. }
  assert (OUT : forall y, ~ In y (zs (Z.to_nat t)) -> um y = 0).
  { intros y Hy. rewrite zs_in in Hy. unfold um, inr01. destruct (Z.leb_spec 0 y); simpl; auto.
    destruct (Z.ltb_spec y t); simpl; auto. exfalso; apply Hy; lia. }
  assert (UI : forall y, In y (zs (Z.to_nat t)) -> um y = / IZR t).
  { intros y Hy. apply zs_in in Hy. unfold um, inr01. destruct (Z.leb_spec 0 y); [|lia]. destruct (Z.ltb_spec y t); [auto|lia]. }
  assert (UN : nonneg um). { intros y. unfold um. destruct (inr01 y t); [left; now apply Rinv_0_lt_compat|lra]. }
  assert (EL : forall y, 0 <= y -> 0 < exp (- (y / IZR t)) <= 1).
  { intros y Hy. split. apply exp_pos. rewrite <- exp_0. apply exp_le_mono. assert (0 <= y / IZR t). apply Rmult_le_pos; auto. left; now apply Rinv_0_lt_compat. lra. }
  assert (R1 : mass (ub t) (inl tt) (1 - / IZR t * ((1 - e1) / (1 - qq t)))).
  { rewrite <- Es, <- lsum_scal.
    replace (1 - lsum (fun a => / IZR t * e a) (zs (Z.to_nat t))) with (lsum (fun u => um u * (1 - e u)) (zs (Z.to_nat t))).
    - apply (pbind _ _ um (fun u => 1 - e u)); auto.
      + intros x Hx. replace (1 - e x) with (e x * 0 + (1 - e x) * 1) by ring.
        apply mass_ite; auto. apply mret0; discriminate. apply mret.
      + apply has_sum_finite; auto using zs_nodup.
        * intros y. destruct (classic (In y (zs (Z.to_nat t)))) as [H|H].
          -- apply Rmult_le_pos; auto. apply zs_in in H. assert (0 <= IZR y) by (apply IZR_le; lia).
             pose proof (EL (IZR y) H0). unfold e; lra.
          -- rewrite OUT by auto. lra.
        * intros y H. rewrite OUT by auto. ring.
    - rewrite (lsum_ext _ (fun u => (if (u <? t)%Z then / IZR t else 0) + (-1) * (/ IZR t * e u))).
      + rewrite lsum_plus, lsum_scal, zs_count by lia. replace (/ IZR t * IZR t) with 1 by (field; lra). ring.
      + intros y Hy. rewrite UI by auto. apply zs_in in Hy. destruct (Z.ltb_spec y t); [ring|lia]. }
  assert (R2 : forall x, mass (ub t) (inr x) (um x * e x)).
  { intros x. replace (um x * e x) with (lsum (fun y => um y * (if dec (y = x) then e x else 0)) [x]) by (cbn [lsum]; destruct (dec (x = x)); [ring|tauto]).
    apply (pbind _ _ um (fun y => if dec (y = x) then e x else 0)); auto.
    - intros y Hy. destruct (dec (y = x)) as [->|N].
      + replace (e x) with (e x * 1 + (1 - e x) * 0) by ring. apply mass_ite; auto. apply mret. apply mret0; discriminate.
      + replace 0 with (e y * 0 + (1 - e y) * 0) by ring. apply mass_ite; auto; apply mret0; congruence.
    - apply has_sum_finite; auto using nd1.
      + intros y. apply Rmult_le_pos; auto. destruct (dec _); [left; apply exp_pos|lra].
      + intros y Hy. destruct (dec (y = x)) as [->|N]; [exfalso; apply Hy; simpl; auto|ring]. }
  assert (P : 0 < / IZR t * ((1 - e1) / (1 - qq t))).
  { apply Rmult_lt_0_compat. now apply Rinv_0_lt_compat. apply Rmult_lt_0_compat. lra. apply Rinv_0_lt_compat; lra. }
  pose proof (mass_until (ub t) _ (fun x => um x * e x) u (ltac:(lra) : 1 - / IZR t * ((1 - e1) / (1 - qq t)) < 1) R1 R2) as H.
  match goal with |- mass _ _ ?a => match type of H with mass _ _ ?b => replace a with b; [exact H|] end end.
  unfold um, e. destruct (inr01 u t); field; repeat split; lra.
Qed.

(* ---------- geometric with ratio exp(-1) *)
Definition gbody (v : Z) : prog (Z + Z) := Bind (bexp1 1 1) (fun b => Ret (if b then inl (v + 1)%Z else inr v)).
Definition geo1 : prog Z := Loop gbody 0%Z.

Lemma e1_isb : isb (bexp1 1 1) e1.
Proof.
  pose proof (bexp1_true 1 1 ltac:(lia) ltac:(lia)) as B1. pose proof (bexp1_false 1 1 ltac:(lia) ltac:(lia)) as B0.
  replace (- (1 / 1)) with (-1) in B1, B0 by field. split; auto.
Qed.

Definition gm (N : nat) (s v : Z) : R := if ((s <=? v) && (v - s <? Z.of_nat N))%Z then exp (- IZR (v - s)) * (1 - e1) else 0.

Lemma geo_iter N : forall s v, smass (siter (fun s => den (gbody s)) N s) v (gm N s v).
Proof.
  assert (E1 : 0 < e1 < 1). { destruct (zs_expsum 1 ltac:(lia)) as (_ & _ & ?); auto. }
  induction N as [|N IH]; intros s v.
  - unfold gm. replace ((s <=? v) && (v - s <? Z.of_nat 0))%Z with false. apply mass_none; intros w [].
    symmetry. destruct (Z.leb_spec s v); simpl; auto. apply Z.ltb_ge. lia.
  - pose (bm := fun x : Z + Z => match x with inl s' => if dec (s' = s + 1)%Z then e1 else 0 | inr v' => if dec (v' = s) then 1 - e1 else 0 end).
    pose (nn := fun x : Z + Z => match x with inl s' => gm N s' v | inr v' => if dec (v' = v) then 1 else 0 end).
    assert (BM : forall x, mass (gbody s) x (bm x)).
    { intros x. replace (bm x) with (e1 * (if dec (inl (s + 1)%Z = x) then 1 else 0) + (1 - e1) * (if dec (inr s = x) then 1 else 0)).
      - apply mass_ite. apply e1_isb. apply mass_ret_dec. apply mass_ret_dec.
      - unfold bm. destruct x as [s'|v'].
        + destruct (dec (inl (s + 1)%Z = inl s')) as [E|E]; destruct (dec (inr s = inl s')) as [E'|E']; try discriminate;
          destruct (dec (s' = (s + 1)%Z)) as [F|F]; try ring; exfalso; [apply F; congruence|apply E; congruence].
        + destruct (dec (inl (s + 1)%Z = inr v')) as [E|E]; destruct (dec (inr s = inr v')) as [E'|E']; try discriminate;
          destruct (dec (v' = s)) as [F|F]; try ring; exfalso; [apply F; congruence|apply E'; congruence]. }
    assert (GN : forall s, 0 <= gm N s v) by (intros; eapply has_sum_pos; apply IH).
    replace (gm (S N) s v) with (lsum (fun x => bm x * nn x) [inl (s + 1)%Z; inr s]).
    + apply (mass_bind (den (gbody s)) (fun r => match r with inl s' => siter (fun s => den (gbody s)) N s' | inr a => sret a end) bm nn).
      * apply programs_prefix_free.
      * intros [s'|b]; [apply det_iter; intros; apply programs_prefix_free|apply det_ret].
      * exact BM.
      * intros [s'|b] _; [apply IH|apply (mass_ret_dec b v)].
      * apply has_sum_finite.
        -- intros x. apply Rmult_le_pos. eapply mass_nonneg; apply BM. destruct x; simpl; [apply GN|destruct (dec _); lra].
        -- constructor. intros [E|[]]; discriminate. apply nd1.
        -- intros [s'|v'] Hx; simpl.
           ++ destruct (dec (s' = (s + 1)%Z)) as [->|]; [exfalso; apply Hx; simpl; auto|ring].
           ++ destruct (dec (v' = s)) as [->|]; [exfalso; apply Hx; simpl; auto|ring].
    + cbn [lsum]. unfold bm, nn, gm. destruct (dec ((s + 1)%Z = (s + 1)%Z)); [|tauto]. destruct (dec (s = s)); [|tauto].
      rewrite Nat2Z.inj_succ.
      destruct (dec (s = v)) as [->|N0].
      * replace ((v + 1 <=? v)%Z) with false by (symmetry; apply Z.leb_gt; lia). simpl.
        replace ((v <=? v)%Z) with true by (symmetry; apply Z.leb_le; lia).
        replace ((v - v <? Z.succ (Z.of_nat N))%Z) with true by (symmetry; apply Z.ltb_lt; lia). simpl.
        rewrite Z.sub_diag. simpl. rewrite Ropp_0, exp_0. ring.
      * destruct (Z.leb_spec (s + 1) v), (Z.leb_spec s v); simpl; try lia; try ring.
        destruct (Z.ltb_spec (v - (s + 1)) (Z.of_nat N)), (Z.ltb_spec (v - s) (Z.succ (Z.of_nat N))); simpl; try lia; try ring.
        replace (v - s)%Z with ((v - (s + 1)) + 1)%Z by ring. rewrite plus_IZR, Ropp_plus_distr, exp_plus. change (- (1)) with (Ropp (IZR 1)). replace (- IZR 1) with (-1) by lra. fold e1. ring.
Qed.

Theorem geometric_exact v : mass geo1 v (if (0 <=? v)%Z then exp (- IZR v) * (1 - e1) else 0).
Proof.
  apply mass_loop with (x := fun N => gm N 0 v). intros; apply geo_iter.
  intros eps He. exists (S (Z.to_nat v)). intros N HN. unfold gm. rewrite Z.sub_0_r.
  destruct (Z.leb_spec 0 v); simpl.
  - replace ((v <? Z.of_nat N)%Z) with true by (symmetry; apply Z.ltb_lt; lia). unfold R_dist. rewrite Rminus_diag_eq, Rabs_R0; auto.
  - unfold R_dist. rewrite Rminus_diag_eq, Rabs_R0; auto.
Qed.

(* ---------- X = U + tV: geometric with ratio exp(-1/t);  Y = X / s *)
Definition xs (t : Z) : prog Z := Bind (uexp t) (fun u => Bind geo1 (fun v => Ret (u + t * v)%Z)).
Definition ys (t s : Z) : prog Z := Bind (xs t) (fun x => Ret (x / s)%Z).

Theorem xs_mass t x : (0 < t)%Z -> mass (xs t) x (if (0 <=? x)%Z then (1 - qq t) * exp (- (IZR x / IZR t)) else 0).
Proof.
  intros Ht. destruct (zs_expsum t Ht) as (_ & Q & E1). assert (Tp : 0 < IZR t) by (apply IZR_lt; auto).
  pose (mu := fun u => if inr01 u t then exp (- (IZR u / IZR t)) * ((1 - qq t) / (1 - e1)) else 0).
  pose (mg := fun v => if (0 <=? v)%Z then exp (- IZR v) * (1 - e1) else 0).
  pose (nu := fun u => mg ((x - u) / t)%Z * (if dec ((u + t * ((x - u) / t))%Z = x) then 1 else 0)).
  assert (I : forall u, mass (Bind geo1 (fun v => Ret (u + t * v)%Z)) x (nu u)).
  { intros u. pose proof (pbind_fin geo1 (fun v => Ret (u + t * v)%Z) mg (fun v => if dec ((u + t * v)%Z = x) then 1 else 0) x [((x - u) / t)%Z]
      geometric_exact ltac:(intros; apply mass_ret_dec) (nd1 _)) as H.
    cbn [lsum] in H. rewrite Rplus_0_r in H. apply H. intros v Hv. destruct (dec ((u + t * v)%Z = x)) as [E|E]; [|ring].
    exfalso; apply Hv. left. rewrite <- E. replace (u + t * v - u)%Z with (v * t)%Z by lia. apply Z.div_mul; lia. }
  pose proof (pbind_fin (uexp t) _ mu nu x [(x mod t)%Z] (fun u => truncated_exponential_exact t u Ht) I (nd1 _)) as H.
  pose proof (Z.mod_pos_bound x t Ht) as Bm. pose proof (Z.div_mod x t ltac:(lia)) as Dm.
  cbn [lsum] in H. rewrite Rplus_0_r in H.
  match goal with |- mass _ _ ?a => match type of H with _ -> mass _ _ ?b => replace a with b; [apply H|] end end.
  - intros u Hu. unfold mu, nu. unfold inr01. destruct (Z.leb_spec 0 u); simpl; [|ring]. destruct (Z.ltb_spec u t); simpl; [|ring].
    destruct (dec _) as [E|E]; [|ring]. exfalso. apply Hu. left. symmetry.
    apply Z.mod_unique with (q := ((x - u) / t)%Z); [left; lia|lia].
  - unfold mu, nu, mg, inr01. destruct (Z.leb_spec 0 (x mod t)); [|lia]. destruct (Z.ltb_spec (x mod t) t); [|lia]. simpl.
    replace ((x - x mod t) / t)%Z with (x / t)%Z.
    2:{ replace (x - x mod t)%Z with ((x / t) * t)%Z by lia. symmetry. apply Z.div_mul. lia. }
    destruct (dec _) as [E|E]; [|exfalso; apply E; lia].
    destruct (Z.leb_spec 0 (x / t)), (Z.leb_spec 0 x); try (exfalso; nia); [|ring].
    assert (EX : exp (- (IZR x / IZR t)) = exp (- (IZR (x mod t) / IZR t)) * exp (- IZR (x / t))).
    { rewrite <- exp_plus. f_equal. rewrite Dm at 1. rewrite plus_IZR, mult_IZR. field. lra. }
    rewrite EX. field. lra.
Qed.

Theorem ys_mass t s y : (0 < t)%Z -> (0 < s)%Z ->
  mass (ys t s) y (if (0 <=? y)%Z then (1 - exp (- (IZR s / IZR t))) * exp (- (IZR y * IZR s / IZR t)) else 0).
Proof.
  intros Ht Hs. destruct (zs_expsum t Ht) as (_ & Q & E1). assert (Tp : 0 < IZR t) by (apply IZR_lt; auto).
  pose (mx := fun x => if (0 <=? x)%Z then (1 - qq t) * exp (- (IZR x / IZR t)) else 0).
  pose (L := map (fun j => (s * y + j)%Z) (zs (Z.to_nat s))).
  assert (NL : NoDup L). { apply Injective_map_NoDup. intros a b; lia. apply zs_nodup. }
  pose proof (pbind_fin (xs t) (fun x => Ret (x / s)%Z) mx (fun x => if dec ((x / s)%Z = y) then 1 else 0) y L
     (fun x => xs_mass t x Ht) ltac:(intros; apply mass_ret_dec) NL) as H.
  match goal with |- mass _ _ ?a => match type of H with _ -> mass _ _ ?b => replace a with b; [apply H|] end end.
  - intros x Hx. destruct (dec _) as [E|E]; [|ring]. exfalso. apply Hx. unfold L. apply in_map_iff.
    exists (x mod s)%Z. pose proof (Z.mod_pos_bound x s Hs). pose proof (Z.div_mod x s ltac:(lia)).
    split. rewrite <- E; lia. apply zs_in. lia.
  - unfold L. rewrite lsum_map. destruct (Z.leb_spec 0 y).
    + rewrite (lsum_ext _ (fun j => ((1 - qq t) * exp (- (IZR y * IZR s / IZR t))) * exp (- (IZR j / IZR t)))).
      * rewrite lsum_scal. unfold zs. rewrite lsum_map, (lsum_ext _ (fun k => qq t ^ k)).
        -- rewrite lsum_geo by lra. replace (qq t ^ Z.to_nat s) with (exp (- (IZR s / IZR t))). field. lra.
           unfold qq. rewrite exp_pow. f_equal. rewrite INR_IZR_INZ, Z2Nat.id by lia. unfold Rdiv; ring.
        -- intros k _. unfold qq. rewrite exp_pow. f_equal. rewrite <- INR_IZR_INZ. unfold Rdiv; ring.
      * intros j Hj. apply zs_in in Hj. unfold mx. destruct (Z.leb_spec 0 (s * y + j)); [|nia].
        destruct (dec _) as [E|E].
        -- rewrite Rmult_1_r, Rmult_assoc, <- exp_plus. do 2 f_equal. rewrite plus_IZR, mult_IZR. field. lra.
        -- exfalso; apply E. symmetry. apply Z.div_unique with (r := j); [left; lia|lia].
    + apply lsum_zero. intros j Hj. apply zs_in in Hj. unfold mx. destruct (Z.leb_spec 0 (s * y + j)); [nia|ring].
Qed.

(* ---------- discrete Laplace (CKS20 Algorithm 2) with scale t/s *)
Definition lbody (t s : Z) : prog (unit + Z) :=
  Bind (ys t s) (fun y => Bind Flip (fun b => Ret (if b then (if (y =? 0)%Z then inl tt else inr (- y)%Z) else inr y))).
Definition laplace (t s : Z) : prog Z := until (lbody t s).

Theorem laplace_exact t s y : (0 < t)%Z -> (0 < s)%Z -> mass (laplace t s) y (discrete_laplace (IZR t / IZR s) 0 y).
Proof.
  intros Ht Hs. assert (Tp : 0 < IZR t) by (apply IZR_lt; auto). assert (Sp : 0 < IZR s) by (apply IZR_lt; auto).
  set (r := exp (- (IZR s / IZR t))).
  assert (Hr : 0 < r < 1).
  { split. apply exp_pos. unfold r. rewrite <- exp_0. apply exp_increasing.
    assert (0 < IZR s / IZR t) by (apply Rmult_lt_0_compat; auto; now apply Rinv_0_lt_compat). lra. }
  pose (m := fun y => if (0 <=? y)%Z then (1 - r) * exp (- (IZR y * IZR s / IZR t)) else 0).
  assert (HY : forall y, mass (ys t s) y (m y)) by (intros; now apply ys_mass).
  assert (FB : isb Flip (/ 2)). { split. apply mass_flip. replace (1 - / 2) with (/ 2) by field. apply mass_flip. }
  assert (IN : forall y x, mass (Bind Flip (fun b => Ret (if b then (if (y =? 0)%Z then inl tt else inr (- y)%Z) else @inr unit Z y))) x
     (/ 2 * (if dec ((if (y =? 0)%Z then inl tt else inr (- y)%Z) = x) then 1 else 0) + (1 - / 2) * (if dec (inr y = x) then 1 else 0))).
  { intros z x. apply mass_ite; auto; apply mass_ret_dec. }
  assert (R1 : mass (lbody t s) (inl tt) (/ 2 * (1 - r))).
  { pose proof (pbind_fin (ys t s) _ m _ (inl tt) [0%Z] HY (fun y => IN y (inl tt)) (nd1 _)) as H.
    match goal with |- mass _ _ ?a => match type of H with _ -> mass _ _ ?b => replace a with b; [apply H|] end end.
    - intros z Hz. destruct (Z.eqb_spec z 0) as [->|N]; [exfalso; apply Hz; simpl; auto|].
      destruct (dec _) as [E|E]; [discriminate|]. destruct (dec _) as [E'|E']; [discriminate|ring].
    - cbn [lsum]. simpl. destruct (dec _) as [E|E]; [|tauto]. destruct (dec _) as [E'|E']; [discriminate|].
      unfold m; simpl. replace (0 * IZR s / IZR t) with 0 by (field; lra). rewrite Ropp_0, exp_0. ring. }
  assert (R2 : forall x, mass (lbody t s) (inr x) (/ 2 * m (Z.abs x))).
  { intros x. pose proof (pbind_fin (ys t s) _ m _ (inr x) [Z.abs x] HY (fun y => IN y (inr x)) (nd1 _)) as H.
    match goal with |- mass _ _ ?a => match type of H with _ -> mass _ _ ?b => replace a with b; [apply H|] end end.
    - intros z Hz. assert (Hz' : z <> Z.abs x) by (intros ->; apply Hz; simpl; auto).
      destruct (Z.leb_spec 0 z) as [P|P].
      + destruct (dec (inr z = inr x)) as [E|E]. { exfalso. inversion E. lia. }
        destruct (dec _) as [E'|E']; [|ring]. exfalso. destruct (Z.eqb_spec z 0); [discriminate|]. inversion E'. lia.
      + unfold m. destruct (Z.leb_spec 0 z); [lia|ring].
    - cbn [lsum]. destruct (Z.eqb_spec (Z.abs x) 0) as [E0|E0].
      + destruct (dec (inl tt = inr x)) as [E|E]; [discriminate|]. destruct (dec (inr (Z.abs x) = inr x)) as [E'|E']; [field|exfalso; apply E'; f_equal; lia].
      + destruct (dec (inr (- Z.abs x)%Z = inr x)) as [E|E]; destruct (dec (inr (Z.abs x) = inr x)) as [E'|E']; try field.
        * exfalso. inversion E. inversion E'. lia.
        * exfalso. destruct (Z.abs_eq_or_opp x) as [F|F]; [apply E'|apply E]; f_equal; lia. }
  pose proof (mass_until (lbody t s) _ _ y (ltac:(lra) : / 2 * (1 - r) < 1) R1 R2) as H.
  match goal with |- mass _ _ ?a => match type of H with mass _ _ ?b => replace a with b; [exact H|] end end.
  unfold m, discrete_laplace. destruct (Z.leb_spec 0 (Z.abs y)); [|lia]. rewrite Z.sub_0_r.
  replace (/ (IZR t / IZR s)) with (IZR s / IZR t) by (field; lra). fold r.
  replace (IZR (Z.abs y) / (IZR t / IZR s)) with (IZR (Z.abs y) * IZR s / IZR t) by (field; lra). field. lra.
Qed.

(* ---------- discrete Gaussian with variance num/den (CKS20 Algorithm 3), any integer t >= 1 *)
(* (|y| - s/t)^2/(2s) with s = num/den equals (|y| den t - num)^2 / (2 num den t^2) *)
Definition gcoin (num den t y : Z) : prog bool :=
  bexp ((Z.abs y * den * t - num) ^ 2)%Z (2 * num * den * t ^ 2)%Z.
Definition gaussian_program (num den t : Z) : prog Z := gauss (laplace t 1) (gcoin num den t).

Theorem gaussian_program_exact num den t y : (0 < num)%Z -> (0 < den)%Z -> (0 < t)%Z ->
  mass (gaussian_program num den t) y (discrete_gaussian (IZR num / IZR den) 0 y).
Proof.
  intros Hn Hd Ht. assert (Np : 0 < IZR num) by (apply IZR_lt; auto).
  assert (Dp : 0 < IZR den) by (apply IZR_lt; auto). assert (Tp : 0 < IZR t) by (apply IZR_lt; auto).
  assert (Sp : 0 < IZR num / IZR den) by (apply Rmult_lt_0_compat; auto; now apply Rinv_0_lt_compat).
  pose proof (q_lt1 (IZR t) Tp) as Q.
  assert (EL : forall z, discrete_laplace (IZR t / IZR 1) 0 z = (1 - exp (- / IZR t)) / (1 + exp (- / IZR t)) * exp (- (IZR (Z.abs z) / IZR t))).
  { intros z. unfold discrete_laplace. rewrite Z.sub_0_r. replace (IZR t / IZR 1) with (IZR t) by field. reflexivity. }
  apply (gauss_mass (laplace t 1) (gcoin num den t) ((1 - exp (- / IZR t)) / (1 + exp (- / IZR t))) (IZR num / IZR den) (IZR t) y); auto.
  - apply Rmult_lt_0_compat. lra. apply Rinv_0_lt_compat. lra.
  - intros z. rewrite <- EL. apply laplace_exact; lia.
  - eapply has_sum_ext; [apply EL|]. apply discrete_laplace_is_distribution. apply Rmult_lt_0_compat; auto. lra.
  - intros z. cbv zeta.
    assert (Pd : (0 < 2 * num * den * t ^ 2)%Z) by nia.
    pose proof (bernoulli_exp_exact ((Z.abs z * den * t - num) ^ 2) (2 * num * den * t ^ 2) Pd ltac:(rewrite Z.pow_2_r; apply Z.square_nonneg)) as [B1 B0].
    assert (E : - (IZR (Z.abs z) - IZR num / IZR den / IZR t) ^ 2 / (2 * (IZR num / IZR den)) = - (IZR ((Z.abs z * den * t - num) ^ 2) / IZR (2 * num * den * t ^ 2))).
    { rewrite !Z.pow_2_r, !mult_IZR, minus_IZR, !mult_IZR. field. repeat split; lra. }
    rewrite E. split; auto.
Qed.

(* the headline: the program that runs, applied to fair bits, is rho-zCDP *)
Definition noisy (num den t q : Z) : prog Z := Bind (gaussian_program num den t) (fun z => Ret (q + z)%Z).

