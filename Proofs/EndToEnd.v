(* From fair bits to the privacy of a release.

   [marginal_release_zcdp]: the program that adds discrete Gaussian noise of variance num/den to
   every cell of k marginals, run on fair bits, is k/(2 num/den)-zCDP for data sets that differ
   by one row added or removed. Also: the interpreter performs every run that the meaning has. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz Classical Bool.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms Bits BernoulliPrograms NoisePrograms.
Import ListNotations.
Open Scope R_scope.

(* every run described by [den] is performed by [exec], given enough fuel *)
Theorem interpreter_complete A (p : prog A) : forall v a, den p v a ->
  exists f0, forall f w, (f0 <= f)%nat -> exec p f (v ++ w) = Some (a, w).
Proof.
  induction p as [A a| |A B p IHp k IHk|S A body IH s]; intros v b H; simpl in H.
  - destruct H as [-> ->]. exists O. auto.
  - unfold sflip in H. subst v. exists O. auto.
  - destruct H as (v1 & v2 & a & -> & P & K).
    destruct (IHp _ _ P) as [f1 F1]. destruct (IHk _ _ _ K) as [f2 F2].
    exists (max f1 f2). intros f w Hf. simpl. rewrite <- app_assoc, F1 by lia. apply F2; lia.
  - destruct H as [n Hn].
    cut (exists f0, forall f m w, (f0 <= f)%nat -> (n <= m)%nat ->
      (fix go (n : nat) s w {struct n} := match n with
       | O => None
       | Datatypes.S n => match exec (body s) f w with
                | None => None
                | Some (inl s', w') => go n s' w'
                | Some (inr a, w') => Some (a, w')
                end
       end) m s (v ++ w) = Some (b, w)).
    { intros [f0 F]. exists (max f0 n). intros f w Hf. apply F; lia. }
    revert s v Hn. induction n as [|n IHn]; intros s v Hn; [destruct Hn|].
    destruct Hn as (v1 & v2 & r & -> & P & K).
    destruct (IH _ _ _ P) as [f1 F1]. destruct r as [s'|a].
    + destruct (IHn _ _ K) as [f2 F2]. exists (max f1 f2). intros f m w Hf Hm.
      destruct m as [|m]; [lia|]. rewrite <- app_assoc, F1 by lia. apply F2; lia.
    + destruct K as [-> ->]. exists f1. intros f m w Hf Hm.
      destruct m as [|m]; [lia|]. rewrite app_nil_r, F1 by lia. auto.
Qed.

(* probability mass of a shifted sampler *)
Lemma noisy_mass num den t q y : (0 < num)%Z -> (0 < den)%Z -> (0 < t)%Z ->
  mass (noisy num den t q) y (discrete_gaussian (IZR num / IZR den) q y).
Proof.
  intros Hn Hd Ht.
  pose proof (pbind_fin (gaussian_program num den t) (fun z => Ret (q + z)%Z) _ (fun z => if dec ((q + z)%Z = y) then 1 else 0) y [(y - q)%Z]
    (fun z => gaussian_program_exact num den t z Hn Hd Ht) ltac:(intros; apply mass_ret_dec) (nd1 _)) as H.
  cbn [lsum] in H. rewrite Rplus_0_r in H. destruct (dec ((q + (y - q))%Z = y)) as [E|E]; [|exfalso; apply E; lia].
  rewrite Rmult_1_r in H.
  replace (discrete_gaussian (IZR num / IZR den) q y) with (discrete_gaussian (IZR num / IZR den) 0 (y - q)).
  - apply H. intros a Ha. destruct (dec ((q + a)%Z = y)) as [F|F]; [|ring]. exfalso; apply Ha. left. lia.
  - unfold discrete_gaussian, gs. rewrite minus_IZR. do 3 f_equal. ring.
Qed.

(* independent noise on every cell *)
Fixpoint measure (num den t : Z) (mus : list Z) : prog (list Z) :=
  match mus with
  | [] => Ret []
  | mu :: mus' => Bind (noisy num den t mu) (fun x => Bind (measure num den t mus') (fun xs => Ret (x :: xs)))
  end.

Theorem measure_exact num den t : (0 < num)%Z -> (0 < den)%Z -> (0 < t)%Z -> forall mus ys,
  mass (measure num den t mus) ys (gvec (IZR num / IZR den) mus ys).
Proof.
  intros Hn Hd Ht. set (s := IZR num / IZR den).
  assert (Sp : 0 < s). { apply Rmult_lt_0_compat. apply IZR_lt; auto. apply Rinv_0_lt_compat, IZR_lt; auto. }
  induction mus as [|mu mus IH]; intros ys.
  - destruct ys as [|y ys]; simpl. apply mret. apply mret0; discriminate.
  - cbn [measure].
    assert (I : forall x, mass (Bind (measure num den t mus) (fun xs => Ret (x :: xs))) ys
       (match ys with [] => 0 | y :: ys' => gvec s mus ys' * (if dec (x :: ys' = y :: ys') then 1 else 0) end)).
    { intros x. destruct ys as [|y ys'].
      - pose proof (pbind_fin (measure num den t mus) (fun xs => Ret (x :: xs)) (gvec s mus) (fun _ => 0) [] [] IH) as H.
        apply H. intros; apply mret0; discriminate. constructor. intros; ring.
      - pose proof (pbind_fin (measure num den t mus) (fun xs => Ret (x :: xs)) (gvec s mus) (fun xs => if dec (x :: xs = y :: ys') then 1 else 0) (y :: ys') [ys'] IH
          ltac:(intros; apply mass_ret_dec) (nd1 _)) as H.
        cbn [lsum] in H. rewrite Rplus_0_r in H. apply H. intros xs Hx. destruct (dec (x :: xs = y :: ys')) as [E|E]; [|ring].
        exfalso; apply Hx. left. congruence. }
    destruct ys as [|y ys'].
    + replace (gvec s (mu :: mus) []) with (lsum (fun a => discrete_gaussian s mu a * 0) []) by (simpl; auto).
      apply (pbind_fin (noisy num den t mu) _ (discrete_gaussian s mu) (fun _ => 0)); auto.
      intros; now apply noisy_mass. constructor. intros; ring.
    + pose proof (pbind_fin (noisy num den t mu) _ (discrete_gaussian s mu) _ (y :: ys') [y] (fun z => noisy_mass num den t mu z Hn Hd Ht) I (nd1 _)) as H.
      cbn [lsum] in H. rewrite Rplus_0_r in H. destruct (dec (y :: ys' = y :: ys')) as [E|E]; [|tauto].
      rewrite Rmult_1_r in H. apply H. intros x Hx. cbv beta iota.
      destruct (dec (x :: ys' = y :: ys')) as [F|F]; [|simpl; ring]. exfalso; apply Hx. left. congruence.
Qed.

(* Main theorem. [ms] is any list of marginals (number of cells, row -> cell);
   neighbouring data sets differ by one row; noise variance is num/den. *)
Theorem marginal_release_zcdp {Row} (ms : list (nat * (Row -> nat))) num den t (d d' : list Row) p p' :
  (0 < num)%Z -> (0 < den)%Z -> (0 < t)%Z -> add_remove d d' ->
  (forall ys, mass (measure num den t (marginals ms d)) ys (p ys)) ->
  (forall ys, mass (measure num den t (marginals ms d')) ys (p' ys)) ->
  is_dist p /\ is_dist p' /\ zcdp_pair (INR (length ms) / (2 * (IZR num / IZR den))) p p'.
Proof.
  intros Hn Hd Ht HA HP HP'.
  assert (Sp : 0 < IZR num / IZR den). { apply Rmult_lt_0_compat. apply IZR_lt; auto. apply Rinv_0_lt_compat, IZR_lt; auto. }
  assert (E : forall d p, (forall ys, mass (measure num den t (marginals ms d)) ys (p ys)) -> p = gvec (IZR num / IZR den) (marginals ms d)).
  { intros e q Hq. apply FunctionalExtensionality.functional_extensionality. intros ys.
    eapply has_sum_unique. apply Hq. now apply measure_exact. }
  rewrite (E _ _ HP), (E _ _ HP'). repeat split; try (now apply gvec_dist); now apply marginals_zcdp.
Qed.

