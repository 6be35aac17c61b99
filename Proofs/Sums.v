(* Unordered sums of non-negative reals over any type.

   [has_sum f s]: f is nowhere negative, and s is the least upper bound of the sums of f over
   finite lists without repetition. A probability distribution is an f with [has_sum f 1].
   No enumeration of the type is needed; sums of products and reindexing are here. *)
Require Import Reals List Lra Lia Classical Permutation FinFun.
Import ListNotations.
Open Scope R_scope.

Fixpoint lsum {A} (f : A -> R) (l : list A) : R :=
  match l with [] => 0 | a :: l' => f a + lsum f l' end.

Definition nonneg {A} (f : A -> R) := forall a, 0 <= f a.
Definition psums {A} (f : A -> R) (x : R) := exists l, NoDup l /\ x = lsum f l.
Definition has_sum {A} (f : A -> R) (s : R) := nonneg f /\ is_lub (psums f) s.

Section Lsum.
Context {A : Type}.
Implicit Types f g : A -> R.

Lemma lsum_app f l l' : lsum f (l ++ l') = lsum f l + lsum f l'.
Proof. induction l; simpl; lra. Qed.

Lemma lsum_ext f g l : (forall a, In a l -> f a = g a) -> lsum f l = lsum g l.
Proof.
  induction l; simpl; intros H; auto. rewrite H; auto. rewrite IHl; auto.
Qed.

Lemma lsum_le f g l : (forall a, In a l -> f a <= g a) -> lsum f l <= lsum g l.
Proof.
  induction l; simpl; intros H. lra.
  assert (f a <= g a) by auto. assert (lsum f l <= lsum g l) by auto. lra.
Qed.

Lemma lsum_scal c f l : lsum (fun a => c * f a) l = c * lsum f l.
Proof. induction l; simpl; [|rewrite IHl]; lra. Qed.

Lemma lsum_plus f g l : lsum (fun a => f a + g a) l = lsum f l + lsum g l.
Proof. induction l; simpl; [|rewrite IHl]; lra. Qed.

Lemma lsum_nonneg f l : nonneg f -> 0 <= lsum f l.
Proof. intros H; induction l; simpl. lra. specialize (H a). lra. Qed.

Lemma lsum_zero f l : (forall a, In a l -> f a = 0) -> lsum f l = 0.
Proof. intros H. induction l; simpl; auto. rewrite H by (simpl; auto).
  rewrite IHl. lra. intros; apply H; simpl; auto. Qed.

Lemma lsum_perm f l l' : Permutation l l' -> lsum f l = lsum f l'.
Proof. induction 1; simpl; lra. Qed.

Lemma lsum_incl f l l' : nonneg f -> NoDup l -> incl l l' -> lsum f l <= lsum f l'.
Proof.
  intros Hf. revert l'. induction l as [|a l IH]; intros l' Hn Hi; simpl.
  - now apply lsum_nonneg.
  - inversion Hn; subst.
    destruct (in_split a l') as (l1 & l2 & ->). { apply Hi; simpl; auto. }
    assert (lsum f l <= lsum f (l1 ++ l2)).
    { apply IH; auto. intros x Hx.
      assert (Hx' : In x (l1 ++ a :: l2)) by (apply Hi; simpl; auto).
      apply in_app_or in Hx'. apply in_or_app. destruct Hx' as [|[->|]]; auto.
      contradiction. }
    rewrite lsum_app in *. simpl. lra.
Qed.

Lemma nodup_ex (l : list A) : exists l', NoDup l' /\ incl l l' /\ incl l' l.
Proof.
  induction l as [|a l (l' & H1 & H2 & H3)].
  - exists []. split; [constructor|split; intros x []].
  - destruct (classic (In a l')).
    + exists l'. split; auto. split.
      intros x [->|]; auto. intros x Hx; right; auto.
    + exists (a :: l'). split; [constructor; auto|split].
      intros x [->|]; simpl; auto. intros x [->|]; simpl; auto.
Qed.

Lemma NoDup_app_intro (l l' : list A) :
  NoDup l -> NoDup l' -> (forall a, In a l -> ~ In a l') -> NoDup (l ++ l').
Proof.
  induction l; simpl; auto. intros H1 H2 H3. inversion H1; subst.
  constructor.
  - rewrite in_app_iff. intros [|]; auto. apply (H3 a); auto.
  - apply IHl; auto.
Qed.
End Lsum.

Lemma lsum_map {A B} (f : A -> R) (h : B -> A) l : lsum f (map h l) = lsum (fun b => f (h b)) l.
Proof. induction l; simpl; [|rewrite IHl]; lra. Qed.

Lemma lsum_swap {A B} (f : A -> B -> R) l l' :
  lsum (fun a => lsum (f a) l') l = lsum (fun b => lsum (fun a => f a b) l) l'.
Proof.
  induction l; simpl.
  - symmetry; apply lsum_zero; auto.
  - rewrite IHl. now rewrite lsum_plus.
Qed.

Lemma lsum_list_prod {A B} (f : A * B -> R) la lb :
  lsum f (list_prod la lb) = lsum (fun a => lsum (fun b => f (a, b)) lb) la.
Proof.
  induction la; simpl; auto. rewrite lsum_app, lsum_map, IHla. reflexivity.
Qed.

Section HasSum.
Context {A : Type}.
Implicit Types f g : A -> R.

Lemma has_sum_nonneg f s : has_sum f s -> nonneg f.
Proof. now intros []. Qed.

Lemma has_sum_pos f s : has_sum f s -> 0 <= s.
Proof. intros [_ [H _]]. apply H. exists []. split; auto. constructor. Qed.

Lemma has_sum_ub f s l : has_sum f s -> NoDup l -> lsum f l <= s.
Proof. intros [_ [H _]] Hl. apply H. exists l; auto. Qed.

Lemma has_sum_least f s M :
  has_sum f s -> (forall l, NoDup l -> lsum f l <= M) -> s <= M.
Proof. intros [_ [_ H]] HM. apply H. intros x (l & Hl & ->). auto. Qed.

Lemma has_sum_intro f s :
  nonneg f -> (forall l, NoDup l -> lsum f l <= s) ->
  (forall M, (forall l, NoDup l -> lsum f l <= M) -> s <= M) -> has_sum f s.
Proof.
  intros H1 H2 H3. split; auto. split.
  - intros x (l & Hl & ->); auto.
  - intros M HM. apply H3. intros l Hl. apply HM. exists l; auto.
Qed.

Lemma has_sum_unique f s t : has_sum f s -> has_sum f t -> s = t.
Proof.
  intros Hs Ht. apply Rle_antisym.
  - apply (has_sum_least f); auto. intros; eapply has_sum_ub; eauto.
  - apply (has_sum_least f); auto. intros; eapply has_sum_ub; eauto.
Qed.

Lemma has_sum_ex f M :
  nonneg f -> (forall l, NoDup l -> lsum f l <= M) -> { s | has_sum f s /\ s <= M }.
Proof.
  intros Hf HM.
  destruct (completeness (psums f)) as [s Hs].
  - exists M. intros x (l & Hl & ->). auto.
  - exists 0, []. split; auto. constructor.
  - exists s. assert (has_sum f s) by (split; auto). split; auto.
    eapply has_sum_least; eauto.
Qed.

Lemma has_sum_ext f g s : (forall a, f a = g a) -> has_sum f s -> has_sum g s.
Proof.
  intros E H. apply has_sum_intro.
  - intros a. rewrite <- E. apply (has_sum_nonneg _ _ H).
  - intros l Hl. rewrite <- (lsum_ext f g) by auto. eapply has_sum_ub; eauto.
  - intros M HM. eapply has_sum_least; eauto. intros l Hl.
    rewrite (lsum_ext f g) by auto. auto.
Qed.

Lemma has_sum_le f g s t : (forall a, f a <= g a) -> has_sum f s -> has_sum g t -> s <= t.
Proof.
  intros E Hf Hg. eapply has_sum_least; eauto. intros l Hl.
  apply Rle_trans with (lsum g l). apply lsum_le; auto. eapply has_sum_ub; eauto.
Qed.

(* comparison test *)
Lemma has_sum_dom f g t :
  nonneg f -> (forall a, f a <= g a) -> has_sum g t -> { s | has_sum f s /\ s <= t }.
Proof.
  intros Hf E Hg. apply has_sum_ex; auto. intros l Hl.
  apply Rle_trans with (lsum g l). apply lsum_le; auto. eapply has_sum_ub; eauto.
Qed.

Lemma has_sum_scal c f s : 0 <= c -> has_sum f s -> has_sum (fun a => c * f a) (c * s).
Proof.
  intros Hc H. pose proof (has_sum_nonneg _ _ H) as Hf.
  destruct Hc as [Hc| <-].
  - apply has_sum_intro.
    + intros a. specialize (Hf a). apply Rmult_le_pos; lra.
    + intros l Hl. rewrite lsum_scal. apply Rmult_le_compat_l. lra.
      eapply has_sum_ub; eauto.
    + intros M HM. assert (s <= M / c).
      { eapply has_sum_least; eauto. intros l Hl. specialize (HM l Hl).
        rewrite lsum_scal in HM. apply Rmult_le_reg_l with c; auto.
        replace (c * (M / c)) with M by (field; lra). lra. }
      apply Rmult_le_compat_l with (r := c) in H0; [|lra].
      replace (c * (M / c)) with M in H0 by (field; lra). lra.
  - rewrite Rmult_0_l. apply has_sum_intro.
    + intros a. rewrite Rmult_0_l; lra.
    + intros l Hl. rewrite lsum_scal. lra.
    + intros M HM. specialize (HM [] (NoDup_nil _)). simpl in HM. lra.
Qed.

Lemma has_sum_plus f g s t :
  has_sum f s -> has_sum g t -> has_sum (fun a => f a + g a) (s + t).
Proof.
  intros Hf Hg. pose proof (has_sum_nonneg _ _ Hf) as Nf.
  pose proof (has_sum_nonneg _ _ Hg) as Ng. apply has_sum_intro.
  - intros a. specialize (Nf a); specialize (Ng a); lra.
  - intros l Hl. rewrite lsum_plus.
    pose proof (has_sum_ub _ _ _ Hf Hl). pose proof (has_sum_ub _ _ _ Hg Hl). lra.
  - intros M HM. cut (s <= M - t). lra.
    eapply has_sum_least; [apply Hf|]. intros l Hl.
    cut (t <= M - lsum f l). lra.
    eapply has_sum_least; [apply Hg|]. intros l' Hl'.
    destruct (nodup_ex (l ++ l')) as (u & Hu & Hi & _).
    specialize (HM u Hu). rewrite lsum_plus in HM.
    assert (lsum f l <= lsum f u).
    { apply lsum_incl; auto. intros x Hx; apply Hi, in_or_app; auto. }
    assert (lsum g l' <= lsum g u).
    { apply lsum_incl; auto. intros x Hx; apply Hi, in_or_app; auto. }
    lra.
Qed.

Lemma has_sum_finite f l :
  nonneg f -> NoDup l -> (forall a, ~ In a l -> f a = 0) -> has_sum f (lsum f l).
Proof.
  intros Hf Hl H0. apply has_sum_intro; auto.
  intros l' Hl'.
  (* split l' into part in l and part outside *)
  assert (forall l', NoDup l' -> exists k, NoDup k /\ incl k l' /\ incl k l /\ lsum f l' = lsum f k) as Hk.
  { clear l' Hl'. induction l' as [|a l' IH]; intros Hn.
    - exists []. repeat split; auto; intros x [].
    - inversion Hn; subst. destruct (IH H3) as (k & K1 & K2 & K3 & K4).
      destruct (classic (In a l)).
      + exists (a :: k). repeat split.
        * constructor; auto.
        * intros x [->|]; simpl; auto.
        * intros x [->|]; auto.
        * simpl; lra.
      + exists k. repeat split; auto. intros x Hx; right; auto.
        simpl. rewrite H0 by auto. lra. }
  destruct (Hk l' Hl') as (k & K1 & _ & K3 & ->). apply lsum_incl; auto.
Qed.

Lemma has_sum_point f s a : has_sum f s -> f a <= s.
Proof.
  intros H. assert (lsum f [a] <= s).
  { eapply has_sum_ub; eauto. constructor; [intros []|constructor]. }
  simpl in H0. lra.
Qed.
End HasSum.

(* reindexing along an injection that covers the support *)
Section Reindex.
Context {A B : Type} (phi : B -> A) (Hinj : Injective phi).
Variable f : A -> R.
Hypothesis Hsupp : forall a, f a <> 0 -> exists b, phi b = a.

Lemma lift_list l : NoDup l -> exists k, NoDup k /\ incl (map phi k) l /\ lsum f l = lsum (fun b => f (phi b)) k.
Proof.
  induction l as [|a l IH]; intros Hn.
  - exists []. repeat split; auto. constructor. intros x [].
  - inversion Hn; subst. destruct (IH H2) as (k & K1 & K2 & K3).
    destruct (Req_dec (f a) 0) as [E|E].
    + exists k. repeat split; auto. intros x Hx; right; auto. simpl; lra.
    + destruct (Hsupp a E) as [b Hb]. exists (b :: k). repeat split.
      * constructor; auto. intros Hin. apply H1, K2. rewrite <- Hb. now apply in_map.
      * intros x [Hx|Hx]. left; congruence. right; auto.
      * simpl. rewrite Hb, K3. reflexivity.
Qed.

Lemma has_sum_reindex s : nonneg f -> (has_sum f s <-> has_sum (fun b => f (phi b)) s).
Proof.
  intros Hf. split; intros H.
  - apply has_sum_intro.
    + intros b; apply Hf.
    + intros l Hl. rewrite <- lsum_map. eapply has_sum_ub; eauto.
      now apply Injective_map_NoDup.
    + intros M HM. eapply has_sum_least; eauto. intros l Hl.
      destruct (lift_list l Hl) as (k & K1 & _ & ->). auto.
  - apply has_sum_intro; auto.
    + intros l Hl. destruct (lift_list l Hl) as (k & K1 & _ & ->). eapply has_sum_ub; eauto.
    + intros M HM. eapply has_sum_least; eauto. intros l Hl.
      rewrite <- lsum_map. apply HM. now apply Injective_map_NoDup.
Qed.
End Reindex.

(* Tonelli *)
Section Tonelli.
Context {A B : Type} (f : A -> B -> R) (g : A -> R).
Hypothesis Hg : forall a, has_sum (f a) (g a).
Let F (p : A * B) := f (fst p) (snd p).

Lemma tonelli_nonneg : nonneg F.
Proof. intros [a b]. apply (has_sum_nonneg _ _ (Hg a)). Qed.

Lemma tonelli_g_nonneg : nonneg g.
Proof. intros a. eapply has_sum_pos; eauto. Qed.

Lemma tonelli_least M la : NoDup la -> forall c,
  (forall L, NoDup L -> (forall p, In p L -> In (fst p) la) -> lsum F L + c <= M) ->
  lsum g la + c <= M.
Proof.
  induction la as [|a la IH]; intros Hn c H; simpl.
  - specialize (H [] (NoDup_nil _)). simpl in H. apply H. intros p [].
  - inversion Hn; subst. cut (g a <= M - c - lsum g la). lra.
    eapply has_sum_least; [apply Hg|]. intros lb Hlb.
    cut (lsum g la + (c + lsum (f a) lb) <= M). lra.
    apply IH; auto. intros L HL HLa.
    specialize (H (map (fun b => (a, b)) lb ++ L)).
    rewrite lsum_app, lsum_map in H. unfold F in H at 1; simpl in H.
    assert (lsum (fun b => f a b) lb = lsum (f a) lb) by (apply lsum_ext; auto).
    rewrite H0 in H. cut (lsum (f a) lb + lsum F L + c <= M). lra.
    apply H.
    + apply NoDup_app_intro; auto.
      * apply Injective_map_NoDup; auto. intros x y E; congruence.
      * intros p Hp Hp'. apply in_map_iff in Hp. destruct Hp as (b & <- & _).
        apply HLa in Hp'. simpl in Hp'. contradiction.
    + intros p Hp. apply in_app_or in Hp. destruct Hp as [Hp|Hp].
      * apply in_map_iff in Hp. destruct Hp as (b & <- & _). left; auto.
      * right; auto.
Qed.

Lemma tonelli_ub s : has_sum g s -> forall L, NoDup L -> lsum F L <= s.
Proof.
  intros Hs L HL.
  destruct (nodup_ex (map fst L)) as (la & Ha & Ia & _).
  destruct (nodup_ex (map snd L)) as (lb & Hb & Ib & _).
  apply Rle_trans with (lsum F (list_prod la lb)).
  - apply lsum_incl; auto. apply tonelli_nonneg. intros [a b] Hp. apply in_prod.
    apply Ia. change a with (fst (a, b)). now apply in_map.
    apply Ib. change b with (snd (a, b)). now apply in_map.
  - rewrite lsum_list_prod. apply Rle_trans with (lsum g la).
    + apply lsum_le. intros a _. unfold F; simpl.
      eapply has_sum_ub; [apply Hg|]; auto.
    + eapply has_sum_ub; eauto.
Qed.

Theorem tonelli s : has_sum g s <-> has_sum F s.
Proof.
  assert (forall s, has_sum g s -> has_sum F s) as D.
  { intros t Ht. apply has_sum_intro.
    - apply tonelli_nonneg.
    - now apply tonelli_ub.
    - intros M HM. eapply has_sum_least; eauto. intros la Hla.
      cut (lsum g la + 0 <= M). lra.
      apply tonelli_least; auto. intros L HL _. specialize (HM L HL). lra. }
  split; auto. intros H.
  destruct (has_sum_ex g s) as (t & Ht & Hle).
  - apply tonelli_g_nonneg.
  - intros la Hla. cut (lsum g la + 0 <= s). lra.
    apply tonelli_least; auto. intros L HL _.
    pose proof (has_sum_ub _ _ _ H HL). lra.
  - rewrite (has_sum_unique F s t); auto.
Qed.
End Tonelli.

Lemma has_sum_prod {A B} (f : A -> R) (g : B -> R) s t :
  has_sum f s -> has_sum g t -> has_sum (fun p => f (fst p) * g (snd p)) (s * t).
Proof.
  intros Hf Hg.
  apply (tonelli (fun a b => f a * g b) (fun a => f a * t)).
  - intros a. apply has_sum_scal; auto. apply (has_sum_nonneg _ _ Hf).
  - rewrite Rmult_comm. eapply has_sum_ext; [|apply has_sum_scal; [|apply Hf]].
    intros; simpl; ring. eapply has_sum_pos; eauto.
Qed.

Lemma has_sum_sumtype {A B} (f : A + B -> R) s t :
  has_sum (fun a => f (inl a)) s -> has_sum (fun b => f (inr b)) t -> has_sum f (s + t).
Proof.
  intros Ha Hb.
  pose (f1 := fun x : A + B => match x with inl a => f (inl a) | inr _ => 0 end).
  pose (f2 := fun x : A + B => match x with inr a => f (inr a) | inl _ => 0 end).
  assert (nonneg f1). { intros [a|b]; simpl; [apply (has_sum_nonneg _ _ Ha)|lra]. }
  assert (nonneg f2). { intros [a|b]; simpl; [lra|apply (has_sum_nonneg _ _ Hb)]. }
  assert (has_sum f1 s).
  { apply (has_sum_reindex (@inl A B)); auto. intros x y E; congruence.
    intros [a|b] Hn. exists a; auto. simpl in Hn; lra. }
  assert (has_sum f2 t).
  { apply (has_sum_reindex (@inr A B)); auto. intros x y E; congruence.
    intros [a|b] Hn. simpl in Hn; lra. exists b; auto. }
  eapply has_sum_ext; [|apply has_sum_plus; [apply H1|apply H2]].
  intros [a|b]; simpl; lra.
Qed.
