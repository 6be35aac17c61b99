(* Geometric and Gaussian sums over all integers.

   The normalising constant of the discrete Laplace distribution, and the one fact of analysis that
   the discrete Gaussian needs: shifting the Gaussian off the integers never makes its sum greater,
   sum_x exp(-(x-a)^2/(2s)) <= sum_x exp(-x^2/(2s)).  Proved without Poisson summation, from a
   product identity and the Cauchy-Schwarz inequality for two terms. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz.
From DPProofs Require Import Sums.
Import ListNotations.
Open Scope R_scope.

(* ---------- geometric series *)
Lemma lsum_geo q N : q <> 1 -> lsum (fun n => q ^ n) (seq 0 N) = (1 - q ^ N) / (1 - q).
Proof.
  intros Hq. induction N. simpl; field; lra.
  rewrite seq_S, lsum_app, IHN. simpl. field; lra.
Qed.

Lemma has_sum_geo q : 0 <= q < 1 -> has_sum (fun n => q ^ n) (1 / (1 - q)).
Proof.
  intros Hq. assert (Nn : nonneg (fun n => q ^ n)) by (intros n; apply pow_le; lra).
  apply has_sum_intro; auto.
  - intros l Hl.
    apply Rle_trans with (lsum (fun n => q ^ n) (seq 0 (S (list_max l)))).
    + apply lsum_incl; auto. intros x Hx. apply in_seq.
      assert (x <= list_max l)%nat.
      { pose proof (proj1 (list_max_le l (list_max l)) (Nat.le_refl _)) as H0.
        rewrite Forall_forall in H0; auto. } lia.
    + rewrite lsum_geo by lra. apply Rmult_le_compat_r.
      left; apply Rinv_0_lt_compat; lra.
      assert (0 <= q ^ S (list_max l)) by (apply pow_le; lra). lra.
  - intros M HM. apply Rnot_lt_le. intros C.
    assert (HC : M * (1 - q) < 1).
    { apply Rmult_lt_compat_r with (r := 1 - q) in C; [|lra].
      replace (1 / (1 - q) * (1 - q)) with 1 in C by (field; lra). lra. }
    destruct (pow_lt_1_zero q) with (y := 1 - M * (1 - q)) as [N HN].
    rewrite Rabs_pos_eq; lra. lra.
    specialize (HN N (Nat.le_refl _)). rewrite Rabs_pos_eq in HN by (apply pow_le; lra).
    specialize (HM (seq 0 N) (seq_NoDup _ _)). rewrite lsum_geo in HM by lra.
    apply Rmult_le_compat_r with (r := 1 - q) in HM; [|lra].
    replace ((1 - q ^ N) / (1 - q) * (1 - q)) with (1 - q ^ N) in HM by (field; lra). lra.
Qed.

Definition zofs (x : nat + nat) : Z :=
  match x with inl n => Z.of_nat n | inr n => (- Z.of_nat n - 1)%Z end.

Lemma zofs_inj : Injective zofs.
Proof. intros [x|x] [y|y]; simpl; intros H; try (f_equal; lia); exfalso; lia. Qed.

Lemma zofs_surj z : exists x, zofs x = z.
Proof.
  destruct (Z_lt_le_dec z 0).
  - exists (inr (Z.to_nat (- z - 1))). simpl. lia.
  - exists (inl (Z.to_nat z)). simpl. lia.
Qed.

Definition geoZ (q : R) (x : Z) : R := q ^ (Z.abs_nat x).

(* closed form of the normaliser *)
Theorem geometric_sum_over_integers q : 0 <= q < 1 -> has_sum (geoZ q) ((1 + q) / (1 - q)).
Proof.
  intros Hq. apply (has_sum_reindex zofs zofs_inj).
  - intros a _; apply zofs_surj.
  - intros a; apply pow_le; lra.
  - replace ((1 + q) / (1 - q)) with (1 / (1 - q) + q * (1 / (1 - q))) by (field; lra).
    apply has_sum_sumtype.
    + eapply has_sum_ext; [|apply has_sum_geo; auto]. intros n. unfold geoZ, zofs.
      f_equal. lia.
    + eapply has_sum_ext; [|apply has_sum_scal; [|apply has_sum_geo; auto]]; [|lra].
      intros n. unfold geoZ, zofs. rewrite <- tech_pow_Rmult || change (q * q ^ n) with (q ^ S n).
      f_equal. lia.
Qed.

(* ---------- Gaussian sums *)
Definition gs (s a : R) (x : Z) : R := exp (- (IZR x - a) ^ 2 / (2 * s)).

Lemma gs_nonneg s a : nonneg (gs s a).
Proof. intros x. left; apply exp_pos. Qed.

Lemma exp_le_mono x y : x <= y -> exp x <= exp y.
Proof. intros [H| ->]. left; now apply exp_increasing. lra. Qed.

Lemma div_le s u v : 0 < s -> u <= v -> - v / (2 * s) <= - u / (2 * s).
Proof.
  intros Hs H. apply Rmult_le_compat_r; [|lra].
  left; apply Rinv_0_lt_compat; lra.
Qed.

Lemma exp_pow x n : exp x ^ n = exp (INR n * x).
Proof.
  induction n. simpl. rewrite Rmult_0_l, exp_0; auto.
  rewrite S_INR. simpl. rewrite IHn, <- exp_plus. f_equal; ring.
Qed.

Lemma gs0_geo s x : 0 < s -> gs s 0 x <= geoZ (exp (- 1 / (2 * s))) x.
Proof.
  intros Hs. unfold gs, geoZ. rewrite exp_pow. apply exp_le_mono.
  replace (INR (Z.abs_nat x) * (-1 / (2 * s))) with (- INR (Z.abs_nat x) / (2 * s)) by (field; lra).
  apply div_le; auto. rewrite INR_IZR_INZ, Zabs2Nat.id_abs.
  replace (IZR x - 0) with (IZR x) by ring. simpl. rewrite Rmult_1_r, <- mult_IZR.
  apply IZR_le. nia.
Qed.

Lemma gs_shift s a k x : gs s (a + IZR k) x = gs s a (x - k).
Proof. unfold gs. rewrite minus_IZR. do 2 f_equal. ring. Qed.

Lemma has_sum_shift (f : Z -> R) k S : has_sum f S -> has_sum (fun x => f (x - k)%Z) S.
Proof.
  intros H. apply (proj1 (has_sum_reindex (fun x => (x - k)%Z) ltac:(intros x y; lia) f
    ltac:(intros a _; exists (a + k)%Z; lia) S (has_sum_nonneg _ _ H))). auto.
Qed.

Lemma gs0_ex s : 0 < s -> { S | has_sum (gs s 0) S }.
Proof.
  intros Hs. destruct (has_sum_dom (gs s 0) (geoZ (exp (- 1 / (2 * s))))
     ((1 + exp (- 1 / (2 * s))) / (1 - exp (- 1 / (2 * s))))) as (S & H & _).
  - apply gs_nonneg.
  - intros; now apply gs0_geo.
  - apply geometric_sum_over_integers. split. left; apply exp_pos.
    rewrite <- exp_0. apply exp_increasing.
    assert (0 < / (2 * s)) by (apply Rinv_0_lt_compat; lra). unfold Rdiv; lra.
  - exists S; auto.
Qed.

Lemma gs_dom s r x : 0 < s -> 0 <= r <= 1 -> gs s r x <= gs s 0 x + gs s 0 (x - 1).
Proof.
  intros Hs Hr.
  assert (0 < gs s 0 x) by apply exp_pos. assert (0 < gs s 0 (x - 1)) by apply exp_pos.
  destruct (Z_lt_le_dec 0 x) as [Hx|Hx].
  - cut (gs s r x <= gs s 0 (x - 1)). lra. unfold gs. apply exp_le_mono, div_le; auto.
    rewrite minus_IZR. assert (1 <= IZR x) by (apply IZR_le; lia). simpl. nra.
  - cut (gs s r x <= gs s 0 x). lra. unfold gs. apply exp_le_mono, div_le; auto.
    assert (IZR x <= 0) by (apply IZR_le; lia). simpl. nra.
Qed.

(* summability of every shift, with the crude uniform bound 2 F(0) *)
Lemma gs_ex s a : 0 < s -> { S | has_sum (gs s a) S /\ forall S0, has_sum (gs s 0) S0 -> S <= 2 * S0 }.
Proof.
  intros Hs. destruct (gs0_ex s Hs) as [S0 H0].
  pose (k := (up a - 1)%Z). pose (r := a - IZR k).
  assert (Hr : 0 <= r <= 1).
  { unfold r, k. rewrite minus_IZR. destruct (archimed a). lra. }
  destruct (has_sum_dom (gs s r) (fun x => gs s 0 x + gs s 0 (x - 1)) (S0 + S0)) as (S & H & L).
  - apply gs_nonneg.
  - intros; now apply gs_dom.
  - apply has_sum_plus; auto. now apply (has_sum_shift (gs s 0)).
  - exists S. split.
    + eapply has_sum_ext; [|apply (has_sum_shift _ k _ H)]. intros x. simpl.
      rewrite <- gs_shift. f_equal. unfold r. ring.
    + intros S1 H1. rewrite (has_sum_unique _ _ _ H1 H0). lra.
Qed.

Definition theta (s a : R) : R :=
  match Rlt_dec 0 s with left H => proj1_sig (gs_ex s a H) | right _ => 0 end.

Lemma theta_sum s a : 0 < s -> has_sum (gs s a) (theta s a).
Proof.
  intros Hs. unfold theta. destruct (Rlt_dec 0 s); [|contradiction].
  destruct (gs_ex s a r) as [S [H ?]]. auto.
Qed.

Lemma theta_le2 s a : 0 < s -> theta s a <= 2 * theta s 0.
Proof.
  intros Hs. pose proof (theta_sum s 0 Hs) as H0. revert H0.
  unfold theta at 2. destruct (Rlt_dec 0 s); [|contradiction].
  destruct (gs_ex s a r) as [S [H L]]. simpl. auto.
Qed.

Lemma theta_shift s a k : 0 < s -> theta s (a + IZR k) = theta s a.
Proof.
  intros Hs. apply (has_sum_unique (gs s (a + IZR k))).
  now apply theta_sum.
  eapply has_sum_ext; [|apply (has_sum_shift _ k _ (theta_sum s a Hs))].
  intros x; simpl. now rewrite gs_shift.
Qed.

Lemma theta_pos s a : 0 < s -> 0 < theta s a.
Proof.
  intros Hs. apply Rlt_le_trans with (gs s a 0). apply exp_pos.
  eapply has_sum_point. now apply theta_sum.
Qed.

(* the parity substitution (x,y) -> (x+y, x-y) *)
Definition par (p : (Z * Z) + (Z * Z)) : Z * Z :=
  match p with
  | inl (m, n) => (m + n, m - n)%Z
  | inr (m, n) => (m + n - 1, m - n)%Z
  end.

Lemma par_inj : Injective par.
Proof.
  intros [[m n]|[m n]] [[m' n']|[m' n']]; simpl; intros H; inversion H;
    try (exfalso; lia); do 2 f_equal; lia.
Qed.

Lemma par_surj p : exists q, par q = p.
Proof.
  destruct p as [x y]. destruct (Z.Even_or_Odd (x + y)) as [[m Hm]|[m Hm]].
  - exists (inl (m, x - m)%Z). simpl. f_equal; lia.
  - exists (inr (m + 1, x - m)%Z). simpl. f_equal; lia.
Qed.

Lemma theta_product s a b : 0 < s ->
  theta s a * theta s b =
  theta (s / 2) ((a + b) / 2) * theta (s / 2) ((a - b) / 2) +
  theta (s / 2) ((a + b + 1) / 2) * theta (s / 2) ((a - b + 1) / 2).
Proof.
  intros Hs. assert (Hs2 : 0 < s / 2) by lra.
  pose (f := fun p : Z * Z => gs s a (fst p) * gs s b (snd p)).
  assert (Hf : has_sum f (theta s a * theta s b)) by (apply has_sum_prod; now apply theta_sum).
  apply (has_sum_unique f); auto.
  apply (has_sum_reindex par par_inj).
  - intros p _; apply par_surj.
  - apply (has_sum_nonneg _ _ Hf).
  - apply has_sum_sumtype.
    + eapply has_sum_ext; [|apply has_sum_prod; apply theta_sum; auto].
      intros [m n]. unfold f, gs; simpl. rewrite <- !exp_plus. f_equal.
      rewrite plus_IZR, minus_IZR. field. lra.
    + eapply has_sum_ext; [|apply has_sum_prod; apply theta_sum; auto].
      intros [m n]. unfold f, gs; simpl. rewrite <- !exp_plus. f_equal.
      rewrite !minus_IZR, plus_IZR. field. lra.
Qed.

Lemma cauchy2 a b c d : (a * b + c * d) ^ 2 <= (a ^ 2 + c ^ 2) * (b ^ 2 + d ^ 2).
Proof. assert (0 <= (a * d - c * b) ^ 2) by apply pow2_ge_0. nra. Qed.

Lemma theta_quartic s a : 0 < s -> theta s a ^ 4 <= theta s (2 * a) * theta s 0 ^ 3.
Proof.
  intros Hs.
  pose (G := theta (s / 2)).
  assert (E1 : theta s a ^ 2 = G a * G 0 + G (a + 1/2) * G (1/2)).
  { replace (theta s a ^ 2) with (theta s a * theta s a) by ring.
    rewrite theta_product by auto. unfold G.
    replace ((a + a) / 2) with a by field. replace ((a - a) / 2) with 0 by field.
    replace ((a + a + 1) / 2) with (a + 1/2) by field.
    replace ((a - a + 1) / 2) with (1/2) by field. reflexivity. }
  assert (E2 : theta s (2 * a) * theta s 0 = G a ^ 2 + G (a + 1/2) ^ 2).
  { rewrite theta_product by auto. unfold G.
    replace ((2 * a + 0) / 2) with a by field. replace ((2 * a - 0) / 2) with a by field.
    replace ((2 * a + 0 + 1) / 2) with (a + 1/2) by field.
    replace ((2 * a - 0 + 1) / 2) with (a + 1/2) by field. ring. }
  assert (E3 : theta s 0 ^ 2 = G 0 ^ 2 + G (1/2) ^ 2).
  { replace (theta s 0 ^ 2) with (theta s 0 * theta s 0) by ring.
    rewrite theta_product by auto. unfold G.
    replace ((0 + 0) / 2) with 0 by field. replace ((0 - 0) / 2) with 0 by field.
    replace ((0 + 0 + 1) / 2) with (1/2) by field.
    replace ((0 - 0 + 1) / 2) with (1/2) by field. ring. }
  replace (theta s a ^ 4) with ((theta s a ^ 2) ^ 2) by ring.
  replace (theta s (2 * a) * theta s 0 ^ 3) with ((theta s (2 * a) * theta s 0) * theta s 0 ^ 2) by ring.
  rewrite E1, E2, E3. apply cauchy2.
Qed.

(* ---------- the greatest Gaussian sum is the unshifted one *)
Theorem gaussian_sum_largest_unshifted s a : 0 < s -> theta s a <= theta s 0.
Proof.
  intros Hs. pose proof (theta_pos s 0 Hs) as T0.
  pose (R a := theta s a / theta s 0).
  assert (RT : forall a, theta s a = R a * theta s 0) by (intros; unfold R; field; lra).
  assert (R4 : forall a, R a ^ 4 <= R (2 * a)).
  { intros b. pose proof (theta_quartic s b Hs) as Q. rewrite (RT b), (RT (2 * b)) in Q.
    apply Rmult_le_reg_r with (theta s 0 ^ 4). apply pow_lt; auto.
    replace (R b ^ 4 * theta s 0 ^ 4) with ((R b * theta s 0) ^ 4) by ring.
    replace (R (2 * b) * theta s 0 ^ 4) with (R (2 * b) * theta s 0 * theta s 0 ^ 3) by ring. auto. }
  assert (R2 : forall a, R a <= 2).
  { intros b. pose proof (theta_le2 s b Hs) as Q. rewrite (RT b) in Q. nra. }
  cut (R a <= 1). { intros; rewrite (RT a). nra. }
  apply Rnot_lt_le. intros C. pose (h := R a - 1). assert (Hh : 0 < h) by (unfold h; lra).
  assert (G : forall n, exists b, 1 + INR (S n) * h <= R b).
  { induction n as [|n [b Hb]].
    - exists a. simpl. unfold h; lra.
    - exists (2 * b). specialize (R4 b).
      rewrite S_INR. set (k := INR (S n)) in *.
      assert (1 <= k). { unfold k. rewrite S_INR. pose proof (pos_INR n). lra. }
      assert (1 <= R b) by nra. assert (1 <= R b * R b) by nra.
      assert (R b * R b <= R b ^ 4). { replace (R b ^ 4) with ((R b * R b) * (R b * R b)) by ring. nra. }
      assert (1 + 2 * (k * h) <= R b * R b) by nra. nra. }
  destruct (archimed_cor1 h Hh) as (n & Hn & Hn0).
  assert (Hn' : 1 < INR n * h).
  { apply lt_INR in Hn0. simpl in Hn0.
    apply Rmult_lt_compat_l with (r := INR n) in Hn; auto.
    rewrite Rinv_r in Hn; lra. }
  destruct (G n) as [b Hb]. specialize (R2 b). rewrite S_INR in Hb. nra.
Qed.

