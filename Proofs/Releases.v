(* Whole releases of marginals, from fair bits to the guarantee, for privacy units of at most
   [m] rows (Neighbours.v).

   Gaussian noise (zCDP): [unit_release_zcdp], [replaced_unit_release_zcdp]. The sampler program
   [measure] adds discrete Gaussian noise of variance num/den to every cell of k marginals; what
   it prints is k m^2/(2 num/den)-zCDP, and twice that where units are replaced.

   Laplace noise (pure DP, delta = 0): [pure_release], [replaced_pure_release]. The sampler
   program [measure_laplace] adds discrete Laplace noise of scale t/s to every cell; what it
   prints is (k m s/t)-DP, and (2 k m s/t)-DP where units are replaced: every outcome by itself,
   and so every event with delta = 0. *)
Require Import Reals List Lra Lia ZArith FinFun Permutation.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms Bits BernoulliPrograms
  NoisePrograms EndToEnd Neighbours.
Import ListNotations.
Open Scope R_scope.

(* ---------- Gaussian noise ---------- *)
Section GaussianRelease.
Context {Row : Type}.
Variable ms : list (nat * (Row -> nat)).    (* the marginals: number of cells, row -> cell *)
Variables num den t : Z.                    (* variance num/den; any t for the proposals *)
Hypothesis num_pos : (0 < num)%Z.
Hypothesis den_pos : (0 < den)%Z.
Hypothesis t_pos : (0 < t)%Z.

(* [p] is the distribution of what the program prints on [d] when its bits are fair. *)
Definition gaussian_release (d : list Row) (p : list Z -> R) : Prop :=
  forall ys, mass (measure num den t (marginals ms d)) ys (p ys).

Lemma variance_pos : 0 < IZR num / IZR den.
Proof. apply Rmult_lt_0_compat; [now apply IZR_lt|now apply Rinv_0_lt_compat, IZR_lt]. Qed.

Lemma gaussian_release_law d p :
  gaussian_release d p -> p = gvec (IZR num / IZR den) (marginals ms d).
Proof.
  intros H. apply FunctionalExtensionality.functional_extensionality. intros ys.
  eapply has_sum_unique; [apply H|now apply measure_exact].
Qed.

Theorem unit_release_zcdp m d d' p p' : add_remove_unit m d d' ->
  gaussian_release d p -> gaussian_release d' p' ->
  is_dist p /\ is_dist p' /\
  zcdp_pair (INR (length ms) * INR m ^ 2 / (2 * (IZR num / IZR den))) p p'.
Proof.
  intros H P P'. pose proof variance_pos.
  rewrite (gaussian_release_law _ _ P), (gaussian_release_law _ _ P').
  split; [now apply gvec_dist|split; [now apply gvec_dist|now apply adding_a_unit_zcdp]].
Qed.

Theorem replaced_unit_release_zcdp m d d' p p' : replace_unit m d d' ->
  gaussian_release d p -> gaussian_release d' p' ->
  is_dist p /\ is_dist p' /\
  zcdp_pair (2 * (INR (length ms) * INR m ^ 2) / (2 * (IZR num / IZR den))) p p'.
Proof.
  intros H P P'. pose proof variance_pos.
  rewrite (gaussian_release_law _ _ P), (gaussian_release_law _ _ P').
  split; [now apply gvec_dist|split; [now apply gvec_dist|now apply replacing_a_unit_zcdp]].
Qed.
End GaussianRelease.

(* ---------- discrete Laplace noise on a vector ---------- *)
Fixpoint lvec (t : R) (mus : list Z) (xs : list Z) : R :=
  match mus, xs with
  | [], [] => 1
  | mu :: mus', x :: xs' => discrete_laplace t mu x * lvec t mus' xs'
  | _, _ => 0
  end.

Lemma dlap_nonneg t mu : 0 < t -> nonneg (discrete_laplace t mu).
Proof. intros Ht. exact (has_sum_nonneg _ _ (discrete_laplace_is_distribution t mu Ht)). Qed.

Lemma lvec_nonneg t mus : 0 < t -> nonneg (lvec t mus).
Proof.
  intros Ht. induction mus as [|mu mus IH]; intros [|x xs]; simpl; try lra.
  apply Rmult_le_pos; [now apply dlap_nonneg|apply IH].
Qed.

Theorem lvec_dist t mus : 0 < t -> is_dist (lvec t mus).
Proof.
  intros Ht. induction mus as [|mu mus IH].
  - unfold is_dist. replace 1 with (lsum (lvec t []) [[]]) by (simpl; lra).
    apply has_sum_finite; [now apply lvec_nonneg|constructor; [intros []|constructor]|].
    intros [|o tr] Hi; simpl; auto. exfalso; apply Hi; simpl; auto.
  - apply (proj2 (has_sum_reindex cons_pair cons_pair_inj (lvec t (mu :: mus))
      ltac:(intros [|o tr] E; [simpl in E; lra|exists (o, tr); reflexivity])
      1 (lvec_nonneg t _ Ht))).
    apply (joint_dist (discrete_laplace t mu) (fun _ => lvec t mus)); auto.
    now apply discrete_laplace_is_distribution.
Qed.

(* Vectors at L1 distance D: every outcome's odds change by at most e^(D/t). *)
Theorem lvec_pdp t : 0 < t -> forall a b, length a = length b ->
  pdp (IZR (l1dist a b) / t) (lvec t a) (lvec t b).
Proof.
  intros Ht. induction a as [|x a IH]; intros [|y b] L ys; try discriminate.
  - simpl. replace (0 / t) with 0 by (field; lra). rewrite exp_0. lra.
  - simpl in L. injection L as L. destruct ys as [|z zs]; cbn [lvec l1dist]; [lra|].
    pose proof (discrete_laplace_pure_dp t x y (Z.abs (x - y)) Ht ltac:(lia) z) as H1.
    pose proof (IH b L zs) as H2.
    rewrite plus_IZR. replace ((IZR (Z.abs (x - y)) + IZR (l1dist a b)) / t)
      with (IZR (Z.abs (x - y)) / t + IZR (l1dist a b) / t) by (field; lra).
    rewrite exp_plus.
    set (e := exp (IZR (Z.abs (x - y)) / t)) in *. set (e' := exp (IZR (l1dist a b) / t)) in *.
    replace (e * e' * (discrete_laplace t y z * lvec t b zs))
      with ((e * discrete_laplace t y z) * (e' * lvec t b zs)) by ring.
    apply Rmult_le_compat; auto; [now apply dlap_nonneg|now apply lvec_nonneg].
Qed.

Lemma pdp_mono {A} e e' (p q : A -> R) : e <= e' -> nonneg q -> pdp e p q -> pdp e' p q.
Proof.
  intros H N P a. eapply Rle_trans; [apply P|]. apply Rmult_le_compat_r; [apply N|].
  now apply exp_le_mono.
Qed.

(* ---------- the same from fair bits ---------- *)
Definition noisy_laplace (t s q : Z) : prog Z := Bind (laplace t s) (fun z => Ret (q + z)%Z).

Fixpoint measure_laplace (t s : Z) (mus : list Z) : prog (list Z) :=
  match mus with
  | [] => Ret []
  | mu :: mus' =>
      Bind (noisy_laplace t s mu) (fun x =>
        Bind (measure_laplace t s mus') (fun xs => Ret (x :: xs)))
  end.

Section LaplaceProgram.
Variables t s : Z.
Hypothesis t_pos : (0 < t)%Z.
Hypothesis s_pos : (0 < s)%Z.

Lemma scale_pos : 0 < IZR t / IZR s.
Proof. apply Rmult_lt_0_compat; [now apply IZR_lt|now apply Rinv_0_lt_compat, IZR_lt]. Qed.

Lemma noisy_laplace_mass q y : mass (noisy_laplace t s q) y (discrete_laplace (IZR t / IZR s) q y).
Proof.
  pose proof (pbind_fin (laplace t s) (fun z => Ret (q + z)%Z) _
    (fun z => if dec ((q + z)%Z = y) then 1 else 0) y [(y - q)%Z]
    (fun z => laplace_exact t s z t_pos s_pos) ltac:(intros; apply mass_ret_dec) (nd1 _)) as H.
  cbn [lsum] in H. rewrite Rplus_0_r in H.
  destruct (dec ((q + (y - q))%Z = y)) as [E|E]; [|exfalso; apply E; lia].
  rewrite Rmult_1_r in H.
  replace (discrete_laplace (IZR t / IZR s) q y) with (discrete_laplace (IZR t / IZR s) 0 (y - q)).
  - apply H. intros a Ha. destruct (dec ((q + a)%Z = y)) as [F|F]; [|ring].
    exfalso; apply Ha. left. lia.
  - unfold discrete_laplace. now rewrite Z.sub_0_r.
Qed.

(* The program's law is exactly independent discrete Laplace noise on every cell. *)
Theorem measure_laplace_mass : forall mus ys,
  mass (measure_laplace t s mus) ys (lvec (IZR t / IZR s) mus ys).
Proof.
  set (b := IZR t / IZR s). induction mus as [|mu mus IH]; intros ys.
  - destruct ys as [|y ys]; simpl; [apply mret|apply mret0; discriminate].
  - cbn [measure_laplace].
    assert (I : forall x,
       mass (Bind (measure_laplace t s mus) (fun xs => Ret (x :: xs))) ys
       (match ys with
        | [] => 0
        | y :: ys' => lvec b mus ys' * (if dec (x :: ys' = y :: ys') then 1 else 0)
        end)).
    { intros x. destruct ys as [|y ys'].
      - pose proof (pbind_fin (measure_laplace t s mus) (fun xs => Ret (x :: xs)) (lvec b mus)
          (fun _ => 0) [] [] IH) as H.
        apply H; [intros; apply mret0; discriminate|constructor|intros; ring].
      - pose proof (pbind_fin (measure_laplace t s mus) (fun xs => Ret (x :: xs)) (lvec b mus)
          (fun xs => if dec (x :: xs = y :: ys') then 1 else 0) (y :: ys') [ys'] IH
          ltac:(intros; apply mass_ret_dec) (nd1 _)) as H.
        cbn [lsum] in H. rewrite Rplus_0_r in H. apply H. intros xs Hx.
        destruct (dec (x :: xs = y :: ys')) as [E|E]; [|ring].
        exfalso; apply Hx. left. congruence. }
    destruct ys as [|y ys'].
    + replace (lvec b (mu :: mus) []) with (lsum (fun a => discrete_laplace b mu a * 0) [])
        by (simpl; auto).
      apply (pbind_fin (noisy_laplace t s mu) _ (discrete_laplace b mu) (fun _ => 0)); auto.
      * intros; now apply noisy_laplace_mass.
      * constructor.
      * intros; ring.
    + pose proof (pbind_fin (noisy_laplace t s mu) _ (discrete_laplace b mu) _ (y :: ys') [y]
        (fun z => noisy_laplace_mass mu z) I (nd1 _)) as H.
      cbn [lsum] in H. rewrite Rplus_0_r in H.
      destruct (dec (y :: ys' = y :: ys')) as [E|E]; [|tauto].
      rewrite Rmult_1_r in H. apply H. intros x Hx. cbv beta iota.
      destruct (dec (x :: ys' = y :: ys')) as [F|F]; [|simpl; ring].
      exfalso; apply Hx. left. congruence.
Qed.

(* ---------- releases with delta = 0 ---------- *)
Context {Row : Type}.
Variable ms : list (nat * (Row -> nat)).

Definition laplace_release (d : list Row) (p : list Z -> R) : Prop :=
  forall ys, mass (measure_laplace t s (marginals ms d)) ys (p ys).

Lemma laplace_release_law d p :
  laplace_release d p -> p = lvec (IZR t / IZR s) (marginals ms d).
Proof.
  intros H. apply FunctionalExtensionality.functional_extensionality. intros ys.
  eapply has_sum_unique; [apply H|apply measure_laplace_mass].
Qed.

Lemma laplace_release_within bound d d' p p' :
  (l1dist (marginals ms d) (marginals ms d') <= bound)%Z ->
  laplace_release d p -> laplace_release d' p' ->
  is_dist p /\ is_dist p' /\ pdp (IZR bound * IZR s / IZR t) p p' /\
  adp (IZR bound * IZR s / IZR t) 0 p p'.
Proof.
  intros H P P'. pose proof scale_pos as B.
  assert (T : 0 < IZR t) by now apply IZR_lt. assert (S : 0 < IZR s) by now apply IZR_lt.
  rewrite (laplace_release_law _ _ P), (laplace_release_law _ _ P').
  assert (G : pdp (IZR bound * IZR s / IZR t)
    (lvec (IZR t / IZR s) (marginals ms d)) (lvec (IZR t / IZR s) (marginals ms d'))).
  { eapply pdp_mono; [|now apply lvec_nonneg|apply lvec_pdp; auto using marginals_len].
    replace (IZR (l1dist (marginals ms d) (marginals ms d')) / (IZR t / IZR s))
      with (IZR (l1dist (marginals ms d) (marginals ms d')) * (IZR s / IZR t)) by (field; lra).
    replace (IZR bound * IZR s / IZR t) with (IZR bound * (IZR s / IZR t)) by (field; lra).
    apply Rmult_le_compat_r; [|now apply IZR_le].
    apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]. }
  split; [now apply lvec_dist|split; [now apply lvec_dist|split; [exact G|]]].
  now apply pure_dp_implies_approximate_dp.
Qed.

Theorem pure_release m d d' p p' : add_remove_unit m d d' ->
  laplace_release d p -> laplace_release d' p' ->
  is_dist p /\ is_dist p' /\
  pdp (INR (length ms) * INR m * IZR s / IZR t) p p' /\
  adp (INR (length ms) * INR m * IZR s / IZR t) 0 p p'.
Proof.
  intros H. replace (INR (length ms) * INR m)
    with (IZR (Z.of_nat (length ms) * Z.of_nat m)) by (rewrite mult_IZR, !INR_IZR_INZ; ring).
  apply laplace_release_within. now apply adding_a_unit_moves_marginals_absolute.
Qed.

Theorem replaced_pure_release m d d' p p' : replace_unit m d d' ->
  laplace_release d p -> laplace_release d' p' ->
  is_dist p /\ is_dist p' /\
  pdp (2 * (INR (length ms) * INR m) * IZR s / IZR t) p p' /\
  adp (2 * (INR (length ms) * INR m) * IZR s / IZR t) 0 p p'.
Proof.
  intros H. replace (2 * (INR (length ms) * INR m))
    with (IZR (2 * (Z.of_nat (length ms) * Z.of_nat m))) by (rewrite !mult_IZR, !INR_IZR_INZ; ring).
  apply laplace_release_within. now apply replacing_a_unit_moves_marginals_absolute.
Qed.
End LaplaceProgram.
