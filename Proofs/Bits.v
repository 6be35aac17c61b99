(* Programs on fair bits, and their probabilities.

   [prog A] is a small language: return, read a bit, sequence, loop.
   [exec] runs a program on a list of bits; it is what is extracted to OCaml.
   [den p w a]: the program p, reading exactly the bits w, returns a.
   [mass p a m]: the sum of 2^-|w| over all such w is m, so p returns a with probability m.
   The interpreter is sound, no run is a beginning of another one, and the probability of a
   sequence, of a loop and of rejection is what it should be. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz Classical Bool.
From DPProofs Require Import Sums GaussianSums Privacy.
Import ListNotations.
Open Scope R_scope.

Definition dec (P : Prop) : {P} + {~ P}.
Proof. destruct (ClassicalDedekindReals.sig_not_dec P) as [H|H]; [left; now apply NNPP|right; auto]. Qed.

Definition word := list bool.
Definition samp (A : Type) := word -> A -> Prop.

Definition sret {A} (a : A) : samp A := fun w b => w = [] /\ b = a.
Definition sflip : samp bool := fun w b => w = [b].
Definition sbind {A B} (p : samp A) (k : A -> samp B) : samp B :=
  fun w b => exists w1 w2 a, w = w1 ++ w2 /\ p w1 a /\ k a w2 b.
Fixpoint siter {S A} (body : S -> samp (S + A)) (n : nat) (s : S) : samp A :=
  match n with
  | O => fun _ _ => False
  | Datatypes.S n => sbind (body s) (fun r => match r with inl s' => siter body n s' | inr a => sret a end)
  end.
Definition sloop {S A} (body : S -> samp (S + A)) (s : S) : samp A := fun w a => exists n, siter body n s w a.

Inductive prog : Type -> Type :=
| Ret : forall A, A -> prog A
| Flip : prog bool
| Bind : forall A B, prog A -> (A -> prog B) -> prog B
| Loop : forall S A, (S -> prog (S + A)) -> S -> prog A.
Arguments Ret {A}. Arguments Bind {A B}. Arguments Loop {S A}.

Fixpoint den {A} (p : prog A) : samp A :=
  match p with
  | Ret a => sret a
  | Flip => sflip
  | Bind p k => sbind (den p) (fun a => den (k a))
  | Loop body s => sloop (fun s => den (body s)) s
  end.

Fixpoint exec {A} (p : prog A) (fuel : nat) : word -> option (A * word) :=
  match p in prog A return word -> option (A * word) with
  | Ret a => fun w => Some (a, w)
  | Flip => fun w => match w with [] => None | b :: w' => Some (b, w') end
  | Bind p k => fun w => match exec p fuel w with None => None | Some (a, w') => exec (k a) fuel w' end
  | Loop body s =>
      (fix go (n : nat) s w {struct n} := match n with
       | O => None
       | Datatypes.S n => match exec (body s) fuel w with
                | None => None
                | Some (inl s', w') => go n s' w'
                | Some (inr a, w') => Some (a, w')
                end
       end) fuel s
  end.

(* the interpreter agrees with the specification *)
Theorem interpreter_sound A (p : prog A) : forall fuel w a w',
  exec p fuel w = Some (a, w') -> exists v, w = v ++ w' /\ den p v a.
Proof.
  induction p as [A a| |A B p IHp k IHk|S A body IH s]; intros fuel w b w' H; simpl in H.
  - inversion H; subst. exists []. split; auto. split; auto.
  - destruct w as [|x w]; inversion H; subst. exists [b]. split; auto. reflexivity.
  - destruct (exec p fuel w) as [[a w1]|] eqn:E; [|discriminate].
    apply IHp in E. destruct E as (v1 & -> & D1). apply IHk in H. destruct H as (v2 & -> & D2).
    exists (v1 ++ v2). rewrite app_assoc. split; auto. exists v1, v2, a; auto.
  - cut (forall n s w, (fix go (n : nat) s w {struct n} := match n with
       | O => None
       | Datatypes.S n => match exec (body s) fuel w with
                | None => None
                | Some (inl s', w') => go n s' w'
                | Some (inr a, w') => Some (a, w')
                end
       end) n s w = Some (b, w') -> exists v, w = v ++ w' /\ siter (fun s => den (body s)) n s v b).
    { intros C. destruct (C _ _ _ H) as (v & -> & D). exists v; split; auto. now exists fuel. }
    clear s w H. induction n as [|n IHn]; intros s w H; [discriminate|].
    destruct (exec (body s) fuel w) as [[[s'|a] w1]|] eqn:E; try discriminate.
    + apply IH in E. destruct E as (v1 & -> & D1). apply IHn in H. destruct H as (v2 & -> & D2).
      exists (v1 ++ v2). rewrite app_assoc. split; auto. exists v1, v2, (inl s'); auto.
    + inversion H; subst. apply IH in E. destruct E as (v1 & -> & D1).
      exists v1. split; auto. exists v1, [], (inr b). rewrite app_nil_r. repeat split; auto.
Qed.

(* ---------- determinism (prefix-freeness) *)
Definition det {A} (p : samp A) := forall w v a b, p w a -> p (w ++ v) b -> v = [] /\ a = b.

Lemma app_split (w1 w2 u1 u2 : word) : w1 ++ w2 = u1 ++ u2 ->
  (exists x, u1 = w1 ++ x /\ w2 = x ++ u2) \/ (exists x, w1 = u1 ++ x /\ u2 = x ++ w2).
Proof.
  revert u1. induction w1 as [|b w1 IH]; intros u1 H; simpl in H.
  - left. exists u1; auto.
  - destruct u1 as [|c u1]; simpl in H.
    + right. exists (b :: w1); auto.
    + injection H as -> H. destruct (IH _ H) as [(x & -> & ->)|(x & -> & ->)].
      left; exists x; auto. right; exists x; auto.
Qed.

Lemma split_unique {A} (p : samp A) w1 w2 u1 u2 a b : det p -> p w1 a -> p u1 b ->
  w1 ++ w2 = u1 ++ u2 -> w1 = u1 /\ w2 = u2 /\ a = b.
Proof.
  intros Hd H1 H2 E. destruct (app_split _ _ _ _ E) as [(x & -> & ->)|(x & -> & ->)].
  - destruct (Hd _ _ _ _ H1 H2) as [-> ->]. rewrite app_nil_r. auto.
  - destruct (Hd _ _ _ _ H2 H1) as [-> ->]. rewrite app_nil_r. auto.
Qed.

Lemma det_bind {A B} (p : samp A) (k : A -> samp B) : det p -> (forall a, det (k a)) -> det (sbind p k).
Proof.
  intros Hp Hk w v b b' (w1 & w2 & a & -> & P1 & K1) (u1 & u2 & a' & E & P2 & K2).
  rewrite <- app_assoc in E. destruct (split_unique p _ _ _ _ _ _ Hp P1 P2 E) as (-> & <- & <-).
  eapply Hk; eauto.
Qed.

Lemma det_ret {A} (a : A) : det (sret a).
Proof. intros w v b c [-> ->] [E ->]. split; auto. Qed.

Lemma siter_mono {S A} (body : S -> samp (S + A)) n : forall s w a, siter body n s w a -> siter body (Datatypes.S n) s w a.
Proof.
  induction n as [|n IH]; intros s w a H; [destruct H|].
  destruct H as (w1 & w2 & r & -> & P & K). exists w1, w2, r. repeat split; auto.
  destruct r as [s'|b]; auto.
Qed.

Lemma siter_le {S A} (body : S -> samp (S + A)) n m s w a : (n <= m)%nat -> siter body n s w a -> siter body m s w a.
Proof. induction 1; auto. intros. apply siter_mono; auto. Qed.

Lemma det_iter {S A} (body : S -> samp (S + A)) : (forall s, det (body s)) -> forall n s, det (siter body n s).
Proof.
  intros Hb. induction n as [|n IH]; intros s. intros w v a b [].
  simpl. apply det_bind; auto. intros [s'|a]; auto using det_ret.
Qed.

Lemma det_loop {S A} (body : S -> samp (S + A)) s : (forall s, det (body s)) -> det (sloop body s).
Proof.
  intros Hb w v a b [n Hn] [m Hm].
  apply (det_iter body Hb (max n m) s w v a b).
  apply (siter_le body n); [lia|auto]. apply (siter_le body m); [lia|auto].
Qed.

Theorem programs_prefix_free A (p : prog A) : det (den p).
Proof.
  induction p; simpl.
  - apply det_ret.
  - intros w v a b. unfold sflip. intros -> E. destruct v; inversion E; auto.
  - apply det_bind; auto.
  - apply det_loop; auto.
Qed.

(* ---------- probability *)
Definition ind (P : Prop) : R := if dec P then 1 else 0.
Definition wm {A} (p : samp A) (a : A) (w : word) : R := ind (p w a) * (/ 2) ^ length w.
Definition smass {A} (p : samp A) (a : A) (m : R) := has_sum (wm p a) m.
Definition mass {A} (p : prog A) (a : A) (m : R) := smass (den p) a m.

Lemma ind_t (P : Prop) : P -> ind P = 1.
Proof. unfold ind; destruct (dec P); tauto. Qed.
Lemma ind_f (P : Prop) : ~ P -> ind P = 0.
Proof. unfold ind; destruct (dec P); tauto. Qed.
Lemma half_pos n : 0 < (/ 2) ^ n.
Proof. apply pow_lt; lra. Qed.
Lemma wm_nonneg {A} (p : samp A) a : nonneg (wm p a).
Proof. intros w. unfold wm, ind. pose proof (half_pos (length w)). destruct (dec _); lra. Qed.
Lemma wm_pos {A} (p : samp A) a w : wm p a w <> 0 -> p w a.
Proof. unfold wm, ind. destruct (dec _); auto. intros H; exfalso; apply H; ring. Qed.

(* sums along a map that is injective on the support *)
Section Bij.
Context {A B : Type} (f : A -> R) (F : B -> R) (phi : B -> A).
Hypothesis Nf : nonneg f.
Hypothesis Hinj : forall b b', F b <> 0 -> F b' <> 0 -> phi b = phi b' -> b = b'.
Hypothesis Hval : forall b, F b <> 0 -> f (phi b) = F b.
Hypothesis Hsur : forall a, f a <> 0 -> exists b, F b <> 0 /\ phi b = a.

Lemma bij_down l : NoDup l -> exists k, NoDup k /\ incl k l /\ (forall b, In b k -> F b <> 0) /\ lsum F l = lsum F k.
Proof.
  induction l as [|b l IH]; intros Hn.
  - exists []. repeat split; auto. intros x []. 
  - inversion Hn; subst. destruct (IH H2) as (k & K1 & K2 & K3 & K4).
    destruct (Req_dec (F b) 0) as [E|E].
    + exists k. repeat split; auto. intros x Hx; right; auto. simpl; lra.
    + exists (b :: k). repeat split.
      * constructor; auto.
      * intros x [->|Hx]; simpl; auto.
      * intros x [<-|Hx]; auto.
      * simpl; lra.
Qed.

Lemma bij_up l : NoDup l -> exists k, NoDup k /\ incl (map phi k) l /\ (forall b, In b k -> F b <> 0) /\ lsum f l = lsum F k.
Proof.
  induction l as [|a l IH]; intros Hn.
  - exists []. repeat split; auto. constructor. intros x [].
  - inversion Hn; subst. destruct (IH H2) as (k & K1 & K2 & K3 & K4).
    destruct (Req_dec (f a) 0) as [E|E].
    + exists k. repeat split; auto. intros x Hx; right; auto. simpl; lra.
    + destruct (Hsur a E) as (b & Hb & Ea). exists (b :: k). repeat split.
      * constructor; auto. intros Hin. apply H1, K2. rewrite <- Ea. now apply in_map.
      * intros x [Hx|Hx]. left; congruence. right; auto.
      * intros x [<-|Hx]; auto.
      * simpl. rewrite <- Hval by auto. rewrite Ea. lra.
Qed.

Lemma NoDup_map_on k : NoDup k -> (forall b, In b k -> F b <> 0) -> NoDup (map phi k).
Proof.
  induction 1 as [|b k Hn Hk IH]; intros H; simpl; constructor.
  - intros Hin. apply in_map_iff in Hin. destruct Hin as (b' & E & Hb').
    assert (b' = b). { apply Hinj; auto. apply H; simpl; auto. apply H; simpl; auto. } subst; contradiction.
  - apply IH. intros; apply H; simpl; auto.
Qed.

Lemma has_sum_bij s : has_sum F s -> has_sum f s.
Proof.
  intros HF. apply has_sum_intro; auto.
  - intros l Hl. destruct (bij_up l Hl) as (k & K1 & _ & _ & ->). eapply has_sum_ub; eauto.
  - intros M HM. eapply has_sum_least; eauto. intros l Hl.
    destruct (bij_down l Hl) as (k & K1 & _ & K3 & ->).
    rewrite (lsum_ext F (fun b => f (phi b))) by (intros; symmetry; auto).
    rewrite <- lsum_map. apply HM. now apply NoDup_map_on.
Qed.
End Bij.

Theorem mass_bind {A B} (p : samp A) (k : A -> samp B) (m n : A -> R) b s :
  det p -> (forall a, det (k a)) ->
  (forall a, smass p a (m a)) -> (forall a, m a <> 0 -> smass (k a) b (n a)) ->
  has_sum (fun a => m a * n a) s -> smass (sbind p k) b s.
Proof.
  intros Dp Dk Hm Hn Hs.
  pose (F := fun x : A * (word * word) => wm p (fst x) (fst (snd x)) * wm (k (fst x)) b (snd (snd x))).
  assert (HF : has_sum F s).
  { apply (tonelli (fun a (y : word * word) => wm p a (fst y) * wm (k a) b (snd y)) (fun a => m a * n a)); auto.
    intros a. destruct (Req_dec (m a) 0) as [E|E]; [|apply has_sum_prod; [apply Hm|apply Hn; auto]].
    assert (Z0 : forall w, wm p a w = 0).
    { intros w. specialize (Hm a). rewrite E in Hm. now apply has_sum_zero_inv. }
    rewrite E, Rmult_0_l. apply (has_sum_finite _ []).
    intros y; rewrite Z0; lra. constructor. intros y _; rewrite Z0; ring. }
  assert (HP : forall x, F x <> 0 -> p (fst (snd x)) (fst x) /\ k (fst x) (snd (snd x)) b).
  { intros x Hx. unfold F in Hx. split; apply wm_pos; intros E; apply Hx; rewrite E; ring. }
  apply (has_sum_bij (wm (sbind p k) b) F (fun x => fst (snd x) ++ snd (snd x))); auto.
  - apply wm_nonneg.
  - intros [a [w1 w2]] [a' [u1 u2]] H1 H2 E. apply HP in H1. apply HP in H2. simpl in *.
    destruct (split_unique p _ _ _ _ _ _ Dp (proj1 H1) (proj1 H2) E) as (-> & -> & ->). auto.
  - intros [a [w1 w2]] Hx. pose proof (HP _ Hx) as [P K]. simpl in *. unfold F, wm; simpl.
    rewrite !ind_t; auto. rewrite app_length, pow_add. ring. exists w1, w2, a; auto.
  - intros w Hw. apply wm_pos in Hw. destruct Hw as (w1 & w2 & a & -> & P & K).
    exists (a, (w1, w2)). split; auto. unfold F, wm; simpl. rewrite !ind_t by auto.
    pose proof (half_pos (length w1)). pose proof (half_pos (length w2)). nra.
Qed.

Lemma mass_ret {A} (a : A) : smass (sret a) a 1.
Proof.
  unfold smass. replace 1 with (lsum (wm (sret a) a) [[]]).
  - apply has_sum_finite. apply wm_nonneg. constructor; [intros []|constructor].
    intros w Hw. unfold wm. rewrite ind_f. ring. intros [-> _]. apply Hw; simpl; auto.
  - simpl. unfold wm. rewrite ind_t by (split; auto). simpl; ring.
Qed.

Lemma mass_none {A} (p : samp A) a : (forall w, ~ p w a) -> smass p a 0.
Proof.
  intros H. apply (has_sum_finite (wm p a) []). apply wm_nonneg. constructor.
  intros w _. unfold wm. rewrite ind_f by auto. ring.
Qed.

Lemma mass_ret_ne {A} (a b : A) : b <> a -> smass (sret a) b 0.
Proof. intros H. apply mass_none. intros w [_ E]. auto. Qed.

Lemma mass_flip b : smass sflip b (/ 2).
Proof.
  unfold smass. replace (/ 2) with (lsum (wm sflip b) [[b]]).
  - apply has_sum_finite. apply wm_nonneg. constructor; [intros []|constructor].
    intros w Hw. unfold wm. rewrite ind_f. ring. unfold sflip; intros ->. apply Hw; simpl; auto.
  - simpl. unfold wm, sflip. rewrite ind_t by auto. simpl; ring.
Qed.

Theorem mass_loop {S A} (body : S -> samp (S + A)) s a x m :
  (forall n, smass (siter body n s) a (x n)) -> Un_cv x m -> smass (sloop body s) a m.
Proof.
  intros Hx Hm.
  assert (G : Un_growing x).
  { intros n. eapply has_sum_le; [|apply Hx|apply Hx]. intros w. unfold wm.
    apply Rmult_le_compat_r. left; apply half_pos. unfold ind.
    destruct (dec (siter body n s w a)) as [H|H]; destruct (dec (siter body (Datatypes.S n) s w a)) as [H'|H']; try lra.
    exfalso; apply H'. now apply siter_mono. }
  apply has_sum_intro.
  - apply wm_nonneg.
  - intros l Hl.
    assert (exists n, forall w, In w l -> sloop body s w a -> siter body n s w a) as [n Hn].
    { clear Hl. induction l as [|w l [n IH]]. exists O; intros w [].
      destruct (classic (sloop body s w a)) as [[k Hk]|C].
      - exists (max n k). intros u [<-|Hu] Hl.
        apply (siter_le body k); [lia|auto]. apply (siter_le body n); [lia|auto].
      - exists n. intros u [<-|Hu] Hl; auto. contradiction. }
    apply Rle_trans with (x n); [|now apply growing_ineq].
    rewrite (lsum_ext _ (wm (siter body n s) a)).
    + eapply has_sum_ub; [apply Hx|auto].
    + intros w Hw. unfold wm. f_equal. unfold ind.
      destruct (dec (sloop body s w a)) as [H|H]; destruct (dec (siter body n s w a)) as [H'|H']; auto.
      * exfalso; auto.
      * exfalso; apply H. now exists n.
  - intros M HM. apply Rnot_lt_le. intros C. destruct (Hm (m - M)) as [N HN]. lra.
    specialize (HN N (Nat.le_refl _)). unfold R_dist in HN.
    assert (x N <= M).
    { eapply has_sum_least; [apply Hx|]. intros l Hl. eapply Rle_trans; [|apply (HM l Hl)].
      apply lsum_le. intros w _. unfold wm. apply Rmult_le_compat_r. left; apply half_pos.
      unfold ind. destruct (dec (siter body N s w a)) as [H|H]; destruct (dec (sloop body s w a)) as [H'|H']; try lra.
      exfalso; apply H'; now exists N. }
    pose proof (growing_ineq x m G Hm N). rewrite Rabs_left1 in HN; lra.
Qed.

(* rejection: repeat until accepted *)
Definition until {A} (body : prog (unit + A)) : prog A := Loop (fun _ => body) tt.

Theorem mass_until {A} (body : prog (unit + A)) r (pa : A -> R) a :
  r < 1 -> mass body (inl tt) r -> (forall a, mass body (inr a) (pa a)) ->
  mass (until body) a (pa a / (1 - r)).
Proof.
  intros Hr Hmr Hma. assert (Hr0 : 0 <= r) by (eapply has_sum_pos; apply Hmr).
  apply mass_loop with (x := fun n => pa a * ((1 - r ^ n) / (1 - r))).
  - induction n as [|n IH].
    + replace (pa a * ((1 - r ^ 0) / (1 - r))) with 0 by (simpl; field; lra). apply mass_none. intros w [].
    + apply mass_bind with (m := fun x => match x with inl _ => r | inr b => pa b end)
        (n := fun x => match x with inl _ => pa a * ((1 - r ^ n) / (1 - r)) | inr b => if dec (b = a) then 1 else 0 end).
      * apply programs_prefix_free.
      * intros [u|b]. apply det_iter. intros; apply programs_prefix_free. apply det_ret.
      * intros [[]|b]; [exact Hmr|apply Hma].
      * intros [[]|b] _; [exact IH|]. destruct (dec (b = a)) as [->|E]. apply mass_ret. apply mass_ret_ne; auto.
      * replace (pa a * ((1 - r ^ S n) / (1 - r))) with
          (lsum (fun x : unit + A => match x with inl _ => r | inr b => pa b end *
             match x with inl _ => pa a * ((1 - r ^ n) / (1 - r)) | inr b => if dec (b = a) then 1 else 0 end) [inl tt; inr a]).
        -- assert (Pa : forall b, 0 <= pa b) by (intros b; eapply has_sum_pos; apply Hma).
           assert (Pn : 0 <= pa a * ((1 - r ^ n) / (1 - r))) by (eapply has_sum_pos; apply IH).
           apply has_sum_finite.
           ++ intros [[]|b]. apply Rmult_le_pos; auto. apply Rmult_le_pos; auto. destruct (dec _); lra.
           ++ constructor. intros [E|[]]; discriminate. constructor; [intros []|constructor].
           ++ intros [[]|b] Hi. exfalso; apply Hi; simpl; auto.
              destruct (dec (b = a)) as [->|E]. exfalso; apply Hi; simpl; auto. ring.
        -- simpl. destruct (dec (a = a)); [|tauto]. field. lra.
  - intros eps He.
    assert (P : 0 <= pa a) by (eapply has_sum_pos; apply Hma).
    pose (c := pa a / (1 - r)). assert (Hc : 0 <= c). { apply Rmult_le_pos; auto. left; apply Rinv_0_lt_compat; lra. }
    destruct (pow_lt_1_zero r) with (y := eps / (c + 1)) as [N HN]. rewrite Rabs_pos_eq; lra.
    apply Rmult_lt_0_compat; auto. apply Rinv_0_lt_compat; lra.
    exists N. intros n Hn. specialize (HN n Hn). rewrite Rabs_pos_eq in HN by (apply pow_le; auto).
    unfold R_dist. replace (pa a * ((1 - r ^ n) / (1 - r)) - pa a / (1 - r)) with (- (c * r ^ n)) by (unfold c; field; lra).
    rewrite Rabs_Ropp, Rabs_pos_eq by (apply Rmult_le_pos; auto; apply pow_le; auto).
    apply Rmult_lt_compat_l with (r := c + 1) in HN; [|lra].
    replace ((c + 1) * (eps / (c + 1))) with eps in HN by (field; lra).
    assert (0 <= r ^ n) by (apply pow_le; auto). lra.
Qed.

