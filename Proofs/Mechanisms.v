(* The mechanisms as distributions.

   Discrete Laplace noise; the exponential mechanism and every other mechanism of bounded range;
   Gaussian noise on a vector of counts; the guard in front of an adaptive interaction; and how
   far one row can move the cells of k marginals. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz Classical.
From DPProofs Require Import Sums GaussianSums Privacy.
Import ListNotations.
Open Scope R_scope.

Definition pdp {A} (eps : R) (p q : A -> R) := forall a, p a <= exp eps * q a.

Lemma pure_dp_implies_approximate_dp {A} eps (p q : A -> R) : pdp eps p q -> adp eps 0 p q.
Proof.
  intros H S PS QS HP HQ. rewrite Rplus_0_r.
  eapply has_sum_le; [|apply HP|apply has_sum_scal; [|apply HQ]].
  intros a; simpl. destruct (S a); auto. lra. left; apply exp_pos.
Qed.

(* ---------- discrete Laplace noise *)
Definition discrete_laplace (t : R) (mu x : Z) : R :=
  (1 - exp (- / t)) / (1 + exp (- / t)) * exp (- (IZR (Z.abs (x - mu)) / t)).

Lemma geoZ_exp t x : 0 < t -> geoZ (exp (- / t)) x = exp (- (IZR (Z.abs x) / t)).
Proof.
  intros Ht. unfold geoZ. rewrite exp_pow, INR_IZR_INZ, Zabs2Nat.id_abs. f_equal. field. lra.
Qed.

Lemma q_lt1 t : 0 < t -> 0 < exp (- / t) < 1.
Proof.
  intros Ht. split. apply exp_pos. rewrite <- exp_0. apply exp_increasing.
  apply Rinv_0_lt_compat in Ht. lra.
Qed.

Theorem discrete_laplace_is_distribution t mu : 0 < t -> is_dist (discrete_laplace t mu).
Proof.
  intros Ht. pose proof (q_lt1 t Ht) as Hq. unfold is_dist.
  pose proof (has_sum_shift _ mu _ (geometric_sum_over_integers (exp (- / t)) ltac:(lra))) as H.
  replace 1 with ((1 - exp (- / t)) / (1 + exp (- / t)) * ((1 + exp (- / t)) / (1 - exp (- / t)))) by (field; lra).
  eapply has_sum_ext; [|apply has_sum_scal; [|apply H]].
  - intros x. simpl. rewrite geoZ_exp by auto. reflexivity.
  - apply Rmult_le_pos. lra. left; apply Rinv_0_lt_compat; lra.
Qed.

Theorem discrete_laplace_pure_dp t mu mu' D : 0 < t -> (Z.abs (mu - mu') <= D)%Z ->
  pdp (IZR D / t) (discrete_laplace t mu) (discrete_laplace t mu').
Proof.
  intros Ht HD x. pose proof (q_lt1 t Ht) as Hq. unfold discrete_laplace.
  set (K := (1 - exp (- / t)) / (1 + exp (- / t))).
  assert (0 < K). { apply Rmult_lt_0_compat. lra. apply Rinv_0_lt_compat; lra. }
  replace (exp (IZR D / t) * (K * exp (- (IZR (Z.abs (x - mu')) / t))))
    with (K * (exp (IZR D / t) * exp (- (IZR (Z.abs (x - mu')) / t)))) by ring.
  apply Rmult_le_compat_l; [lra|]. rewrite <- exp_plus. apply exp_le_mono.
  replace (IZR D / t + - (IZR (Z.abs (x - mu')) / t)) with ((IZR (D - Z.abs (x - mu'))) / t)
    by (rewrite minus_IZR; field; lra).
  replace (- (IZR (Z.abs (x - mu)) / t)) with (IZR (- Z.abs (x - mu)) / t) by (rewrite opp_IZR; field; lra).
  apply Rmult_le_compat_r. left; now apply Rinv_0_lt_compat. apply IZR_le. lia.
Qed.

(* ---------- bounded range => eta^2/8 zCDP *)
Definition br {A} (eta : R) (p q : A -> R) :=
  exists t, forall a, exp t * q a <= p a <= exp (t + eta) * q a.

Lemma chord al z0 z z1 : 1 < al -> 0 < z0 -> z0 <= z <= z1 ->
  exp (al * ln z) * (z1 - z0) <= (z1 - z) * exp (al * ln z0) + (z - z0) * exp (al * ln z1).
Proof.
  intros Hal H0 Hz.
  assert (T : forall y, 0 < y -> exp (al * ln z) * (1 - al + al * (y * / z)) <= exp (al * ln y)).
  { intros y Hy. assert (0 < / z) by (apply Rinv_0_lt_compat; lra).
    pose proof (bernoulli al (y * / z) Hal (Rmult_lt_0_compat _ _ Hy H)) as B.
    rewrite ln_mult, ln_Rinv in B by lra.
    replace (al * (ln y + - ln z)) with (al * ln y - al * ln z) in B by ring.
    rewrite exp_minus in B. pose proof (exp_pos (al * ln z)) as P.
    apply Rmult_le_compat_l with (r := exp (al * ln z)) in B; [|lra].
    replace (exp (al * ln z) * (exp (al * ln y) * / exp (al * ln z))) with (exp (al * ln y)) in B by (field; lra).
    eapply Rle_trans; [|apply B]. right; ring. }
  pose proof (T z0 H0) as T0. pose proof (T z1 ltac:(lra)) as T1.
  apply Rmult_le_compat_l with (r := z1 - z) in T0; [|lra].
  apply Rmult_le_compat_l with (r := z - z0) in T1; [|lra].
  assert (E : (z1 - z) * (exp (al * ln z) * (1 - al + al * (z0 * / z))) + (z - z0) * (exp (al * ln z) * (1 - al + al * (z1 * / z)))
     = exp (al * ln z) * (z1 - z0)) by (field; lra).
  lra.
Qed.

(* derivative of N(x) = w e^{xt} + v e^{xu} *)
Lemma d_exp c k x : derivable_pt_lim (fun x => c * exp (x * k)) x (c * k * exp (x * k)).
Proof.
  replace (c * k * exp (x * k)) with (c * (exp (x * k) * (1 * k + x * 0))) by ring.
  apply (derivable_pt_lim_scal (fun x => exp (x * k))).
  apply (derivable_pt_lim_comp (fun x => x * k) exp).
  - apply (derivable_pt_lim_mult id (fct_cte k)). apply derivable_pt_lim_id. apply derivable_pt_lim_const.
  - apply derivable_pt_lim_exp.
Qed.

Lemma d_exp2 w t v u x : derivable_pt_lim (fun x => w * exp (x * t) + v * exp (x * u)) x
  (w * t * exp (x * t) + v * u * exp (x * u)).
Proof. apply (derivable_pt_lim_plus (fun x => w * exp (x * t)) (fun x => v * exp (x * u))); apply d_exp. Qed.

(* Hoeffding-type lemma for a two-point ratio with mean one *)
Lemma hoeffding2 w v t eta al : 1 < al -> 0 <= w -> 0 <= v -> w + v = 1 ->
  w * exp t + v * exp (t + eta) = 1 ->
  w * exp (al * t) + v * exp (al * (t + eta)) <= exp (al * (al - 1) * (eta ^ 2 / 8)).
Proof.
  intros Hal Hw Hv H1 Hm.
  pose (u := t + eta). fold u in Hm. fold u.
  pose (N := fun x => w * exp (x * t) + v * exp (x * u)).
  pose (N1 := fun x => w * t * exp (x * t) + v * u * exp (x * u)).
  pose (N2 := fun x => w * t * t * exp (x * t) + v * u * u * exp (x * u)).
  assert (HN : forall x, 0 < N x).
  { intros x. unfold N. pose proof (exp_pos (x * t)); pose proof (exp_pos (x * u)).
    destruct (Rle_lt_dec w 0). assert (v = 1) by lra. nra.
    assert (0 < w * exp (x * t)) by nra. nra. }
  pose (f := fun x => ln (N x) - (eta ^ 2 / 8) * (x * x - x)).
  pose (f' := fun x => N1 x / N x - (eta ^ 2 / 8) * (2 * x - 1)).
  assert (Df : forall x, derivable_pt_lim f x (f' x)).
  { intros x. unfold f, f'.
    apply (derivable_pt_lim_minus (fun x => ln (N x)) (fun x => (eta ^ 2 / 8) * (x * x - x))).
    - replace (N1 x / N x) with (/ N x * N1 x) by (unfold Rdiv; ring).
      apply (derivable_pt_lim_comp N ln). apply d_exp2. apply derivable_pt_lim_ln; auto.
    - replace (2 * x - 1) with ((1 * x + x * 1) - 1) by ring.
      apply (derivable_pt_lim_scal (fun x => x * x - x)).
      apply (derivable_pt_lim_minus (fun x => x * x) (fun x => x)).
      + apply (derivable_pt_lim_mult id id); apply derivable_pt_lim_id.
      + apply derivable_pt_lim_id. }
  pose (g := fun x => N1 x / N x).
  pose (g' := fun x => (N2 x * N x - N1 x * N1 x) / Rsqr (N x)).
  assert (Dg : forall x, derivable_pt_lim g x (g' x)).
  { intros x. unfold g, g'. apply (derivable_pt_lim_div N1 N). apply d_exp2. apply d_exp2.
    specialize (HN x); lra. }
  assert (Bg : forall x, g' x <= eta ^ 2 / 4).
  { intros x. unfold g'. specialize (HN x). apply Rmult_le_reg_r with (Rsqr (N x)).
    unfold Rsqr; nra. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by (unfold Rsqr; nra).
    unfold N2, N1, N, Rsqr. set (a := exp (x * t)). set (b := exp (x * u)).
    replace ((w * t * t * a + v * u * u * b) * (w * a + v * b) - (w * t * a + v * u * b) * (w * t * a + v * u * b))
      with ((w * a) * (v * b) * (u - t) ^ 2) by ring.
    replace (u - t) with eta by (unfold u; ring).
    assert (0 <= eta ^ 2) by apply pow2_ge_0.
    assert (0 <= (w * a - v * b) ^ 2) by apply pow2_ge_0. nra. }
  assert (f0 : f 0 = 0).
  { unfold f, N. rewrite !Rmult_0_l, exp_0. replace (w * 1 + v * 1) with 1 by lra. rewrite ln_1. ring. }
  assert (f1 : f 1 = 0).
  { unfold f, N. rewrite !Rmult_1_l. rewrite Hm, ln_1. ring. }
  destruct (MVT_cor2 f f' 0 1 ltac:(lra) ltac:(intros; apply Df)) as (c1 & E1 & I1).
  destruct (MVT_cor2 f f' 1 al ltac:(lra) ltac:(intros; apply Df)) as (c2 & E2 & I2).
  destruct (MVT_cor2 g g' c1 c2 ltac:(lra) ltac:(intros; apply Dg)) as (c3 & E3 & I3).
  specialize (Bg c3). rewrite f0, f1 in E1. rewrite f1 in E2.
  assert (F1 : f' c1 = 0) by lra.
  assert (F2 : f' c2 <= 0).
  { assert (D : f' c2 - f' c1 = (g c2 - g c1) - (eta ^ 2 / 4) * (c2 - c1)) by (unfold f', g; field; split; apply Rgt_not_eq, HN).
    rewrite E3 in D. nra. }
  assert (F3 : f al <= 0) by nra. unfold f in F3.
  change (N al <= exp (al * (al - 1) * (eta ^ 2 / 8))). apply exp_ge_ln; auto.
  replace (al * (al - 1) * (eta ^ 2 / 8)) with (eta ^ 2 / 8 * (al * al - al)) by ring. lra.
Qed.

Theorem bounded_range_zcdp {A} eta (p q : A -> R) : 0 < eta -> is_dist p -> is_dist q ->
  br eta p q -> zcdp_pair (eta ^ 2 / 8) p q.
Proof.
  intros He Hp Hq [t Hb].
  pose proof (has_sum_nonneg _ _ Hp) as Np. pose proof (has_sum_nonneg _ _ Hq) as Nq.
  assert (Hac : ac p q). { intros a E. specialize (Hb a). rewrite E in Hb. lra. }
  split; auto. intros al Hal.
  set (z0 := exp t) in *. set (z1 := exp (t + eta)) in *.
  assert (P0 : 0 < z0) by apply exp_pos.
  assert (P1 : z0 < z1) by (apply exp_increasing; lra).
  assert (L0 : z0 <= 1).
  { rewrite <- (Rmult_1_r z0). eapply has_sum_le; [|apply has_sum_scal; [|apply Hq]|apply Hp]. intros a; apply Hb. lra. }
  assert (L1 : 1 <= z1).
  { rewrite <- (Rmult_1_r z1). eapply has_sum_le; [|apply Hp|apply has_sum_scal; [|apply Hq]]. intros a; apply Hb. lra. }
  set (A0 := exp (al * t)). set (A1 := exp (al * (t + eta))).
  assert (PA0 : 0 < A0) by apply exp_pos. assert (PA1 : 0 < A1) by apply exp_pos.
  assert (PZ : 0 < z0 * A1) by (apply Rmult_lt_0_compat; lra).
  assert (EA0 : exp (al * ln z0) = A0) by (unfold z0; now rewrite ln_exp).
  assert (EA1 : exp (al * ln z1) = A1) by (unfold z1; now rewrite ln_exp).
  assert (PT : forall a, (z1 - z0) * rt al p q a + (A0 * p a + z0 * A1 * q a) <= z1 * A0 * q a + A1 * p a).
  { intros a. specialize (Np a). specialize (Nq a). destruct Nq as [Nq|Nq].
    - pose proof (Hb a) as [B0 B1].
      assert (Pp : 0 < p a) by nra. assert (Iq : 0 < / q a) by now apply Rinv_0_lt_compat.
      pose proof (chord al z0 (p a * / q a) z1 Hal P0) as C. rewrite EA0, EA1 in C.
      assert (Hz : z0 <= p a * / q a <= z1).
      { split; apply Rmult_le_reg_r with (q a); auto; rewrite Rmult_assoc, Rinv_l; lra. }
      specialize (C Hz). apply Rmult_le_compat_l with (r := q a) in C; [|lra].
      replace (q a * ((z1 - p a * / q a) * A0 + (p a * / q a - z0) * A1)) with (z1 * A0 * q a - A0 * p a + A1 * p a - z0 * A1 * q a) in C by (field; lra).
      assert (E : q a * exp (al * ln (p a * / q a)) = rt al p q a).
      { unfold rt. rewrite !pw_pos by auto. rewrite ln_mult, ln_Rinv by auto.
        rewrite <- (exp_ln (q a)) at 1 by auto. rewrite <- !exp_plus. f_equal; ring. }
      rewrite <- E. lra.
    - assert (p a = 0) by (apply Hac; auto). unfold rt. rewrite H, <- Nq, pw_0. lra. }
  assert (HR : has_sum (fun a => z1 * A0 * q a + A1 * p a) (z1 * A0 * 1 + A1 * 1)).
  { assert (0 < z1 * A0) by (apply Rmult_lt_0_compat; lra). apply has_sum_plus; apply has_sum_scal; auto; lra. }
  assert (D1 : nonneg (fun a => (z1 - z0) * rt al p q a)).
  { intros a; apply Rmult_le_pos; [lra|apply rt_nonneg]. }
  assert (D2 : forall a, (z1 - z0) * rt al p q a <= z1 * A0 * q a + A1 * p a).
  { intros a; specialize (PT a); specialize (Np a); specialize (Nq a).
    assert (0 <= A0 * p a) by (apply Rmult_le_pos; lra).
    assert (0 <= z0 * A1 * q a) by (apply Rmult_le_pos; lra). lra. }
  destruct (has_sum_dom _ _ _ D1 D2 HR) as (M & HM & _).
  assert (LM : M + (A0 * 1 + z0 * A1 * 1) <= z1 * A0 * 1 + A1 * 1).
  { eapply has_sum_le; [|apply has_sum_plus; [apply HM|apply has_sum_plus; apply has_sum_scal]|apply HR].
    - intros a; apply PT. - lra. - apply Hp. - lra. - apply Hq. }
  assert (HH : (z1 - 1) * A0 + (1 - z0) * A1 <= (z1 - z0) * exp (al * (al - 1) * (eta ^ 2 / 8))).
  { set (w := (z1 - 1) * / (z1 - z0)). set (v := (1 - z0) * / (z1 - z0)).
    assert (Iz : 0 < / (z1 - z0)) by (apply Rinv_0_lt_compat; lra).
    pose proof (hoeffding2 w v t eta al Hal) as Hf.
    assert (F : w * A0 + v * A1 <= exp (al * (al - 1) * (eta ^ 2 / 8))).
    { apply Hf.
      - apply Rmult_le_pos; lra.
      - apply Rmult_le_pos; lra.
      - unfold w, v; field; lra.
      - fold z0 z1. unfold w, v; field; lra. }
    apply Rmult_le_compat_l with (r := z1 - z0) in F; [|lra].
    replace ((z1 - z0) * (w * A0 + v * A1)) with ((z1 - 1) * A0 + (1 - z0) * A1) in F by (unfold w, v; field; lra).
    exact F. }
  intros l Hl. pose proof (has_sum_ub _ _ _ HM Hl) as U. rewrite lsum_scal in U.
  apply Rmult_le_reg_l with (z1 - z0); lra.
Qed.

(* ---------- exponential mechanism on a finite candidate set *)
Section Exponential.
Context {C : Type} (cs : list C) (Hnd : NoDup cs) (Hall : forall c, In c cs) (c0 : C).

Definition em (lam : R) (u : C -> R) (c : C) : R :=
  exp (lam * u c) * / lsum (fun c => exp (lam * u c)) cs.

Lemma em_Z lam u : 0 < lsum (fun c => exp (lam * u c)) cs.
Proof.
  apply Rlt_le_trans with (exp (lam * u c0)). apply exp_pos.
  assert (has_sum (fun c => exp (lam * u c)) (lsum (fun c => exp (lam * u c)) cs)).
  { apply has_sum_finite; auto. intros c; left; apply exp_pos. intros a H; destruct H; auto. }
  exact (has_sum_point _ _ c0 H).
Qed.

Theorem em_dist lam u : is_dist (em lam u).
Proof.
  pose proof (em_Z lam u) as Z. unfold is_dist.
  replace 1 with (/ lsum (fun c => exp (lam * u c)) cs * lsum (fun c => exp (lam * u c)) cs) by (field; lra).
  eapply has_sum_ext; [|apply has_sum_scal; [|apply has_sum_finite; [|apply Hnd|]]].
  - intros a; unfold em; simpl; ring.
  - left; now apply Rinv_0_lt_compat.
  - intros c; left; apply exp_pos.
  - intros a H; destruct H; auto.
Qed.

(* ratios of weights in [e^lo, e^(lo+w)] give bounded range w *)
Theorem em_br lam u u' lo w : (forall c, lo <= lam * (u c - u' c) <= lo + w) ->
  br w (em lam u) (em lam u').
Proof.
  intros H. pose proof (em_Z lam u) as Z. pose proof (em_Z lam u') as Z'.
  set (S := lsum (fun c => exp (lam * u c)) cs) in *. set (S' := lsum (fun c => exp (lam * u' c)) cs) in *.
  assert (IS : 0 < / S) by now apply Rinv_0_lt_compat. assert (IS' : 0 < / S') by now apply Rinv_0_lt_compat.
  exists (lo + (ln S' - ln S)). intros c. unfold em. fold S S'.
  rewrite <- (exp_ln (/ S')), <- (exp_ln (/ S)) by auto. rewrite !ln_Rinv by auto.
  rewrite <- !exp_plus. specialize (H c). split; apply exp_le_mono; lra.
Qed.

Theorem exponential_mechanism_pure_dp eps D u u' : 0 < D -> 0 <= eps -> (forall c, Rabs (u c - u' c) <= D) ->
  pdp eps (em (eps / (2 * D)) u) (em (eps / (2 * D)) u') /\
  br eps (em (eps / (2 * D)) u) (em (eps / (2 * D)) u').
Proof.
  intros HD He Hu. set (lam := eps / (2 * D)).
  assert (L : lam * D = eps / 2) by (unfold lam; field; lra).
  assert (L0 : 0 <= lam). { unfold lam. apply Rmult_le_pos; auto. left; apply Rinv_0_lt_compat; lra. }
  assert (B : forall c, - (eps / 2) <= lam * (u c - u' c) <= eps / 2).
  { intros c. specialize (Hu c). rewrite <- L. unfold Rabs in Hu. destruct (Rcase_abs _); nra. }
  split.
  - intros c. unfold em. pose proof (em_Z lam u) as Z. pose proof (em_Z lam u') as Z'.
    set (S := lsum (fun c => exp (lam * u c)) cs) in *. set (S' := lsum (fun c => exp (lam * u' c)) cs) in *.
    assert (SS : S' <= exp (eps / 2) * S).
    { unfold S, S'. rewrite <- lsum_scal. apply lsum_le. intros a _. rewrite <- exp_plus.
      apply exp_le_mono. specialize (B a). lra. }
    assert (IS : 0 < / S) by now apply Rinv_0_lt_compat. assert (IS' : 0 < / S') by now apply Rinv_0_lt_compat.
    assert (E1 : exp (lam * u c) <= exp (eps / 2) * exp (lam * u' c)).
    { rewrite <- exp_plus. apply exp_le_mono. specialize (B c). lra. }
    assert (E2 : / S <= exp (eps / 2) * / S').
    { apply Rmult_le_reg_l with (S * S'). nra. replace (S * S' * / S) with S' by (field; lra).
      replace (S * S' * (exp (eps / 2) * / S')) with (exp (eps / 2) * S) by (field; lra). auto. }
    replace (exp eps * (exp (lam * u' c) * / S')) with ((exp (eps / 2) * exp (lam * u' c)) * (exp (eps / 2) * / S')).
    apply Rmult_le_compat; auto; left; auto; apply exp_pos.
    replace (exp eps) with (exp (eps / 2) * exp (eps / 2)). ring. rewrite <- exp_plus. f_equal; field.
  - apply em_br with (lo := - (eps / 2)). intros c. specialize (B c). lra.
Qed.

Corollary exponential_mechanism_zcdp eps D u u' : 0 < D -> 0 < eps -> (forall c, Rabs (u c - u' c) <= D) ->
  zcdp_pair (eps ^ 2 / 8) (em (eps / (2 * D)) u) (em (eps / (2 * D)) u').
Proof.
  intros HD He Hu. apply bounded_range_zcdp; auto using em_dist. apply exponential_mechanism_pure_dp; auto; lra.
Qed.
End Exponential.

(* ---------- vectors of independent cells: L2 sensitivity *)
Fixpoint gvec (s : R) (mus : list Z) (xs : list Z) : R :=
  match mus, xs with
  | [], [] => 1
  | mu :: mus', x :: xs' => discrete_gaussian s mu x * gvec s mus' xs'
  | _, _ => 0
  end.

Fixpoint sqdist (a b : list Z) : Z :=
  match a, b with
  | x :: a', y :: b' => ((x - y) * (x - y) + sqdist a' b')%Z
  | _, _ => 0%Z
  end.

Lemma gvec_nonneg s mus : 0 < s -> nonneg (gvec s mus).
Proof.
  intros Hs. induction mus as [|mu mus IH]; intros [|x xs]; simpl; try lra.
  apply Rmult_le_pos. left; now apply dgauss_pos. apply IH.
Qed.

Theorem gvec_dist s mus : 0 < s -> is_dist (gvec s mus).
Proof.
  intros Hs. induction mus as [|mu mus IH].
  - unfold is_dist. replace 1 with (lsum (gvec s []) [[]]) by (simpl; lra).
    apply has_sum_finite. now apply gvec_nonneg. constructor; [intros []|constructor].
    intros [|o tr] Hi; simpl; auto. exfalso; apply Hi; simpl; auto.
  - apply (proj2 (has_sum_reindex cons_pair cons_pair_inj (gvec s (mu :: mus))
      ltac:(intros [|o tr] E; [simpl in E; lra|exists (o, tr); reflexivity]) 1 (gvec_nonneg s _ Hs))).
    apply (joint_dist (discrete_gaussian s mu) (fun _ => gvec s mus)). now apply discrete_gaussian_is_distribution. auto.
Qed.

Theorem gaussian_vector_zcdp s : 0 < s -> forall a b, length a = length b ->
  zcdp_pair (IZR (sqdist a b) / (2 * s)) (gvec s a) (gvec s b).
Proof.
  intros Hs. induction a as [|x a IH]; intros [|y b] L; try discriminate.
  - split. intros [|]; simpl; lra. intros al Hal.
    apply has_sum_sum_le with (s := lsum (rt al (gvec s []) (gvec s [])) [[]]).
    + apply has_sum_finite. apply rt_nonneg. constructor; [intros []|constructor].
      intros [|o tr] Hi; unfold rt; simpl. exfalso; apply Hi; simpl; auto. rewrite pw_0; ring.
    + unfold rt; simpl. rewrite !pw_pos, ln_1, !Rmult_0_r, exp_0 by lra.
      replace (al * (al - 1) * (0 / (2 * s))) with 0 by (field; lra). rewrite exp_0. lra.
  - simpl in L. injection L as L. specialize (IH b L).
    pose proof (zcdp_adaptive_composition _ _ (discrete_gaussian s x) (discrete_gaussian s y) (fun _ => gvec s a) (fun _ => gvec s b)
      (fun z => Rlt_le _ _ (dgauss_pos s x z Hs)) (fun z => Rlt_le _ _ (dgauss_pos s y z Hs))
      (fun _ => gvec_nonneg s a Hs) (fun _ => gvec_nonneg s b Hs)
      (discrete_gaussian_zcdp s x y Hs) (fun _ => IH)) as [Hac Hc].
    assert (E : IZR (x - y) ^ 2 / (2 * s) + IZR (sqdist a b) / (2 * s) = IZR (sqdist (x :: a) (y :: b)) / (2 * s)).
    { simpl. rewrite plus_IZR, mult_IZR. field. lra. }
    rewrite E in Hc. split.
    + intros [|o tr] H0; auto. apply (Hac (o, tr)). exact H0.
    + intros al Hal. destruct (sum_le_has_sum _ _ (rt_nonneg al _ _) (Hc al Hal)) as (m & Hm & Lm).
      apply has_sum_sum_le with (s := m); auto.
      apply (proj2 (has_sum_reindex cons_pair cons_pair_inj (rt al (gvec s (x :: a)) (gvec s (y :: b)))
        ltac:(intros [|o tr] H0; [unfold rt in H0; simpl in H0; rewrite pw_0 in H0; lra|exists (o, tr); reflexivity]) m (rt_nonneg al _ _))).
      eapply has_sum_ext; [|apply Hm]. intros [o tr]. reflexivity.
Qed.

(* ---------- a guard that cuts any honest interaction at budget b *)
Section Guard.
Context {D O : Type} (Nb : D -> D -> Prop).

Fixpoint guard (b : R) (t : @inter D O) : inter :=
  match t with
  | Stop => Stop
  | Ask rho M next => if Rle_dec rho b then Ask rho M (fun o => guard (b - rho) (next o)) else Stop
  end.

Inductive honest : @inter D O -> Prop :=
| H_stop : honest Stop
| H_ask rho M next : (forall d, is_dist (M d)) ->
    (forall d d', Nb d d' -> zcdp_pair rho (M d) (M d')) ->
    (forall o, honest (next o)) -> honest (Ask rho M next).

Theorem guard_within t : honest t -> forall b, 0 <= b -> within Nb b (guard b t).
Proof.
  intros Ht. induction Ht as [|rho M next Hd Hz Hh IH]; intros b Hb; simpl.
  - now constructor.
  - destruct (Rle_dec rho b).
    + constructor; auto. intros o. apply IH. lra.
    + now constructor.
Qed.

Corollary guard_zcdp t b d d' : honest t -> 0 <= b -> Nb d d' ->
  zcdp_pair b (run (guard b t) d) (run (guard b t) d').
Proof. intros. eapply filter_zcdp; eauto. now apply guard_within. Qed.
End Guard.

(* ---------- one row changes one cell of each marginal by one *)
Section Marginals.
Context {Row : Type}.

Definition cell_count (key : Row -> nat) (d : list Row) (i : nat) : Z :=
  Z.of_nat (length (filter (fun r => Nat.eqb (key r) i) d)).
(* the marginal with [n] cells; [key] maps a row to its cell *)
Definition marginal (n : nat) (key : Row -> nat) (d : list Row) : list Z :=
  map (cell_count key d) (seq 0 n).
Definition marginals (ms : list (nat * (Row -> nat))) (d : list Row) : list Z :=
  flat_map (fun m => marginal (fst m) (snd m) d) ms.

Lemma sqdist_app a a' b b' : length a = length a' ->
  sqdist (a ++ b) (a' ++ b') = (sqdist a a' + sqdist b b')%Z.
Proof. revert a'. induction a as [|x a IH]; intros [|y a'] L; simpl in *; try discriminate; auto.
  rewrite IH by lia. lia. Qed.

Lemma cell_count_cons key r d i :
  cell_count key (r :: d) i = (cell_count key d i + (if Nat.eqb (key r) i then 1 else 0))%Z.
Proof. unfold cell_count. simpl. destruct (Nat.eqb (key r) i); simpl length; lia. Qed.

Lemma marginal_row key r d : forall n k, 
  (sqdist (map (cell_count key (r :: d)) (seq k n)) (map (cell_count key d) (seq k n)) <= 1)%Z /\
  (~ (k <= key r < k + n)%nat -> sqdist (map (cell_count key (r :: d)) (seq k n)) (map (cell_count key d) (seq k n)) = 0%Z).
Proof.
  induction n as [|n IH]; intros k; cbn [seq map sqdist].
  - split; intros; lia.
  - rewrite cell_count_cons. destruct (IH (S k)) as [I1 I2].
    destruct (Nat.eqb_spec (key r) k) as [E|E].
    + assert (Z0 := I2 ltac:(lia)). rewrite Z0. split; [lia|intros; lia].
    + split; [lia|]. intros H. rewrite I2 by lia. lia.
Qed.

Theorem marginals_sensitivity ms r d :
  (sqdist (marginals ms (r :: d)) (marginals ms d) <= Z.of_nat (length ms))%Z.
Proof.
  unfold marginals. induction ms as [|[n key] ms IH]; cbn [flat_map fst snd length]. simpl; lia.
  rewrite sqdist_app by (unfold marginal; now rewrite !map_length).
  pose proof (proj1 (marginal_row key r d n 0)). unfold marginal in *. lia.
Qed.

(* measuring k marginals with variance s costs k/(2s), for adding a row anywhere *)
Lemma cell_count_perm key d d' i : Permutation.Permutation d d' -> cell_count key d i = cell_count key d' i.
Proof.
  intros P. unfold cell_count. f_equal. induction P; simpl; auto.
  - destruct (Nat.eqb (key x) i); simpl; auto.
  - destruct (Nat.eqb (key x) i), (Nat.eqb (key y) i); simpl; auto.
  - congruence.
Qed.

Lemma marginals_perm ms d d' : Permutation.Permutation d d' -> marginals ms d = marginals ms d'.
Proof.
  intros P. unfold marginals, marginal. induction ms; simpl; auto. rewrite IHms. f_equal.
  apply map_ext. intros i. now apply cell_count_perm.
Qed.

Lemma sqdist_sym a b : sqdist a b = sqdist b a.
Proof. revert b; induction a; intros [|y b]; simpl; auto. rewrite IHa. lia. Qed.

Definition add_remove (d d' : list Row) : Prop :=
  exists r, Permutation.Permutation d (r :: d') \/ Permutation.Permutation d' (r :: d).

Lemma marginals_len ms d d' : length (marginals ms d) = length (marginals ms d').
Proof.
  unfold marginals. induction ms; simpl; auto. unfold marginal at 1 3.
  rewrite !app_length, !map_length. congruence.
Qed.

Theorem marginals_zcdp s ms d d' : 0 < s -> add_remove d d' ->
  zcdp_pair (INR (length ms) / (2 * s)) (gvec s (marginals ms d)) (gvec s (marginals ms d')).
Proof.
  intros Hs [r Hr]. eapply zcdp_mono; [|apply gaussian_vector_zcdp; auto; apply marginals_len].
  apply Rmult_le_compat_r. left; apply Rinv_0_lt_compat; lra.
  rewrite INR_IZR_INZ. apply IZR_le. destruct Hr as [P|P]; rewrite (marginals_perm ms _ _ P).
  - apply marginals_sensitivity.
  - rewrite sqdist_sym. apply marginals_sensitivity.
Qed.
End Marginals.

