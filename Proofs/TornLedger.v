(* Torn records: a crash may leave a part of the record that was being written.

   The file is lines of bytes; a record is a body without a line feed, then a line feed. When the
   machine stops, any first part of the record under way may have reached the disk: nothing,
   some bytes, or all of it although no fsync returned. [crash_image_read] shows that reading
   such a file finds exactly the records before it, the whole record if all of it is there, and
   otherwise the cut part as a tail, which is never taken for a record.

   The ledger of Ledger.v is extended by that: a torn tail stops everything until it is set
   aside by [Recover]. [torn_ledger_safe]: whatever is done and wherever it crashes, what was
   spent is at most what the file reports, and that at most the budget. *)
Require Import List Arith NArith Lia Bool.
From DPProofs Require Import Ledger.
Import ListNotations.
Open Scope N_scope.

(* ---------- bytes ---------- *)
Section Lines.
Context {byte : Type} (is_feed : byte -> bool) (feed : byte).
Hypothesis feed_is_feed : is_feed feed = true.
Variable body : entry -> list byte.
Variable parse : list byte -> option entry.
Hypothesis no_feed_inside : forall e b, In b (body e) -> is_feed b = false.
Hypothesis parse_body : forall e, parse (body e) = Some e.

Definition line (e : entry) : list byte := body e ++ [feed].
Definition file (l : list entry) : list byte := flat_map line l.

(* Reads line by line up to the first that is cut off or no record: the records, and the rest. *)
Fixpoint scan (begun : list byte) (bytes : list byte) : list entry * list byte :=
  match bytes with
  | [] => ([], begun)
  | b :: rest =>
      if is_feed b
      then match parse begun with
           | Some e => (e :: fst (scan [] rest), snd (scan [] rest))
           | None => ([], begun ++ b :: rest)
           end
      else scan (begun ++ [b]) rest
  end.

Lemma scan_inside part : (forall b, In b part -> is_feed b = false) -> forall begun rest,
  scan begun (part ++ rest) = scan (begun ++ part) rest.
Proof.
  induction part as [|b part IH]; intros H begun rest; simpl.
  - now rewrite app_nil_r.
  - rewrite (H b (or_introl eq_refl)). rewrite IH.
    + now rewrite <- app_assoc.
    + intros c Hc. apply H. now right.
Qed.

Lemma scan_line e rest :
  scan [] (line e ++ rest) = (e :: fst (scan [] rest), snd (scan [] rest)).
Proof.
  unfold line. rewrite <- app_assoc, scan_inside by apply no_feed_inside. simpl.
  now rewrite feed_is_feed, parse_body.
Qed.

Lemma scan_file l rest : scan [] (file l ++ rest) = (l ++ fst (scan [] rest), snd (scan [] rest)).
Proof.
  unfold file. induction l as [|e l IH]; simpl.
  - now destruct (scan [] rest).
  - rewrite <- app_assoc, scan_line, IH. reflexivity.
Qed.

(* The first n bytes of the record under way are on disk, behind the records l. *)
Theorem crash_image_read l e n :
  scan [] (file l ++ firstn n (line e)) =
  if Nat.leb (length (line e)) n then (l ++ [e], []) else (l, firstn n (line e)).
Proof.
  rewrite scan_file. destruct (Nat.leb_spec (length (line e)) n) as [H|H].
  - rewrite firstn_all2 by auto. rewrite <- (app_nil_r (line e)), scan_line. reflexivity.
  - unfold line in *. rewrite app_length in H. simpl in H.
    rewrite firstn_app. replace (n - length (body e))%nat with 0%nat by lia.
    change (firstn 0 [feed]) with (@nil byte).
    rewrite scan_inside.
    + simpl. now rewrite !app_nil_r.
    + intros b Hb. apply no_feed_inside with e.
      rewrite <- (firstn_skipn n (body e)). apply in_or_app. now left.
Qed.
End Lines.

(* ---------- the ledger with torn records ---------- *)
(* What a crash leaves of the record under way. *)
Inductive survival := Lost | Torn | Whole.

Record disk := { ledger : st; torn : bool }.

Inductive disk_op :=
| Plain (o : op)                (* an operation of Ledger.v *)
| CrashLeaving (v : survival)
| Recover.                      (* set the torn tail aside *)

Definition disk_step (budget : N) (o : disk_op) (s : disk) : disk :=
  if torn s
  then match o with
       | Recover => {| ledger := ledger s; torn := false |}
       | _ => s                 (* a ledger with a torn tail is refused *)
       end
  else match o with
       | Plain o => {| ledger := step budget o (ledger s); torn := false |}
       | CrashLeaving v =>
           match buf (ledger s), v with
           | Some _, Torn => {| ledger := step budget OCrash (ledger s); torn := true |}
           | Some _, Whole =>
               {| ledger := step budget OCrash (step budget OSync (ledger s)); torn := false |}
           | _, _ => {| ledger := step budget OCrash (ledger s); torn := false |}
           end
       | Recover => s
       end.

Definition new_disk : disk := {| ledger := init; torn := false |}.
Definition run_disk (budget : N) (ops : list disk_op) : disk :=
  fold_left (fun s o => disk_step budget o s) ops new_disk.

Lemma disk_step_inv budget o s :
  inv budget (ledger s) -> inv budget (ledger (disk_step budget o s)).
Proof.
  intros I. unfold disk_step. destruct (torn s); [destruct o; exact I|].
  destruct o as [o|v|]; auto; [now apply step_inv|].
  destruct (buf (ledger s)); [destruct v|]; cbn [ledger]; auto using step_inv.
Qed.

Lemma inv_init budget : inv budget init.
Proof. unfold inv, init, reported; simpl. split; lia. Qed.

Lemma inv_safe budget s : inv budget s -> spent s <= reported (log s) /\ reported (log s) <= budget.
Proof. unfold inv. destruct (buf s) as [[i c|i c|i]|]; lia. Qed.

Lemma run_disk_inv budget ops : inv budget (ledger (run_disk budget ops)).
Proof.
  unfold run_disk. cut (forall s, inv budget (ledger s) ->
    inv budget (ledger (fold_left (fun s o => disk_step budget o s) ops s))).
  { intros H. apply H. apply inv_init. }
  induction ops as [|o ops IH]; simpl; auto. intros s I. apply IH. now apply disk_step_inv.
Qed.

Theorem torn_ledger_safe budget ops : let s := ledger (run_disk budget ops) in
  spent s <= reported (log s) /\ reported (log s) <= budget.
Proof. apply inv_safe. apply run_disk_inv. Qed.

(* Nothing is spent or written while a torn tail stands. *)
Theorem torn_tail_stops_spending budget o s :
  torn s = true -> o <> Recover -> disk_step budget o s = s.
Proof. intros H N. unfold disk_step. rewrite H. destruct o; congruence. Qed.

(* Setting a torn tail aside gives nothing back. *)
Theorem recovery_keeps_the_charge budget s :
  reported (log (ledger (disk_step budget Recover s))) = reported (log (ledger s)) /\
  spent (ledger (disk_step budget Recover s)) = spent (ledger s).
Proof. unfold disk_step. destruct (torn s); simpl; auto. Qed.
