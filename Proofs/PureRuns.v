(* Pure differential privacy (delta = 0) of whole runs.

   [pure_filter], [pure_guard]: questions chosen from past answers, each at its declared epsilon,
   stopped before their sum passes b, are together b-DP. The counterparts under zCDP are
   [filter_zcdp] and [guard_zcdp].

   [laplace_run_pure]: the same for the program on fair bits that asks for marginals and for L1
   distances to given counts, with discrete Laplace noise, for units of at most [m] rows, added
   or removed or replaced: what is asked next and at which scale may depend on all answers. *)
Require Import Reals List Lra Lia ZArith FinFun.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms Bits BernoulliPrograms
  NoisePrograms EndToEnd Neighbours Releases Batches.
Import ListNotations.
Open Scope R_scope.

(* ---------- the filter ---------- *)
Section Filter.
Context {D O : Type} (Nb : D -> D -> Prop).

Inductive pure_within : R -> @inter D O -> Prop :=
| P_stop b : 0 <= b -> pure_within b Stop
| P_ask b eps M next : eps <= b ->
    (forall d, is_dist (M d)) ->
    (forall d d', Nb d d' -> pdp eps (M d) (M d')) ->
    (forall o, pure_within (b - eps) (next o)) ->
    pure_within b (Ask eps M next).

Lemma pure_run_nonneg b t d : pure_within b t -> nonneg (run t d).
Proof.
  induction 1 as [b Hb|b eps M next Hr Hd Hz Hw IH].
  - intros [|]; simpl; lra.
  - intros [|o tr]; simpl; [lra|]. apply Rmult_le_pos; [|apply IH].
    apply (has_sum_nonneg _ _ (Hd d)).
Qed.

Lemma pure_run_dist b t d : pure_within b t -> is_dist (run t d).
Proof.
  intros H. pose proof (pure_run_nonneg b t d H) as Hn. revert Hn.
  induction H as [b Hb|b eps M next Hr Hd Hz Hw IH]; intros Hn; unfold is_dist.
  - replace 1 with (lsum (@run D O Stop d) [[]]) by (simpl; lra).
    apply has_sum_finite; auto; [constructor; [intros []|constructor]|].
    intros [|o tr] Hi; simpl; auto. exfalso; apply Hi; simpl; auto.
  - apply (proj2 (has_sum_reindex cons_pair cons_pair_inj (run (Ask eps M next) d)
      ltac:(intros [|o tr] E; [simpl in E; lra|exists (o, tr); reflexivity]) 1 Hn)).
    apply (joint_dist (M d) (fun o tr => run (next o) d tr)); auto.
    intros o. apply IH. now apply (pure_run_nonneg (b - eps)).
Qed.

Theorem pure_filter b t d d' : pure_within b t -> Nb d d' -> pdp b (run t d) (run t d').
Proof.
  intros Hw HN. induction Hw as [b Hb|b eps M next Hr Hd Hz Hw IH]; intros [|o tr]; simpl; try lra.
  - rewrite Rmult_1_r. apply exp_le_mono in Hb. rewrite exp_0 in Hb. lra.
  - pose proof (Hz d d' HN o) as H1. pose proof (IH o tr) as H2.
    replace b with (eps + (b - eps)) at 1 by ring. rewrite exp_plus.
    replace (exp eps * exp (b - eps) * (M d' o * run (next o) d' tr))
      with ((exp eps * M d' o) * (exp (b - eps) * run (next o) d' tr)) by ring.
    apply Rmult_le_compat; auto.
    + apply (has_sum_nonneg _ _ (Hd d)).
    + now apply (pure_run_nonneg (b - eps)).
Qed.

(* ---------- the guard in front of it ---------- *)
Inductive pure_honest : @inter D O -> Prop :=
| PH_stop : pure_honest Stop
| PH_ask eps M next : (forall d, is_dist (M d)) ->
    (forall d d', Nb d d' -> pdp eps (M d) (M d')) ->
    (forall o, pure_honest (next o)) -> pure_honest (Ask eps M next).

Theorem pure_guard_within t : pure_honest t -> forall b, 0 <= b -> pure_within b (guard b t).
Proof.
  intros Ht. induction Ht as [|eps M next Hd Hz Hh IH]; intros b Hb; simpl.
  - now constructor.
  - destruct (Rle_dec eps b).
    + constructor; auto. intros o. apply IH. lra.
    + now constructor.
Qed.

(* Every outcome by itself, and so every event with delta = 0. *)
Theorem pure_guard t b d d' : pure_honest t -> 0 <= b -> Nb d d' ->
  pdp b (run (guard b t) d) (run (guard b t) d') /\
  adp b 0 (run (guard b t) d) (run (guard b t) d').
Proof.
  intros Ht Hb HN. pose proof (pure_guard_within t Ht b Hb) as W.
  pose proof (pure_filter b _ d d' W HN) as P.
  split; auto. now apply pure_dp_implies_approximate_dp.
Qed.
End Filter.

(* ---------- the questions of a strategy, with Laplace noise ---------- *)
Section Strategy.
Context {Row : Type}.
Variable m : nat.             (* the greatest number of rows of a unit *)
Variable replaces : bool.     (* whether a neighbour replaces a unit, or adds or removes one *)

Definition near : list Row -> list Row -> Prop := neighbours m replaces.

(* As in Swift's Sensitivity: the L1 distance of one marginal, and of several distances. *)
Definition absolute (q : @question Row) : Z :=
  match q with
  | Cells _ _ _ _ => distance m replaces
  | Distances shapes _ _ _ => (Z.of_nat (length shapes) * distance m replaces)%Z
  end.

(* k noisy L1 errors: L1 at most k times one distance's bound. *)
Theorem exact_answers_move_at_most_absolute q d d' : near d d' ->
  (l1dist (exact q d) (exact q d') <= absolute q)%Z.
Proof.
  intros H. destruct q as [[n key] num den t|shapes num den t]; simpl.
  - now apply one_marginal_absolute.
  - induction shapes as [|[[n key] e] shapes IH]; cbn [map l1dist length fst snd]; [lia|].
    pose proof (one_marginal_absolute m replaces n key d d' H).
    pose proof (distance_moves_at_most (marginal n key d) (marginal n key d') e
      ltac:(now rewrite !marginal_length)) as B.
    lia.
Qed.

(* A question with its noise of scale t/s, which replaces the variance that [question] holds. *)
Record laplace_question := { asked : @question Row; top : Z; bottom : Z }.

Definition drawable (q : laplace_question) : Prop := (0 < top q)%Z /\ (0 < bottom q)%Z.

(* L1 sensitivity over the scale. *)
Definition laplace_price (q : laplace_question) : R :=
  IZR (absolute (asked q)) / (IZR (top q) / IZR (bottom q)).

(* What a strategy may do: end, or ask, and go on as the answer suggests. *)
Inductive asking : Type :=
| Done : asking
| Put : laplace_question -> (list Z -> asking) -> asking.

(* The declared prices sum to at most b on every path. *)
Inductive keeps : R -> asking -> Prop :=
| K_done b : 0 <= b -> keeps b Done
| K_put b q next : drawable q -> laplace_price q <= b ->
    (forall o, keeps (b - laplace_price q) (next o)) -> keeps b (Put q next).

(* The strategy as a program: it draws every answer from fair bits and returns them all. *)
Fixpoint laplace_program (a : asking) (d : list Row) : prog (list (list Z)) :=
  match a with
  | Done => Ret []
  | Put q next =>
      Bind (measure_laplace (top q) (bottom q) (exact (asked q) d)) (fun o =>
        Bind (laplace_program (next o) d) (fun answers => Ret (o :: answers)))
  end.

Fixpoint as_inter (a : asking) : @inter (list Row) (list Z) :=
  match a with
  | Done => Stop
  | Put q next =>
      Ask (laplace_price q) (fun d => lvec (IZR (top q) / IZR (bottom q)) (exact (asked q) d))
        (fun o => as_inter (next o))
  end.

Lemma drawable_scale q : drawable q -> 0 < IZR (top q) / IZR (bottom q).
Proof.
  intros (T & B). apply Rmult_lt_0_compat; [now apply IZR_lt|now apply Rinv_0_lt_compat, IZR_lt].
Qed.

Lemma keeps_realizes b a : keeps b a -> realizes (as_inter a) (laplace_program a).
Proof.
  induction 1 as [b Hb|b q next W Hp Hk IH]; simpl.
  - constructor.
  - apply (R_ask (laplace_price q)
      (fun d => lvec (IZR (top q) / IZR (bottom q)) (exact (asked q) d))
      (fun o => as_inter (next o))
      (fun d => measure_laplace (top q) (bottom q) (exact (asked q) d))
      (fun o d => laplace_program (next o) d)).
    + intros d o. apply measure_laplace_mass; apply W.
    + apply IH.
Qed.

Lemma keeps_within b a : keeps b a -> pure_within near b (as_inter a).
Proof.
  induction 1 as [b Hb|b q next W Hp Hk IH]; simpl.
  - now constructor.
  - pose proof (drawable_scale q W) as S. constructor; auto.
    + intros d. now apply lvec_dist.
    + intros d d' H. eapply pdp_mono; [|now apply lvec_nonneg|apply lvec_pdp; auto].
      * apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|].
        apply IZR_le. now apply exact_answers_move_at_most_absolute.
      * apply exact_length.
Qed.

(* The whole run, as a program on fair bits, with all its answers: b-DP with delta = 0. *)
Theorem laplace_run_pure b a d d' p p' : keeps b a -> near d d' ->
  (forall answers, mass (laplace_program a d) answers (p answers)) ->
  (forall answers, mass (laplace_program a d') answers (p' answers)) ->
  is_dist p /\ is_dist p' /\ pdp b p p' /\ adp b 0 p p'.
Proof.
  intros K HN Hp Hp'.
  pose proof (keeps_realizes b a K) as R. pose proof (keeps_within b a K) as W.
  assert (E : forall e f, (forall answers, mass (laplace_program a e) answers (f answers)) ->
    f = run (as_inter a) e).
  { intros e f Hf. apply FunctionalExtensionality.functional_extensionality. intros ys.
    eapply has_sum_unique; [apply Hf|]. apply (realized_law _ _ R e ys). }
  rewrite (E _ _ Hp), (E _ _ Hp').
  pose proof (pure_filter near b _ d d' W HN) as P.
  split; [|split; [|split; [exact P|now apply pure_dp_implies_approximate_dp]]];
    now apply (pure_run_dist near b).
Qed.
End Strategy.
