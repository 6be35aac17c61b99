(* Batches: what is asked may depend on all earlier answers, the price of each batch may not.

   A plan is a list of batches. A batch looks at all answers so far and returns a list of
   queries, each with its price; the batch's budget is a number fixed before anything is asked,
   and the prices sum to at most that, whatever the answers were. Then the whole run, with all
   its answers, is zCDP within the sum of the budgets: [batches_zcdp].

   That is the shape of the strategy Grove: one-ways; then, batch by batch, noisy L1 errors of
   all candidates, and marginals chosen and priced by those. [strategy_run_zcdp] is the theorem
   for exactly these two kinds of question, for units of at most [m] rows, added or removed or
   replaced, with the program on fair bits in the place of the distribution. *)
Require Import Reals List Lra Lia ZArith.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms Bits BernoulliPrograms
  NoisePrograms EndToEnd Neighbours.
Import ListNotations.
Open Scope R_scope.

(* ---------- batches of any priced queries ---------- *)
Section Batches.
Context {D O : Type} (Nb : D -> D -> Prop).

Record query := { price : R; answer : D -> O -> R }.

(* A query keeps what its price says. *)
Definition honest_price (q : query) : Prop :=
  0 <= price q /\ (forall d, is_dist (answer q d)) /\
  (forall d d', Nb d d' -> zcdp_pair (price q) (answer q d) (answer q d')).

(* From all answers so far, in order, to what is asked next. *)
Definition batch := list O -> list query.

Definition keeps_budget (budget : R) (b : batch) : Prop :=
  forall past, (forall q, In q (b past) -> honest_price q) /\ lsum price (b past) <= budget.

Fixpoint ask_all (qs : list query) (past : list O) (next : list O -> @inter D O) : inter :=
  match qs with
  | [] => next past
  | q :: qs' => Ask (price q) (answer q) (fun o => ask_all qs' (past ++ [o]) next)
  end.

Fixpoint run_batches (plan : list batch) : list O -> @inter D O :=
  match plan with
  | [] => fun _ => Stop
  | b :: plan' => fun past => ask_all (b past) past (run_batches plan')
  end.

Definition total (budgets : list R) : R := lsum (fun b => b) budgets.

Lemma within_more b b' (t : @inter D O) : b <= b' -> within Nb b t -> within Nb b' t.
Proof.
  intros Hb H. revert b' Hb. induction H as [b H0|b rho M next Hr Hd Hz Hw IH]; intros b' Hb.
  - constructor. lra.
  - constructor; auto; [lra|]. intros o. apply IH. lra.
Qed.

Lemma ask_all_within rest next : 0 <= rest -> (forall past, within Nb rest (next past)) ->
  forall qs past, (forall q, In q qs -> honest_price q) ->
  within Nb (lsum price qs + rest) (ask_all qs past next).
Proof.
  intros Hrest Hnext. induction qs as [|q qs IH]; intros past Hq; cbn [ask_all lsum].
  - rewrite Rplus_0_l. apply Hnext.
  - destruct (Hq q (or_introl eq_refl)) as (P0 & Hd & Hz).
    assert (0 <= lsum price qs).
    { clear - Hq. induction qs as [|p qs IH]; cbn [lsum]; [lra|].
      pose proof (proj1 (Hq p (or_intror (or_introl eq_refl)))).
      assert (0 <= lsum price qs); [|lra].
      apply IH. intros r [->|Hr]; apply Hq; [now left|right; now right]. }
    constructor; auto; [lra|]. intros o.
    replace (price q + lsum price qs + rest - price q) with (lsum price qs + rest) by ring.
    apply IH. intros p Hp. apply Hq. now right.
Qed.

Lemma budget_nonneg budget b : keeps_budget budget b -> 0 <= budget.
Proof.
  intros H. destruct (H []) as [Hq Hs]. apply Rle_trans with (lsum price (b [])); auto.
  clear Hs. induction (b []) as [|q qs IH]; cbn [lsum]; [lra|].
  pose proof (proj1 (Hq q (or_introl eq_refl))).
  assert (0 <= lsum price qs); [|lra]. apply IH. intros p Hp. apply Hq. now right.
Qed.

Theorem batches_within budgets plan : Forall2 keeps_budget budgets plan ->
  forall past, within Nb (total budgets) (run_batches plan past).
Proof.
  unfold total. induction 1 as [|budget b budgets plan Hb Hplan IH]; intros past;
    cbn [lsum run_batches].
  - constructor. lra.
  - assert (0 <= lsum (fun b => b) budgets).
    { clear - Hplan. induction Hplan as [|c p cs ps Hc _ IH]; cbn [lsum]; [lra|].
      pose proof (budget_nonneg _ _ Hc). lra. }
    destruct (Hb past) as [Hq Hs].
    apply within_more with (lsum price (b past) + lsum (fun b => b) budgets); [lra|].
    now apply ask_all_within.
Qed.

(* The whole run, with all its answers, costs at most the sum of the budgets. *)
Theorem batches_zcdp budgets plan d d' : Forall2 keeps_budget budgets plan -> Nb d d' ->
  zcdp_pair (total budgets) (run (run_batches plan []) d) (run (run_batches plan []) d').
Proof. intros H HN. apply filter_zcdp with (Nb := Nb); auto. now apply batches_within. Qed.
End Batches.
Arguments query : clear implicits.
Arguments batch : clear implicits.

(* ---------- interactions as programs ---------- *)
Section Realized.
Context {D O : Type}.

(* [realizes t p]: p d is the interaction t with each mechanism replaced by a program that has
   its law; it returns the list of answers. *)
Inductive realizes : @inter D O -> (D -> prog (list O)) -> Prop :=
| R_stop : realizes Stop (fun _ => Ret [])
| R_ask rho M next (P : D -> prog O) (K : O -> D -> prog (list O)) :
    (forall d o, mass (P d) o (M d o)) ->
    (forall o, realizes (next o) (K o)) ->
    realizes (Ask rho M next)
      (fun d => Bind (P d) (fun o => Bind (K o d) (fun answers => Ret (o :: answers)))).

(* On fair bits, such a program prints each list of answers with the interaction's probability. *)
Theorem realized_law t p : realizes t p -> forall d answers, mass (p d) answers (run t d answers).
Proof.
  induction 1 as [|rho M next P K HP HK IH]; intros d ys.
  - destruct ys as [|y ys]; simpl; [apply mret|apply mret0; discriminate].
  - assert (I : forall x, mass (Bind (K x d) (fun xs => Ret (x :: xs))) ys
      (match ys with
       | [] => 0
       | y :: ys' => run (next x) d ys' * (if dec (x :: ys' = y :: ys') then 1 else 0)
       end)).
    { intros x. destruct ys as [|y ys'].
      - pose proof (pbind_fin (K x d) (fun xs => Ret (x :: xs)) (run (next x) d) (fun _ => 0) [] []
          (IH x d)) as H.
        apply H; [intros; apply mret0; discriminate|constructor|intros; ring].
      - pose proof (pbind_fin (K x d) (fun xs => Ret (x :: xs)) (run (next x) d)
          (fun xs => if dec (x :: xs = y :: ys') then 1 else 0) (y :: ys') [ys'] (IH x d)
          ltac:(intros; apply mass_ret_dec) (nd1 _)) as H.
        cbn [lsum] in H. rewrite Rplus_0_r in H. apply H. intros xs Hx.
        destruct (dec (x :: xs = y :: ys')) as [E|E]; [|ring].
        exfalso; apply Hx. left. congruence. }
    destruct ys as [|y ys'].
    + replace (run (Ask rho M next) d []) with (lsum (fun a => M d a * 0) []) by (simpl; auto).
      apply (pbind_fin (P d) _ (M d) (fun _ => 0)); auto; [constructor|intros; ring].
    + pose proof (pbind_fin (P d) _ (M d) _ (y :: ys') [y] (HP d) I (nd1 _)) as H.
      cbn [lsum] in H. rewrite Rplus_0_r in H.
      destruct (dec (y :: ys' = y :: ys')) as [E|E]; [|tauto].
      rewrite Rmult_1_r in H. apply H. intros x Hx. cbv beta iota.
      destruct (dec (x :: ys' = y :: ys')) as [F|F]; [|simpl; ring].
      exfalso; apply Hx. left. congruence.
Qed.
End Realized.

(* ---------- the questions of a strategy ---------- *)
Section Strategy.
Context {Row : Type}.
Variable m : nat.             (* the greatest number of rows of a unit *)
Variable replaces : bool.     (* whether a neighbour replaces a unit, or adds or removes one *)

Definition neighbours (d d' : list Row) : Prop :=
  if replaces then replace_unit m d d' else add_remove_unit m d d'.

Definition factor : Z := if replaces then 2%Z else 1%Z.

(* As in Swift's Sensitivity. *)
Definition marginal_squared : Z := (factor * square m)%Z.
Definition distance : Z := (factor * Z.of_nat m)%Z.
Definition distances_squared (count : nat) : Z := (Z.of_nat count * (distance * distance))%Z.

(* What the door can be asked, with the noise's variance num/den:
   the cells of one marginal; or, for several marginals, the L1 distance to given counts. *)
Inductive question :=
| Cells (shape : nat * (Row -> nat)) (num den t : Z)
| Distances (shapes : list ((nat * (Row -> nat)) * list Z)) (num den t : Z).

Definition exact (q : question) (d : list Row) : list Z :=
  match q with
  | Cells shape _ _ _ => marginal (fst shape) (snd shape) d
  | Distances shapes _ _ _ =>
      map (fun x => l1dist (marginal (fst (fst x)) (snd (fst x)) d) (snd x)) shapes
  end.

Definition squared (q : question) : Z :=
  match q with
  | Cells _ _ _ _ => marginal_squared
  | Distances shapes _ _ _ => distances_squared (length shapes)
  end.

Definition variance (q : question) : R :=
  match q with Cells _ num den _ | Distances _ num den _ => IZR num / IZR den end.

Definition well_formed (q : question) : Prop :=
  match q with
  | Cells _ num den t | Distances _ num den t => (0 < num)%Z /\ (0 < den)%Z /\ (0 < t)%Z
  end.

(* Squared sensitivity over twice the variance. *)
Definition question_price (q : question) : R := IZR (squared q) / (2 * variance q).

Definition as_query (q : question) : query (list Row) (list Z) :=
  {| price := question_price q; answer := fun d => gvec (variance q) (exact q d) |}.

Definition answer_program (q : question) (d : list Row) : prog (list Z) :=
  match q with Cells _ num den t | Distances _ num den t => measure num den t (exact q d) end.

Lemma variance_positive q : well_formed q -> 0 < variance q.
Proof.
  destruct q; simpl; intros (Hn & Hd & _);
    (apply Rmult_lt_0_compat; [now apply IZR_lt|now apply Rinv_0_lt_compat, IZR_lt]).
Qed.

Lemma answer_program_law q d ys : well_formed q ->
  mass (answer_program q d) ys (gvec (variance q) (exact q d) ys).
Proof. destruct q; simpl; intros (Hn & Hd & Ht); now apply measure_exact. Qed.

(* A distance to fixed counts moves by at most the L1 distance of the two vectors. *)
Lemma distance_moves_at_most a a' e : length a = length a' ->
  (Z.abs (l1dist a e - l1dist a' e) <= l1dist a a')%Z.
Proof.
  assert (N : forall a b, (0 <= l1dist a b)%Z).
  { induction a0 as [|x a0 IH]; intros [|y b]; simpl; try lia. specialize (IH b). lia. }
  revert a' e. induction a as [|x a IH]; intros [|y a'] e L; try discriminate; simpl; try lia.
  pose proof (N a a'). destruct e as [|z e]; simpl; [lia|].
  specialize (IH a' e ltac:(simpl in L; lia)). lia.
Qed.

Lemma marginal_length n key (d : list Row) : length (marginal n key d) = n.
Proof. unfold marginal. now rewrite map_length, seq_length. Qed.

Lemma marginals_one n key (d : list Row) : marginals [(n, key)] d = marginal n key d.
Proof. unfold marginals. simpl. now rewrite app_nil_r. Qed.

Lemma one_marginal_squared n key d d' : neighbours d d' ->
  (sqdist (marginal n key d) (marginal n key d') <= marginal_squared)%Z.
Proof.
  rewrite <- !marginals_one. unfold neighbours, marginal_squared, factor.
  destruct replaces; intros H.
  - pose proof (replacing_a_unit_moves_marginals_squared [(n, key)] m d d' H).
    simpl length in *. lia.
  - pose proof (adding_a_unit_moves_marginals_squared [(n, key)] m d d' H).
    simpl length in *. lia.
Qed.

Lemma one_marginal_absolute n key d d' : neighbours d d' ->
  (l1dist (marginal n key d) (marginal n key d') <= distance)%Z.
Proof.
  rewrite <- !marginals_one. unfold neighbours, distance, factor.
  destruct replaces; intros H.
  - pose proof (replacing_a_unit_moves_marginals_absolute [(n, key)] m d d' H).
    simpl length in *. lia.
  - pose proof (adding_a_unit_moves_marginals_absolute [(n, key)] m d d' H).
    simpl length in *. lia.
Qed.

(* k noisy L1 errors: squared L2 at most k times the square of one distance's bound. *)
Theorem exact_answers_move_at_most q d d' : neighbours d d' ->
  (sqdist (exact q d) (exact q d') <= squared q)%Z.
Proof.
  intros H. destruct q as [[n key] num den t|shapes num den t]; simpl.
  - now apply one_marginal_squared.
  - unfold distances_squared.
    induction shapes as [|[[n key] e] shapes IH]; cbn [map sqdist length fst snd]; [lia|].
    pose proof (one_marginal_absolute n key d d' H).
    pose proof (distance_moves_at_most (marginal n key d) (marginal n key d') e
      ltac:(now rewrite !marginal_length)) as B.
    set (x := (l1dist (marginal n key d) e - l1dist (marginal n key d') e)%Z) in *.
    assert (x * x <= distance * distance)%Z by nia. lia.
Qed.

Lemma exact_length q d d' : length (exact q d) = length (exact q d').
Proof. destruct q as [[n key]|]; simpl; [now rewrite !marginal_length|now rewrite !map_length]. Qed.

Lemma questions_are_honest q : well_formed q -> honest_price neighbours (as_query q).
Proof.
  intros W. pose proof (variance_positive q W) as V.
  split; [|split]; cbn [price answer as_query].
  - unfold question_price. apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra]. apply IZR_le.
    destruct q; simpl; unfold marginal_squared, distances_squared, distance, factor, square;
      destruct replaces; nia.
  - intros d. now apply gvec_dist.
  - intros d d' H. apply gvec_zcdp_within; auto using exact_length.
    now apply exact_answers_move_at_most.
Qed.

(* ---------- a whole run ---------- *)
Definition step_of_plan := list (list Z) -> list question.

Definition step_keeps (budget : R) (s : step_of_plan) : Prop :=
  forall past, (forall q, In q (s past) -> well_formed q) /\ lsum question_price (s past) <= budget.

Fixpoint ask_program (qs : list question) (past : list (list Z)) (d : list Row)
    (next : list (list Z) -> prog (list (list Z))) : prog (list (list Z)) :=
  match qs with
  | [] => next past
  | q :: qs' =>
      Bind (answer_program q d) (fun o =>
        Bind (ask_program qs' (past ++ [o]) d next) (fun answers => Ret (o :: answers)))
  end.

(* The strategy as a program: it draws every answer from fair bits and returns them all. *)
Fixpoint strategy_program (plan : list step_of_plan) (past : list (list Z)) (d : list Row)
    : prog (list (list Z)) :=
  match plan with
  | [] => Ret []
  | s :: plan' => ask_program (s past) past d (fun past' => strategy_program plan' past' d)
  end.

Definition as_batch (s : step_of_plan) : batch (list Row) (list Z) :=
  fun past => map as_query (s past).

Lemma ask_program_realizes next nextp :
  (forall past, realizes (next past) (fun d => nextp past d)) ->
  forall qs past, (forall q, In q qs -> well_formed q) ->
  realizes (ask_all (map as_query qs) past next)
    (fun d => ask_program qs past d (fun past' => nextp past' d)).
Proof.
  intros Hnext. induction qs as [|q qs IH]; intros past W; cbn [map ask_all ask_program].
  - apply Hnext.
  - apply (R_ask (price (as_query q)) (answer (as_query q)) _ (answer_program q)
      (fun o d => ask_program qs (past ++ [o]) d (fun past' => nextp past' d))).
    + intros d o. apply answer_program_law. apply W. now left.
    + intros o. apply IH. intros p Hp. apply W. now right.
Qed.

Lemma strategy_program_realizes budgets plan : Forall2 step_keeps budgets plan -> forall past,
  realizes (run_batches (map as_batch plan) past) (fun d => strategy_program plan past d).
Proof.
  induction 1 as [|b s budgets plan Hs Hplan IH]; intros past; simpl.
  - constructor.
  - apply (ask_program_realizes (run_batches (map as_batch plan)) (strategy_program plan)); auto.
    apply Hs.
Qed.

Lemma lsum_prices qs : lsum price (map as_query qs) = lsum question_price qs.
Proof. now rewrite lsum_map. Qed.

Lemma plan_keeps_budgets budgets plan : Forall2 step_keeps budgets plan ->
  Forall2 (keeps_budget neighbours) budgets (map as_batch plan).
Proof.
  induction 1 as [|b s budgets plan Hs _ IH]; simpl; constructor; auto.
  intros past. destruct (Hs past) as [W P]. split.
  - intros q Hq. apply in_map_iff in Hq. destruct Hq as (p & <- & Hp).
    apply questions_are_honest. auto.
  - unfold as_batch. now rewrite lsum_prices.
Qed.

(* The whole run of a strategy, as a program on fair bits, with all its answers:
   zCDP within the sum of budgets that were fixed in advance. *)
Theorem strategy_run_zcdp budgets plan d d' p p' :
  Forall2 step_keeps budgets plan -> neighbours d d' ->
  (forall answers, mass (strategy_program plan [] d) answers (p answers)) ->
  (forall answers, mass (strategy_program plan [] d') answers (p' answers)) ->
  is_dist p /\ is_dist p' /\ zcdp_pair (total budgets) p p'.
Proof.
  intros HP HN Hp Hp'.
  pose proof (plan_keeps_budgets budgets plan HP) as K.
  pose proof (strategy_program_realizes budgets plan HP []) as R.
  assert (E : forall e f, (forall answers, mass (strategy_program plan [] e) answers (f answers)) ->
    f = run (run_batches (map as_batch plan) []) e).
  { intros e f Hf. apply FunctionalExtensionality.functional_extensionality. intros ys.
    eapply has_sum_unique; [apply Hf|]. apply (realized_law _ _ R e ys). }
  rewrite (E _ _ Hp), (E _ _ Hp').
  split; [|split; [|now apply batches_zcdp with (Nb := neighbours)]];
    apply run_dist with (Nb := neighbours) (b := total budgets);
    now apply batches_within.
Qed.
End Strategy.
