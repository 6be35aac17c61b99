(* The ledger: what it reports is never less than what was spent, and never above the cap.

   A model of the append-only file with a record on its way to the disk, reservations in memory and
   crashes at any point; costs are natural numbers, in units of rho. And the chain of hashes: two
   logs with one head are equal, or show a collision, or a preimage of the first hash. *)
Require Import List NArith Lia Bool.
Import ListNotations.
Open Scope N_scope.

Inductive entry := Reserve (id cost : N) | Release (id cost : N) | Commit (id : N).

Definition charge1 (acc : N) (e : entry) : N :=
  match e with Reserve _ c => acc + c | Release _ c => acc - c | Commit _ => acc end.
(* what the ledger reports as spent: everything reserved and not released *)
Definition reported (l : list entry) : N := fold_left charge1 l 0.

(* machine state: durable log, one un-synced record, in-memory reservations not
   yet run, and (ghost) what has truly been spent on the data *)
Record st := { log : list entry; buf : option entry; pend : list (N * N); spent : N }.

Inductive op :=
| OReserve (id cost : N)   (* write the record; nothing may run yet *)
| OSync                    (* fsync: the record becomes durable *)
| ORun (id : N)            (* touch the data: only for a durable reservation *)
| OAbort (id : N)          (* give back a reservation that has not run *)
| OCommit (id : N)
| OCrash.                  (* lose the un-synced record and all memory *)

Fixpoint take (id : N) (p : list (N * N)) : option (N * list (N * N)) :=
  match p with
  | [] => None
  | (i, c) :: p' => if i =? id then Some (c, p')
      else match take id p' with None => None | Some (c', q) => Some (c', (i, c) :: q) end
  end.

Definition step (budget : N) (o : op) (s : st) : st :=
  match o with
  | OReserve id c =>
      match buf s with
      | Some _ => s
      | None => if reported (log s) + c <=? budget
                then {| log := log s; buf := Some (Reserve id c); pend := pend s; spent := spent s |} else s
      end
  | OSync =>
      match buf s with
      | None => s
      | Some e => {| log := log s ++ [e]; buf := None;
                     pend := match e with Reserve i c => (i, c) :: pend s | _ => pend s end;
                     spent := spent s |}
      end
  | ORun id =>
      match take id (pend s) with
      | None => s
      | Some (c, p) => {| log := log s; buf := buf s; pend := p; spent := spent s + c |}
      end
  | OAbort id =>
      match buf s, take id (pend s) with
      | None, Some (c, p) => {| log := log s; buf := Some (Release id c); pend := p; spent := spent s |}
      | _, _ => s
      end
  | OCommit id =>
      match buf s with
      | None => {| log := log s; buf := Some (Commit id); pend := pend s; spent := spent s |}
      | _ => s
      end
  | OCrash => {| log := log s; buf := None; pend := []; spent := spent s |}
  end.

Definition total (p : list (N * N)) : N := fold_right (fun x a => snd x + a) 0 p.

Lemma reported_snoc l e : reported (l ++ [e]) = charge1 (reported l) e.
Proof. unfold reported. now rewrite fold_left_app. Qed.

Lemma take_total id p : forall c q, take id p = Some (c, q) -> total p = c + total q.
Proof.
  induction p as [|[i c0] p IH]; simpl; intros c q H; [discriminate|].
  destruct (i =? id). inversion H; subst; auto.
  destruct (take id p) as [[c' q']|] eqn:E; [|discriminate]. inversion H; subst. simpl.
  rewrite (IH _ _ eq_refl). lia.
Qed.

Definition inv (budget : N) (s : st) : Prop :=
  match buf s with
  | Some (Release _ c) => spent s + total (pend s) + c <= reported (log s)
  | _ => spent s + total (pend s) <= reported (log s)
  end /\
  match buf s with
  | Some (Reserve _ c) => reported (log s) + c <= budget
  | _ => reported (log s) <= budget
  end.

Lemma step_inv budget o s : inv budget s -> inv budget (step budget o s).
Proof.
  destruct s as [l b p sp]. unfold inv. intros [I1 I2]. destruct o; simpl in *.
  - destruct b as [e|]; simpl; auto. destruct (N.leb_spec (reported l + cost) budget); simpl; auto.
  - destruct b as [[i c|i c|i]|]; simpl; auto; rewrite reported_snoc; simpl; lia.
  - destruct (take id p) as [[c q]|] eqn:E; simpl; auto. apply take_total in E.
    destruct b as [[i' c'|i' c'|i']|]; simpl in *; lia.
  - destruct b as [e|]; simpl; auto. destruct (take id p) as [[c q]|] eqn:E; simpl; auto.
    apply take_total in E. lia.
  - destruct b as [e|]; simpl; auto.
  - destruct b as [[i' c'|i' c'|i']|]; simpl in *; lia.
Qed.

Definition init : st := {| log := []; buf := None; pend := []; spent := 0 |}.
Definition exec_ops (budget : N) (ops : list op) : st := fold_left (fun s o => step budget o s) ops init.

Lemma inv_ops budget ops : forall s, inv budget s -> inv budget (fold_left (fun s o => step budget o s) ops s).
Proof. induction ops; simpl; intros; auto. apply IHops. now apply step_inv. Qed.

(* whatever the caller does, and wherever it crashes: never under-reports, never over budget *)
Theorem ledger_safe budget ops : let s := exec_ops budget ops in
  spent s <= reported (log s) /\ reported (log s) <= budget.
Proof.
  intros s. assert (I : inv budget s). { apply inv_ops. unfold inv; simpl; cbv; split; [discriminate|destruct budget; discriminate]. }
  unfold inv in I. destruct (buf s) as [[i c|i c|i]|]; lia.
Qed.

(* the log only grows *)
Theorem ledger_append_only budget o s : exists t, log (step budget o s) = log s ++ t.
Proof.
  destruct s as [l b p sp]. destruct o; simpl.
  - destruct b; simpl; [exists []; now rewrite app_nil_r|]. destruct (_ <=? _); exists []; now rewrite app_nil_r.
  - destruct b; simpl; [eexists; reflexivity|exists []; now rewrite app_nil_r].
  - destruct (take id p) as [[]|]; exists []; now rewrite app_nil_r.
  - destruct b; simpl; [exists []; now rewrite app_nil_r|]. destruct (take id p) as [[]|]; exists []; now rewrite app_nil_r.
  - destruct b; exists []; now rewrite app_nil_r.
  - exists []; now rewrite app_nil_r.
Qed.

(* ---------- hash chain: two different logs with one head give a collision *)
Section Chain.
Context {D E : Type} (H : D -> E -> D) (g : D).
Hypothesis E_dec : forall x y : E, {x = y} + {x <> y}.
Hypothesis D_dec : forall x y : D, {x = y} + {x <> y}.

Definition head (l : list E) : D := fold_left H l g.
Definition collision := exists d d' e e', (d, e) <> (d', e') /\ H d e = H d' e'.
Definition preimage_of_genesis := exists d e, H d e = g.

Theorem tamper_evident : forall l l', head l = head l' -> l = l' \/ collision \/ preimage_of_genesis.
Proof.
  intros l. induction l as [|e l IH] using rev_ind; intros l'.
  - destruct l' as [|e' l'] using rev_ind; auto. unfold head. rewrite fold_left_app. simpl. intros E0.
    right; right. do 2 eexists. symmetry. exact E0.
  - destruct l' as [|e' l' _] using rev_ind; unfold head; rewrite ?fold_left_app; simpl; intros E0.
    + right; right. do 2 eexists. exact E0.
    + destruct (D_dec (fold_left H l g) (fold_left H l' g)) as [Ed|Nd].
      * destruct (E_dec e e') as [->|Ne].
        -- destruct (IH _ Ed) as [->|C]; auto.
        -- right; left. do 4 eexists. split; [|exact E0]. congruence.
      * right; left. do 4 eexists. split; [|exact E0]. congruence.
Qed.
End Chain.

