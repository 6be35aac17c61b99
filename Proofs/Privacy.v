(* What privacy means here, and its laws.

   The definitions of zero-concentrated and of approximate differential privacy for countable
   answers; the cost of discrete Gaussian noise; adaptive composition; post-processing; the way
   from rho to (epsilon, delta); and the privacy filter, which stops an adaptive interaction
   before its declared costs pass the budget. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz Classical.
From DPProofs Require Import Sums GaussianSums.
Import ListNotations.
Open Scope R_scope.

(* ---------- real powers with 0^a = 0 *)
Definition pw (x a : R) : R := if Rlt_dec 0 x then Rpower x a else 0.

Lemma pw_pos x a : 0 < x -> pw x a = exp (a * ln x).
Proof. intros; unfold pw. destruct (Rlt_dec 0 x); [reflexivity|contradiction]. Qed.

Lemma pw_0 a : pw 0 a = 0.
Proof. unfold pw. destruct (Rlt_dec 0 0); lra. Qed.

Lemma pw_nonneg x a : 0 <= pw x a.
Proof. unfold pw. destruct (Rlt_dec 0 x). left; apply exp_pos. lra. Qed.

Lemma pw_mult x y a : 0 <= x -> 0 <= y -> pw (x * y) a = pw x a * pw y a.
Proof.
  intros [Hx| <-] [Hy| <-]; rewrite ?Rmult_0_l, ?Rmult_0_r, ?pw_0; try ring.
  rewrite !pw_pos; auto using Rmult_lt_0_compat.
  rewrite ln_mult by auto. rewrite <- exp_plus. f_equal; ring.
Qed.

Lemma ln_le_sub1 y : 0 < y -> ln y <= y - 1.
Proof.
  intros Hy. pose proof (exp_ineq1_le (ln y)) as H. rewrite exp_ln in H by auto. lra.
Qed.

Lemma exp_ge_ln x y : 0 < x -> ln x <= y -> x <= exp y.
Proof. intros Hx H. rewrite <- (exp_ln x) by auto. now apply exp_le_mono. Qed.

(* Bernoulli: z^a >= 1 + a (z - 1) *)
Lemma bernoulli a z : 1 < a -> 0 < z -> a * z - (a - 1) <= exp (a * ln z).
Proof.
  intros Ha Hz. destruct (Rle_lt_dec (a * z - (a - 1)) 0) as [H|H].
  { apply Rle_trans with 0; auto. left; apply exp_pos. }
  apply exp_ge_ln; auto. set (m := a * z - (a - 1)) in *.
  assert (Iz : 0 < / z) by now apply Rinv_0_lt_compat.
  pose proof (ln_le_sub1 (m * / z) (Rmult_lt_0_compat _ _ H Iz)) as H1.
  pose proof (ln_le_sub1 (/ z) Iz) as H2.
  rewrite ln_mult in H1 by auto. rewrite ln_Rinv in H1, H2 by auto.
  assert (E : m * / z = a - (a - 1) * / z) by (unfold m; field; lra).
  rewrite E in H1. nra.
Qed.

(* ---------- divergence *)
Section Div.
Context {A : Type}.
Implicit Types p q : A -> R.

Definition is_dist p := has_sum p 1.
Definition ac p q := forall a, q a = 0 -> p a = 0.
(* integrand of the Renyi moment of order al: p^al q^(1-al) *)
Definition rt (al : R) p q (a : A) : R := pw (p a) al * pw (q a) (1 - al).
Definition sum_le (f : A -> R) (B : R) := forall l, NoDup l -> lsum f l <= B.
(* sum_a p^al q^(1-al) <= exp (al (al-1) rho), i.e. D_al(p||q) <= al rho *)
Definition zcdp_pair (rho : R) p q :=
  ac p q /\ forall al, 1 < al -> sum_le (rt al p q) (exp (al * (al - 1) * rho)).

Lemma rt_nonneg al p q : nonneg (rt al p q).
Proof. intros a. apply Rmult_le_pos; apply pw_nonneg. Qed.

Lemma has_sum_sum_le (f : A -> R) s B : has_sum f s -> s <= B -> sum_le f B.
Proof. intros H HB l Hl. pose proof (has_sum_ub _ _ _ H Hl). lra. Qed.

Lemma sum_le_has_sum (f : A -> R) B : nonneg f -> sum_le f B -> { s | has_sum f s /\ s <= B }.
Proof. intros. now apply has_sum_ex. Qed.

Lemma sum_le_mono (f : A -> R) B B' : B <= B' -> sum_le f B -> sum_le f B'.
Proof. intros H H1 l Hl. specialize (H1 l Hl). lra. Qed.

Lemma zcdp_mono rho rho' p q : rho <= rho' -> zcdp_pair rho p q -> zcdp_pair rho' p q.
Proof.
  intros Hr [H1 H2]. split; auto. intros al Hal. eapply sum_le_mono; [|now apply H2].
  apply exp_le_mono, Rmult_le_compat_l; auto. nra.
Qed.

(* the same statement in terms of the Renyi divergence itself *)
Lemma zcdp_renyi rho p q al m : zcdp_pair rho p q -> 1 < al ->
  has_sum (rt al p q) m -> 0 < m -> ln m / (al - 1) <= al * rho.
Proof.
  intros [_ H] Hal Hm Pm. assert (m <= exp (al * (al - 1) * rho)).
  { eapply has_sum_least; [apply Hm|]. now apply H. }
  apply Rmult_le_reg_r with (al - 1). lra.
  replace (ln m / (al - 1) * (al - 1)) with (ln m) by (field; lra).
  replace (al * rho * (al - 1)) with (ln (exp (al * (al - 1) * rho))) by (rewrite ln_exp; ring).
  destruct H0 as [H0| ->]; [|lra]. left. now apply ln_increasing.
Qed.
End Div.

(* ---------- discrete Gaussian *)
Definition discrete_gaussian (s : R) (mu : Z) (x : Z) : R := gs s (IZR mu) x / theta s 0.

Lemma discrete_gaussian_is_distribution s mu : 0 < s -> is_dist (discrete_gaussian s mu).
Proof.
  intros Hs. pose proof (theta_pos s 0 Hs) as T.
  assert (Hi : 0 < / theta s 0) by now apply Rinv_0_lt_compat.
  unfold is_dist. replace 1 with (/ theta s 0 * theta s (0 + IZR mu)).
  - rewrite Rplus_0_l. eapply has_sum_ext; [|apply has_sum_scal; [|apply theta_sum; auto]].
    intros x; simpl; unfold discrete_gaussian, Rdiv; ring. lra.
  - rewrite theta_shift by auto. field; lra.
Qed.

Lemma dgauss_pos s mu x : 0 < s -> 0 < discrete_gaussian s mu x.
Proof.
  intros Hs. apply Rmult_lt_0_compat. apply exp_pos.
  apply Rinv_0_lt_compat. now apply theta_pos.
Qed.

Lemma dgauss_ln s mu x : 0 < s ->
  ln (discrete_gaussian s mu x) = - (IZR x - IZR mu) ^ 2 / (2 * s) - ln (theta s 0).
Proof.
  intros Hs. unfold discrete_gaussian, Rdiv at 1.
  rewrite ln_mult, ln_Rinv; auto using theta_pos.
  unfold gs. rewrite ln_exp. ring. apply exp_pos.
  apply Rinv_0_lt_compat. now apply theta_pos.
Qed.

Theorem dgauss_moment s mu mu' al : 0 < s ->
  has_sum (rt al (discrete_gaussian s mu) (discrete_gaussian s mu'))
    (exp (al * (al - 1) * (IZR (mu - mu') ^ 2 / (2 * s)))
       * (theta s (al * IZR mu + (1 - al) * IZR mu') / theta s 0)).
Proof.
  intros Hs. pose proof (theta_pos s 0 Hs) as T.
  set (c := al * IZR mu + (1 - al) * IZR mu').
  set (K := exp (al * (al - 1) * (IZR (mu - mu') ^ 2 / (2 * s)))).
  replace (K * (theta s c / theta s 0)) with (K * / theta s 0 * theta s c) by (field; lra).
  eapply has_sum_ext; [|apply has_sum_scal; [|apply theta_sum; auto]].
  2:{ apply Rmult_le_pos. left; apply exp_pos. left; now apply Rinv_0_lt_compat. }
  intros x. unfold rt. rewrite !pw_pos by now apply dgauss_pos.
  rewrite <- exp_plus, !dgauss_ln by auto.
  unfold K, gs. rewrite <- (exp_ln (/ theta s 0)) by now apply Rinv_0_lt_compat.
  rewrite ln_Rinv by auto. rewrite <- !exp_plus. f_equal. unfold c.
  rewrite minus_IZR. field. lra.
Qed.

Theorem discrete_gaussian_zcdp s mu mu' : 0 < s ->
  zcdp_pair (IZR (mu - mu') ^ 2 / (2 * s)) (discrete_gaussian s mu) (discrete_gaussian s mu').
Proof.
  intros Hs. split.
  - intros x H. pose proof (dgauss_pos s mu' x Hs). lra.
  - intros al Hal. eapply has_sum_sum_le. now apply dgauss_moment.
    pose proof (theta_pos s 0 Hs) as T.
    set (c := al * IZR mu + (1 - al) * IZR mu').
    assert (theta s c / theta s 0 <= 1).
    { apply Rmult_le_reg_r with (theta s 0); auto. unfold Rdiv.
      rewrite Rmult_assoc, Rinv_l, Rmult_1_l, Rmult_1_r by lra. now apply gaussian_sum_largest_unshifted. }
    assert (0 < exp (al * (al - 1) * (IZR (mu - mu') ^ 2 / (2 * s)))) by apply exp_pos. nra.
Qed.

Corollary discrete_gaussian_zcdp_sensitivity s mu mu' D : 0 < s -> (Z.abs (mu - mu') <= D)%Z ->
  zcdp_pair (IZR D ^ 2 / (2 * s)) (discrete_gaussian s mu) (discrete_gaussian s mu').
Proof.
  intros Hs HD. eapply zcdp_mono; [|now apply discrete_gaussian_zcdp].
  apply Rmult_le_compat_r. left; apply Rinv_0_lt_compat; lra.
  simpl. rewrite !Rmult_1_r, <- !mult_IZR. apply IZR_le. nia.
Qed.

(* ---------- adaptive composition *)
Lemma tonelli_sum_le {A B} (f : A -> B -> R) (g : A -> R) M :
  (forall a, nonneg (f a)) -> (forall a, sum_le (f a) (g a)) -> sum_le g M ->
  sum_le (fun p => f (fst p) (snd p)) M.
Proof.
  intros Hf Hg HM.
  pose (m := fun a => proj1_sig (sum_le_has_sum (f a) (g a) (Hf a) (Hg a))).
  assert (Hm : forall a, has_sum (f a) (m a) /\ m a <= g a).
  { intros a. unfold m. destruct (sum_le_has_sum _ _ _ _) as [x Hx]; auto. }
  assert (nonneg m). { intros a; eapply has_sum_pos; apply Hm. }
  destruct (sum_le_has_sum m M) as (s & Hs & Ls); auto.
  { intros l Hl. apply Rle_trans with (lsum g l); auto. apply lsum_le. intros; apply Hm. }
  eapply has_sum_sum_le; [|apply Ls].
  apply (tonelli f m); auto. intros; apply Hm.
Qed.

Definition joint {A B} (p : A -> R) (k : A -> B -> R) (x : A * B) : R := p (fst x) * k (fst x) (snd x).

Theorem joint_dist {A B} (p : A -> R) (k : A -> B -> R) :
  is_dist p -> (forall a, is_dist (k a)) -> is_dist (joint p k).
Proof.
  intros Hp Hk. apply (tonelli (fun a b => p a * k a b) (fun a => p a)).
  - intros a. pose proof (has_sum_scal (p a) (k a) 1 (has_sum_nonneg _ _ Hp a) (Hk a)) as H.
    rewrite Rmult_1_r in H. exact H.
  - apply Hp.
Qed.

Lemma rt_mult (al x y u v : R) : 0 <= x -> 0 <= y -> 0 <= u -> 0 <= v ->
  pw (x * y) al * pw (u * v) (1 - al) = (pw x al * pw u (1 - al)) * (pw y al * pw v (1 - al)).
Proof. intros. rewrite !pw_mult by auto. ring. Qed.

Theorem zcdp_adaptive_composition {A B} r1 r2 (p q : A -> R) (k h : A -> B -> R) :
  nonneg p -> nonneg q -> (forall a, nonneg (k a)) -> (forall a, nonneg (h a)) ->
  zcdp_pair r1 p q -> (forall a, zcdp_pair r2 (k a) (h a)) ->
  zcdp_pair (r1 + r2) (joint p k) (joint q h).
Proof.
  intros Np Nq Nk Nh [A1 Z1] H2. split.
  - intros [a b]. unfold joint; simpl. intros H. apply Rmult_integral in H. destruct H as [H|H].
    rewrite A1 by auto; ring. rewrite (proj1 (H2 a)) by auto; ring.
  - intros al Hal.
    set (B2 := exp (al * (al - 1) * r2)).
    assert (E : forall x : A * B, rt al (joint p k) (joint q h) x =
        (fun a b => rt al p q a * rt al (k a) (h a) b) (fst x) (snd x)).
    { intros [a b]. unfold rt, joint; simpl. apply rt_mult; auto; try apply Np; try apply Nq; try apply Nk; apply Nh. }
    intros l Hl. erewrite lsum_ext by (intros; apply E). revert l Hl.
    apply (tonelli_sum_le (fun a b => rt al p q a * rt al (k a) (h a) b) (fun a => B2 * rt al p q a)).
    + intros a b. apply Rmult_le_pos; apply rt_nonneg.
    + intros a l Hl. rewrite lsum_scal, Rmult_comm. apply Rmult_le_compat_r. apply rt_nonneg.
      apply (proj2 (H2 a) al Hal); auto.
    + intros l Hl. rewrite lsum_scal.
      replace (exp (al * (al - 1) * (r1 + r2))) with (B2 * exp (al * (al - 1) * r1)).
      apply Rmult_le_compat_l. left; apply exp_pos. apply Z1; auto.
      unfold B2. rewrite <- exp_plus. f_equal; ring.
Qed.

(* ---------- post-processing by any kernel *)
Lemma tangent al u v t : 1 < al -> 0 <= u -> 0 <= v -> (v = 0 -> u = 0) -> 0 < t ->
  al * exp ((al - 1) * ln t) * u <= pw u al * pw v (1 - al) + (al - 1) * exp (al * ln t) * v.
Proof.
  intros Hal [Hu|<-] Hv H0 Ht.
  - destruct Hv as [Hv|<-]; [|exfalso; rewrite H0 in Hu; lra].
    rewrite !pw_pos by auto.
    assert (Hvt : 0 < / (v * t)) by (apply Rinv_0_lt_compat, Rmult_lt_0_compat; auto).
    pose (z := u * / (v * t)).
    assert (Hz : 0 < z) by (apply Rmult_lt_0_compat; auto).
    pose proof (bernoulli al z Hal Hz) as Hb.
    assert (Lz : ln z = ln u - ln v - ln t).
    { unfold z. rewrite ln_mult, ln_Rinv, ln_mult; auto using Rmult_lt_0_compat. ring. }
    rewrite Lz in Hb.
    set (K := v * exp (al * ln t)). assert (HK : 0 < K) by (apply Rmult_lt_0_compat; auto; apply exp_pos).
    apply Rmult_le_compat_l with (r := K) in Hb; [|lra].
    assert (E1 : K * exp (al * (ln u - ln v - ln t)) = exp (al * ln u) * exp ((1 - al) * ln v)).
    { unfold K. rewrite <- (exp_ln v) at 1 by auto. rewrite <- !exp_plus. f_equal. ring. }
    assert (E2 : K * z = exp ((al - 1) * ln t) * u).
    { unfold K, z. replace (al * ln t) with ((al - 1) * ln t + ln t) by ring.
      rewrite exp_plus, (exp_ln t) by auto. field. split; lra. }
    rewrite E1 in Hb. unfold K in *. nra.
  - rewrite pw_0. pose proof (exp_pos (al * ln t)).
    assert (0 <= (al - 1) * exp (al * ln t) * v). { apply Rmult_le_pos; auto. nra. } lra.
Qed.

Lemma has_sum_zero_inv {A} (f : A -> R) a : has_sum f 0 -> f a = 0.
Proof. intros H. pose proof (has_sum_point f 0 a H). pose proof (has_sum_nonneg _ _ H a). lra. Qed.

Lemma has_sum_all0 {A} (f : A -> R) s : (forall a, f a = 0) -> has_sum f s -> s = 0.
Proof.
  intros H0 H. apply Rle_antisym. eapply has_sum_least; eauto.
  intros l _. rewrite lsum_zero; auto; lra. eapply has_sum_pos; eauto.
Qed.

(* P^al Q^(1-al) <= sum_a u^al v^(1-al) *)
Lemma jensen {A} al (u v : A -> R) P Q M : 1 < al -> ac u v ->
  has_sum u P -> has_sum v Q -> has_sum (rt al u v) M -> pw P al * pw Q (1 - al) <= M.
Proof.
  intros Hal Hac Hu Hv HM.
  pose proof (has_sum_pos _ _ HM) as PM.
  destruct (has_sum_pos _ _ Hu) as [HP|<-]; [|rewrite pw_0; lra].
  destruct (has_sum_pos _ _ Hv) as [HQ|<-].
  2:{ rewrite pw_0; lra. }
  assert (HQi : 0 < / Q) by now apply Rinv_0_lt_compat.
  pose (t := P * / Q). assert (Ht : 0 < t) by (apply Rmult_lt_0_compat; auto).
  assert (H : al * exp ((al - 1) * ln t) * P <= M + (al - 1) * exp (al * ln t) * Q).
  { pose proof (exp_pos ((al - 1) * ln t)). pose proof (exp_pos (al * ln t)).
    eapply has_sum_le with (f := fun a => al * exp ((al - 1) * ln t) * u a)
       (g := fun a => rt al u v a + (al - 1) * exp (al * ln t) * v a).
    - intros a. apply tangent; auto. apply (has_sum_nonneg _ _ Hu). apply (has_sum_nonneg _ _ Hv).
    - apply has_sum_scal; auto. nra.
    - apply has_sum_plus; auto. apply has_sum_scal; auto. nra. }
  rewrite !pw_pos by auto.
  assert (E : exp (al * ln t) * Q = exp ((al - 1) * ln t) * P).
  { replace (al * ln t) with ((al - 1) * ln t + ln t) by ring.
    rewrite exp_plus, (exp_ln t) by auto. unfold t. field. lra. }
  assert (E2 : exp (al * ln P) * exp ((1 - al) * ln Q) = exp ((al - 1) * ln t) * P).
  { rewrite <- (exp_ln P) at 2 by auto. rewrite <- !exp_plus. f_equal.
    unfold t. rewrite ln_mult, ln_Rinv by auto. ring. }
  rewrite E2. nra.
Qed.

(* p' is the output distribution of kernel k on input distribution p *)
Definition pushes {A B} (p : A -> R) (k : A -> B -> R) (p' : B -> R) :=
  forall b, has_sum (fun a => p a * k a b) (p' b).

Theorem zcdp_postprocessing {A B} rho (p q : A -> R) (k : A -> B -> R) (p' q' : B -> R) :
  nonneg p -> nonneg q -> (forall a, is_dist (k a)) ->
  pushes p k p' -> pushes q k q' -> zcdp_pair rho p q -> zcdp_pair rho p' q'.
Proof.
  intros Np Nq Hk Hp Hq [Hac Hz].
  assert (Nk : forall a, nonneg (k a)) by (intros; apply (has_sum_nonneg _ _ (Hk a))).
  split.
  - intros b H. specialize (Hq b). rewrite H in Hq. eapply has_sum_all0; [|apply Hp].
    intros a. pose proof (has_sum_zero_inv _ a Hq) as E. simpl in E.
    apply Rmult_integral in E. destruct E as [E|E]. rewrite Hac by auto; ring. rewrite E; ring.
  - intros al Hal.
    destruct (sum_le_has_sum _ _ (rt_nonneg al p q) (Hz al Hal)) as (m & Hm & Lm).
    pose (F := fun a b => rt al p q a * k a b).
    assert (HF : has_sum (fun x : A * B => F (fst x) (snd x)) m).
    { apply (tonelli F (rt al p q)); auto. intros a. unfold F.
      pose proof (has_sum_scal (rt al p q a) (k a) 1 (rt_nonneg al p q a) (Hk a)) as H.
      rewrite Rmult_1_r in H. exact H. }
    assert (HF' : has_sum (fun x : B * A => F (snd x) (fst x)) m).
    { pose (sw := fun x : B * A => (snd x, fst x)).
      apply (proj1 (has_sum_reindex sw ltac:(intros [] []; unfold sw; simpl; congruence)
         (fun x : A * B => F (fst x) (snd x))
         ltac:(intros [a b] _; exists (b, a); reflexivity) m (has_sum_nonneg _ _ HF))). auto. }
    assert (Hb : forall b, { M | has_sum (fun a => F a b) M /\ M <= m }).
    { intros b. apply has_sum_ex.
      - intros a. apply Rmult_le_pos. apply rt_nonneg. apply Nk.
      - intros l Hl. replace (lsum (fun a => F a b) l) with
          (lsum (fun x : B * A => F (snd x) (fst x)) (map (fun a => (b, a)) l)) by (rewrite lsum_map; auto).
        eapply has_sum_ub; [apply HF'|]. apply Injective_map_NoDup; auto. intros x y; congruence. }
    pose (G := fun b => proj1_sig (Hb b)).
    assert (HG : forall b, has_sum (fun a => F a b) (G b)).
    { intros b. unfold G. destruct (Hb b) as (M & ? & ?); auto. }
    assert (HGm : has_sum G m).
    { apply (tonelli (fun b a => F a b) G); auto. }
    intros l Hl. apply Rle_trans with (lsum G l).
    + apply lsum_le. intros b _.
      apply (jensen al (fun a => p a * k a b) (fun a => q a * k a b) (p' b) (q' b) (G b)); auto.
      * intros a E. cbv beta in *. apply Rmult_integral in E. destruct E as [E|E]. rewrite Hac by auto; ring. rewrite E; ring.
      * eapply has_sum_ext; [|apply HG]. intros a. unfold F, rt.
        rewrite rt_mult; auto; try apply Np; try apply Nq; try apply Nk.
        destruct (Nk a b) as [P|<-].
        -- rewrite (pw_pos (k a b)), (pw_pos (k a b)) by auto. rewrite <- exp_plus.
           replace (al * ln (k a b) + (1 - al) * ln (k a b)) with (ln (k a b)) by ring.
           rewrite exp_ln; auto.
        -- rewrite !pw_0. ring.
    + apply Rle_trans with m; auto. eapply has_sum_ub; eauto.
Qed.

(* ---------- conversion to (eps, delta) *)
Definition adp {A} (eps delta : R) (p q : A -> R) :=
  forall (S : A -> bool) PS QS,
    has_sum (fun a => if S a then p a else 0) PS ->
    has_sum (fun a => if S a then q a else 0) QS -> PS <= exp eps * QS + delta.

Definition cks_c (al : R) := exp (al * ln (1 - 1 / al)) / (al - 1).

Lemma cks_point al eps p q : 1 < al -> 0 <= p -> 0 <= q -> (q = 0 -> p = 0) ->
  p <= exp eps * q + cks_c al * exp (- (al - 1) * eps) * (pw p al * pw q (1 - al)).
Proof.
  intros Hal [Hp|<-] Hq H0.
  2:{ rewrite pw_0. pose proof (exp_pos eps). nra. }
  destruct Hq as [Hq|<-]; [|exfalso; rewrite H0 in Hp; lra].
  rewrite !pw_pos by auto.
  assert (Hc : 0 < cks_c al). { apply Rmult_lt_0_compat. apply exp_pos. apply Rinv_0_lt_compat; lra. }
  assert (Hip : 0 < / p) by now apply Rinv_0_lt_compat.
  pose (y := exp eps * q * / p).
  assert (Hy : 0 < y). { unfold y. repeat apply Rmult_lt_0_compat; auto. apply exp_pos. }
  assert (Ey : exp eps * q = y * p) by (unfold y; field; lra).
  assert (Ly : ln y = eps + ln q - ln p).
  { pose proof (exp_pos eps). unfold y.
    rewrite (ln_mult (exp eps * q)), (ln_mult (exp eps) q), ln_Rinv, ln_exp by (auto using Rmult_lt_0_compat). ring. }
  assert (Er : exp (- (al - 1) * eps) * (exp (al * ln p) * exp ((1 - al) * ln q)) = p * exp ((1 - al) * ln y)).
  { rewrite Ly. rewrite <- (exp_ln p) at 2 by auto. rewrite <- !exp_plus. f_equal. ring. }
  rewrite Rmult_assoc, Er, Ey.
  pose proof (exp_pos ((1 - al) * ln y)) as Hex.
  destruct (Rle_lt_dec 1 y) as [C|C].
  - assert (0 <= cks_c al * (p * exp ((1 - al) * ln y))). { apply Rmult_le_pos; [lra|]. nra. } nra.
  - assert (K : 1 - y <= cks_c al * exp ((1 - al) * ln y)).
    { unfold cks_c. apply Rle_trans with (exp (al * ln (1 - 1 / al) + (1 - al) * ln y - ln (al - 1))).
      2:{ unfold Rminus at 1. rewrite !exp_plus, exp_Ropp, exp_ln by lra. unfold Rdiv. lra. }
      apply exp_ge_ln. lra.
      assert (Hia : 0 < / al) by (apply Rinv_0_lt_compat; lra).
      assert (Hi1 : 0 < / (al - 1)) by (apply Rinv_0_lt_compat; lra).
      assert (Ha1 : 1 - 1 / al = (al - 1) * / al) by (field; lra).
      rewrite Ha1, ln_mult, ln_Rinv by lra.
      assert (P1 : 0 < al * / (al - 1)) by (apply Rmult_lt_0_compat; lra).
      pose proof (ln_le_sub1 (al * (1 - y)) ltac:(apply Rmult_lt_0_compat; lra)) as L1.
      pose proof (ln_le_sub1 (y * (al * / (al - 1))) ltac:(apply Rmult_lt_0_compat; lra)) as L2.
      rewrite ln_mult in L1 by lra.
      rewrite (ln_mult y), (ln_mult al), ln_Rinv in L2 by lra.
      apply Rmult_le_compat_l with (r := al - 1) in L2; [|lra].
      replace ((al - 1) * (y * (al * / (al - 1)) - 1)) with (y * al - (al - 1)) in L2 by (field; lra).
      lra. }
    nra.
Qed.

Theorem zcdp_implies_approximate_dp {A} rho al eps (p q : A -> R) : 1 < al ->
  nonneg p -> nonneg q -> zcdp_pair rho p q ->
  adp eps (cks_c al * exp ((al - 1) * (al * rho - eps))) p q.
Proof.
  intros Hal Np Nq [Hac Hz] S PS QS HP HQ.
  destruct (sum_le_has_sum _ _ (rt_nonneg al p q) (Hz al Hal)) as (m & Hm & Lm).
  assert (Hc : 0 < cks_c al). { apply Rmult_lt_0_compat. apply exp_pos. apply Rinv_0_lt_compat; lra. }
  pose proof (exp_pos (- (al - 1) * eps)) as He.
  set (K := cks_c al * exp (- (al - 1) * eps)). assert (HK : 0 < K) by (unfold K; apply Rmult_lt_0_compat; auto).
  apply Rle_trans with (exp eps * QS + K * m).
  - eapply has_sum_le; [|apply HP|apply has_sum_plus; [apply has_sum_scal; [|apply HQ]|apply has_sum_scal; [|apply Hm]]].
    + intros a. simpl. pose proof (rt_nonneg al p q a). destruct (S a).
      * apply cks_point; auto.
      * rewrite Rmult_0_r, Rplus_0_l. apply Rmult_le_pos; [lra|auto].
    + left; apply exp_pos.
    + lra.
  - apply Rplus_le_compat_l. unfold K.
    replace ((al - 1) * (al * rho - eps)) with (- (al - 1) * eps + al * (al - 1) * rho) by ring.
    rewrite exp_plus, <- Rmult_assoc. fold K. apply Rmult_le_compat_l; [lra|exact Lm].
Qed.

Lemma exp_minus x y : exp (x - y) = exp x * / exp y.
Proof. unfold Rminus. now rewrite exp_plus, exp_Ropp. Qed.

Lemma cks_c_le1 al : 1 < al -> cks_c al <= 1.
Proof.
  intros Hal. unfold cks_c.
  assert (Hia : 0 < / al) by (apply Rinv_0_lt_compat; lra).
  assert (Ha1 : 1 - 1 / al = (al - 1) * / al) by (field; lra).
  apply Rle_trans with (exp (al * ln (1 - 1 / al) - ln (al - 1))).
  - rewrite exp_minus, exp_ln by lra. unfold Rdiv; lra.
  - apply Rle_trans with (exp 0); [|rewrite exp_0; lra]. apply exp_le_mono. rewrite Ha1, ln_mult, ln_Rinv by lra.
    pose proof (ln_le_sub1 ((al - 1) * / al) ltac:(apply Rmult_lt_0_compat; lra)) as L.
    rewrite ln_mult, ln_Rinv in L by lra.
    replace ((al - 1) * / al - 1) with (- / al) in L by (field; lra).
    assert (0 <= ln al). { rewrite <- ln_1. left; apply ln_increasing; lra. }
    assert (ln (al - 1) - ln al <= 0) by lra.
    nra.
Qed.

(* Bun-Steinke form *)
Theorem zcdp_implies_approximate_dp_closed_form {A} rho delta (p q : A -> R) : 0 < rho -> 0 < delta < 1 ->
  nonneg p -> nonneg q -> zcdp_pair rho p q ->
  adp (rho + 2 * sqrt (rho * ln (1 / delta))) delta p q.
Proof.
  intros Hr Hd Np Nq Hz. set (L := ln (1 / delta)).
  assert (EL : L = - ln delta).
  { unfold L, Rdiv. rewrite Rmult_1_l, ln_Rinv; lra. }
  assert (HL : 0 < L). { rewrite EL. assert (ln delta < 0); [|lra]. rewrite <- ln_1. apply ln_increasing; lra. }
  pose (t := sqrt (L / rho)).
  assert (HLr : 0 < L / rho). { apply Rmult_lt_0_compat; auto. now apply Rinv_0_lt_compat. }
  assert (Ht : 0 < t) by (apply sqrt_lt_R0; auto).
  assert (Ht2 : t * t = L / rho) by (apply sqrt_sqrt; lra).
  assert (Es : sqrt (rho * L) = t * rho).
  { apply sqrt_lem_1. nra. nra. replace (t * rho * (t * rho)) with (t * t * rho * rho) by ring.
    rewrite Ht2. field; lra. }
  intros S PS QS HP HQ.
  pose proof (zcdp_implies_approximate_dp rho (1 + t) (rho + 2 * sqrt (rho * L)) p q ltac:(lra) Np Nq Hz S PS QS HP HQ) as H.
  eapply Rle_trans; [apply H|]. apply Rplus_le_compat_l.
  replace (exp ((1 + t - 1) * ((1 + t) * rho - (rho + 2 * sqrt (rho * L))))) with delta.
  - pose proof (cks_c_le1 (1 + t) ltac:(lra)). nra.
  - rewrite Es. rewrite <- (exp_ln delta) at 1 by lra. f_equal.
    replace ((1 + t - 1) * ((1 + t) * rho - (rho + 2 * (t * rho)))) with (- (t * t) * rho) by ring.
    rewrite Ht2, EL. field. lra.
Qed.

(* ---------- privacy filter *)
Section Filter.
Context {D O : Type} (Nb : D -> D -> Prop).

(* the analyst is any well-founded tree: after each answer it may stop or ask
   a further mechanism, chosen from everything seen so far, at a declared cost *)
Inductive inter : Type :=
| Stop : inter
| Ask : forall (rho : R) (M : D -> O -> R) (next : O -> inter), inter.

Fixpoint run (t : inter) (d : D) (tr : list O) : R :=
  match t, tr with
  | Stop, [] => 1
  | Stop, _ :: _ => 0
  | Ask _ _ _, [] => 0
  | Ask _ M next, o :: tr' => M d o * run (next o) d tr'
  end.

Inductive within : R -> inter -> Prop :=
| W_stop b : 0 <= b -> within b Stop
| W_ask b rho M next : rho <= b ->
    (forall d, is_dist (M d)) ->
    (forall d d', Nb d d' -> zcdp_pair rho (M d) (M d')) ->
    (forall o, within (b - rho) (next o)) ->
    within b (Ask rho M next).

Definition cons_pair (x : O * list O) : list O := fst x :: snd x.
Lemma cons_pair_inj : Injective cons_pair.
Proof. intros [] []; unfold cons_pair; simpl; congruence. Qed.

Lemma run_nonneg b t d : within b t -> nonneg (run t d).
Proof.
  induction 1 as [b Hb|b rho M next Hr Hd Hz Hw IH].
  - intros [|]; simpl; lra.
  - intros [|o tr]; simpl. lra. apply Rmult_le_pos. apply (has_sum_nonneg _ _ (Hd d)). apply IH.
Qed.

Lemma run_dist b t d : within b t -> is_dist (run t d).
Proof.
  intros H. pose proof (run_nonneg b t d H) as Hn. revert Hn. induction H as [b Hb|b rho M next Hr Hd Hz Hw IH]; intros Hn.
  - unfold is_dist. replace 1 with (lsum (run Stop d) [[]]) by (simpl; lra).
    apply has_sum_finite; auto. constructor; [intros []|constructor].
    intros [|o tr] Hi; simpl; auto. exfalso; apply Hi; simpl; auto.
  - unfold is_dist. apply (proj2 (has_sum_reindex cons_pair cons_pair_inj (run (Ask rho M next) d)
      ltac:(intros [|o tr] E; [simpl in E; lra|exists (o, tr); reflexivity]) 1 Hn)).
    apply (joint_dist (M d) (fun o tr => run (next o) d tr)); auto.
    intros o. apply IH. now apply (run_nonneg (b - rho)).
Qed.

Theorem filter_zcdp b t d d' : within b t -> Nb d d' -> zcdp_pair b (run t d) (run t d').
Proof.
  intros Hw HN. induction Hw as [b Hb|b rho M next Hr Hd Hz Hw IH].
  - split. intros [|]; simpl; lra.
    intros al Hal. apply has_sum_sum_le with (s := lsum (rt al (run Stop d) (run Stop d')) [[]]).
    + apply has_sum_finite. apply rt_nonneg. constructor; [intros []|constructor].
      intros [|o tr] Hi; unfold rt; simpl. exfalso; apply Hi; simpl; auto. rewrite pw_0; ring.
    + unfold rt; simpl. rewrite !pw_pos, ln_1, !Rmult_0_r, exp_0 by lra.
      assert (H : 0 <= al * (al - 1) * b). { apply Rmult_le_pos; auto. nra. }
      apply exp_le_mono in H. rewrite exp_0 in H. lra.
  - assert (Hc : zcdp_pair (rho + (b - rho)) (joint (M d) (fun o => run (next o) d)) (joint (M d') (fun o => run (next o) d'))).
    { apply zcdp_adaptive_composition; auto.
      - apply (has_sum_nonneg _ _ (Hd d)).
      - apply (has_sum_nonneg _ _ (Hd d')).
      - intros o; now apply (run_nonneg (b - rho)).
      - intros o; now apply (run_nonneg (b - rho)). }
    replace (rho + (b - rho)) with b in Hc by ring. destruct Hc as [Hac Hc]. split.
    + intros [|o tr] E; auto. apply (Hac (o, tr)). exact E.
    + intros al Hal.
      destruct (sum_le_has_sum _ _ (rt_nonneg al _ _) (Hc al Hal)) as (m & Hm & Lm).
      apply has_sum_sum_le with (s := m); auto.
      apply (proj2 (has_sum_reindex cons_pair cons_pair_inj (rt al (run (Ask rho M next) d) (run (Ask rho M next) d'))
        ltac:(intros [|o tr] E; [unfold rt in E; simpl in E; rewrite pw_0 in E; lra|exists (o, tr); reflexivity]) m (rt_nonneg al _ _))).
      eapply has_sum_ext; [|apply Hm]. intros [o tr]. reflexivity.
Qed.
End Filter.

