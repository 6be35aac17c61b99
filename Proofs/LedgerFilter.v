(* From the ledger to the guarantee: one theorem for any run.

   A session is any sequence, chosen step by step from all answers so far, of
   - operations on the ledger, with crashes anywhere, torn records and recoveries (TornLedger.v);
   - uses of a reservation: if the ledger lets that reservation run, an adaptive interaction is
     held under a guard that stops it at the reserved cost; what it answers is public. It may
     stop after any answer, so a crash in its midst is a session too.
   [ledger_run_zcdp]: if the ledger at the end of the session reports at most [r], however the
   answers fell, then all answers together are zCDP with rho = r units: the reported charge bounds
   the whole release. [ledger_run_within_budget]: in any case the ledger's budget does.
   [spent_at_most_reported]: on every path, the cost of what was let run is at most what the
   ledger reports at its end. *)
Require Import Reals List Lra Lia ZArith NArith.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms ExponentialMechanism Ledger
  TornLedger Batches.
Import ListNotations.
Open Scope R_scope.

Section LedgerFilter.
Context {D O : Type} (Nb : D -> D -> Prop).
Variable unit_rho : R.              (* what one unit of the ledger's costs is worth in rho *)
Hypothesis unit_pos : 0 < unit_rho.
Variable budget : N.

Inductive session : Type :=
| Done : session
| Do : disk_op -> session -> session
| Use : forall (id : N) (asked : @interN D O) (next : list O -> session), session.

(* Every mechanism that is asked keeps what its cost says. *)
Inductive honest_session : session -> Prop :=
| HS_done : honest_session Done
| HS_do o k : honest_session k -> honest_session (Do o k)
| HS_use id t k : honest Nb (toR unit_rho t) -> (forall answers, honest_session (k answers)) ->
    honest_session (Use id t k).

(* The cost for which the ledger lets a reservation run, if it does. *)
Definition granted (s : disk) (id : N) : option N :=
  if torn s then None else option_map fst (take id (pend (ledger s))).

Definition after_use (s : disk) (id : N) : disk := disk_step budget (Plain (ORun id)) s.

(* An interaction, and then what follows from its answers. *)
Fixpoint followed_by (t : @interN D O) (past : list O) (k : list O -> @inter D O) : @inter D O :=
  match t with
  | StopN => k past
  | AskN c M next =>
      Ask (IZR (Z.of_N c) * unit_rho) M (fun o => followed_by (next o) (past ++ [o]) k)
  end.

(* What the session asks of the data. *)
Fixpoint play (k : session) (s : disk) : @inter D O :=
  match k with
  | Done => Stop
  | Do o k' => play k' (disk_step budget o s)
  | Use id t next =>
      match granted s id with
      | None => play (next []) s
      | Some c => followed_by (guardN c t) [] (fun answers => play (next answers) (after_use s id))
      end
  end.

(* The states in which it can end, over all answers. *)
Inductive ends : session -> disk -> disk -> Prop :=
| E_done s : ends Done s s
| E_do o k s s' : ends k (disk_step budget o s) s' -> ends (Do o k) s s'
| E_refused id t next s s' : granted s id = None -> ends (next []) s s' ->
    ends (Use id t next) s s'
| E_used id t next s s' c answers : granted s id = Some c ->
    ends (next answers) (after_use s id) s' -> ends (Use id t next) s s'.

(* ---------- the ledger along a path ---------- *)
Definition spent_on (s : disk) : N := spent (ledger s).
Definition reports (s : disk) : N := reported (log (ledger s)).

Lemma step_spends_more o s : (spent s <= spent (step budget o s))%N.
Proof.
  destruct s as [l b p sp]. destruct o; simpl.
  - destruct b; simpl; [lia|]. destruct (_ <=? _)%N; simpl; lia.
  - destruct b; simpl; lia.
  - destruct (take id p) as [[c q]|]; simpl; lia.
  - destruct b; simpl; [lia|]. destruct (take id p) as [[c q]|]; simpl; lia.
  - destruct b; simpl; lia.
  - lia.
Qed.

Lemma disk_step_spends_more o s : (spent_on s <= spent_on (disk_step budget o s))%N.
Proof.
  unfold spent_on, disk_step. destruct (torn s); [destruct o; simpl; lia|].
  destruct o as [o|v|]; [apply step_spends_more| |lia].
  pose proof (step_spends_more OCrash (ledger s)).
  pose proof (step_spends_more OSync (ledger s)).
  pose proof (step_spends_more OCrash (step budget OSync (ledger s))).
  destruct (buf (ledger s)); [destruct v|]; cbn [ledger]; lia.
Qed.

Lemma use_spends s id c : granted s id = Some c -> spent_on (after_use s id) = (spent_on s + c)%N.
Proof.
  unfold granted, after_use, spent_on, disk_step. destruct (torn s); [discriminate|].
  cbn [ledger step]. destruct (take id (pend (ledger s))) as [[c' q]|]; simpl; [|discriminate].
  intros E. now injection E as ->.
Qed.

Lemma ends_invariant k s s' : ends k s s' -> inv budget (ledger s) ->
  inv budget (ledger s') /\ (spent_on s <= spent_on s')%N.
Proof.
  induction 1 as [s|o k s s' H IH|id t next s s' G H IH|id t next s s' c answers G H IH]; intros I.
  - split; [auto|lia].
  - destruct (IH (disk_step_inv budget o s I)) as [J L]. split; auto.
    pose proof (disk_step_spends_more o s). lia.
  - auto.
  - destruct (IH (disk_step_inv budget _ s I)) as [J L]. split; auto.
    rewrite (use_spends _ _ _ G) in L. lia.
Qed.

Lemma some_end k : forall s, exists s', ends k s s'.
Proof.
  induction k as [|o k IH|id t next IH]; intros s.
  - exists s. constructor.
  - destruct (IH (disk_step budget o s)) as [s' H]. exists s'. now constructor.
  - destruct (granted s id) as [c|] eqn:G.
    + destruct (IH [] (after_use s id)) as [s' H]. exists s'. now apply E_used with c [].
    + destruct (IH [] s) as [s' H]. exists s'. now apply E_refused.
Qed.

Theorem spent_at_most_reported k s' : ends k new_disk s' ->
  (spent_on s' <= reports s')%N /\ (reports s' <= budget)%N.
Proof.
  intros H. destruct (ends_invariant _ _ _ H (inv_init budget)) as [I _].
  unfold spent_on, reports. now apply inv_safe.
Qed.

(* ---------- the filter ---------- *)
Lemma IZR_N_nonneg n : 0 <= IZR (Z.of_N n) * unit_rho.
Proof. apply Rmult_le_pos; [apply IZR_le; lia|lra]. Qed.

Lemma followed_by_within t : honest Nb (toR unit_rho t) -> forall (c : N) past rest k,
  0 <= rest -> (forall answers, within Nb rest (k answers)) ->
  within Nb (IZR (Z.of_N c) * unit_rho + rest) (followed_by (guardN c t) past k).
Proof.
  intros Ht. remember (toR unit_rho t) as r eqn:E. revert t E.
  induction Ht as [|rho M next Hd Hz Hh IH]; intros [|a M' next'] E c past rest k Hr Hk;
    try discriminate; cbn [guardN].
  - cbn [followed_by]. apply within_more with rest; auto. pose proof (IZR_N_nonneg c). lra.
  - simpl in E. injection E as -> -> ->. destruct (N.leb_spec a c) as [L|L]; cbn [followed_by].
    + constructor; auto.
      * assert (IZR (Z.of_N a) * unit_rho <= IZR (Z.of_N c) * unit_rho); [|lra].
        apply Rmult_le_compat_r; [lra|]. apply IZR_le. lia.
      * intros o. replace (IZR (Z.of_N c) * unit_rho + rest - IZR (Z.of_N a) * unit_rho)
          with (IZR (Z.of_N (c - a)) * unit_rho + rest)
          by (rewrite N2Z.inj_sub by auto; rewrite minus_IZR; ring).
        now apply (IH o (next' o) eq_refl).
    + apply within_more with rest; auto. pose proof (IZR_N_nonneg c). lra.
Qed.

Lemma session_within r k : honest_session k -> forall s, inv budget (ledger s) ->
  (forall s', ends k s s' -> (reports s' <= r)%N) ->
  within Nb (IZR (Z.of_N (r - spent_on s)) * unit_rho) (play k s).
Proof.
  induction 1 as [|o k Hk IH|id t next Ht Hk IH]; intros s I Hr; cbn [play].
  - constructor. apply IZR_N_nonneg.
  - apply within_more with (IZR (Z.of_N (r - spent_on (disk_step budget o s))) * unit_rho).
    + apply Rmult_le_compat_r; [lra|]. apply IZR_le.
      pose proof (disk_step_spends_more o s). lia.
    + apply IH; [now apply disk_step_inv|]. intros s' H. apply Hr. now constructor.
  - destruct (granted s id) as [c|] eqn:G.
    + assert (J : inv budget (ledger (after_use s id))) by now apply disk_step_inv.
      pose proof (use_spends s id c G) as U.
      (* what was spent so far is within r, since some path goes on from here to an end *)
      assert (B : (spent_on s + c <= r)%N).
      { destruct (some_end (next []) (after_use s id)) as [s' H].
        destruct (ends_invariant _ _ _ H J) as [J' L]. rewrite U in L.
        pose proof (Hr s' (E_used id t next s s' c [] G H)) as R1.
        pose proof (proj1 (inv_safe _ _ J')) as R2. unfold reports, spent_on in *. lia. }
      replace (IZR (Z.of_N (r - spent_on s)) * unit_rho)
        with (IZR (Z.of_N c) * unit_rho + IZR (Z.of_N (r - spent_on (after_use s id))) * unit_rho).
      2:{ rewrite U, <- Rmult_plus_distr_r, <- plus_IZR. f_equal. f_equal. lia. }
      apply followed_by_within; auto; [apply IZR_N_nonneg|].
      intros answers. apply IH; auto. intros s' H. apply Hr. now apply E_used with c answers.
    + apply IH; auto. intros s' H. apply Hr. now apply E_refused.
Qed.

(* The whole release is zCDP with the charge that the ledger reports. *)
Theorem ledger_run_zcdp r k d d' : honest_session k ->
  (forall s', ends k new_disk s' -> (reports s' <= r)%N) -> Nb d d' ->
  zcdp_pair (IZR (Z.of_N r) * unit_rho) (run (play k new_disk) d) (run (play k new_disk) d').
Proof.
  intros H Hr HN. apply filter_zcdp with (Nb := Nb); auto.
  replace r with (r - spent_on new_disk)%N by (unfold spent_on; simpl; lia).
  apply session_within; auto. apply inv_init.
Qed.

(* And in any case with the budget. *)
Corollary ledger_run_within_budget k d d' : honest_session k -> Nb d d' ->
  zcdp_pair (IZR (Z.of_N budget) * unit_rho) (run (play k new_disk) d) (run (play k new_disk) d').
Proof.
  intros H HN. apply ledger_run_zcdp; auto. intros s' E. now apply (spent_at_most_reported k).
Qed.
(* The theorems are not about nothing: a reservation that is durable does run, and one that is torn
   does not. *)
Lemma a_durable_reservation_runs id c t next : (c <= budget)%N ->
  play (Do (Plain (OReserve id c)) (Do (Plain OSync) (Use id t next))) new_disk =
  let reserved := disk_step budget (Plain OSync)
    (disk_step budget (Plain (OReserve id c)) new_disk) in
  followed_by (guardN c t) [] (fun answers => play (next answers) (after_use reserved id)).
Proof.
  intros H. apply N.leb_le in H. cbn [play]. unfold granted, disk_step at 1 2 3 4. simpl.
  change (reported []) with 0%N. rewrite H. simpl. now rewrite N.eqb_refl.
Qed.

Lemma a_torn_reservation_does_not_run id c t :
  play (Do (Plain (OReserve id c)) (Do (CrashLeaving Torn) (Do Recover (Use id t (fun _ => Done)))))
    new_disk = Stop.
Proof.
  cbn [play]. unfold granted, disk_step. simpl. change (reported []) with 0%N.
  destruct (c <=? budget)%N; reflexivity.
Qed.
End LedgerFilter.
