(* Uniform numbers and biased coins, exact from fair bits.

   Bits make a number with the first one the least significant; a uniform number below d takes
   ceil(log2 d) bits and tries again while it is too great; a coin of bias n/d is a uniform number
   below d compared with n; a coin of bias exp(-n/d), n <= d, counts such coins up to a failure. *)
Require Import Reals List Lra Lia ZArith FinFun Psatz Classical Bool.
From DPProofs Require Import Sums GaussianSums Privacy Bits.
Import ListNotations.
Open Scope R_scope.

Lemma mass_nonneg {A} (p : prog A) a m : mass p a m -> 0 <= m.
Proof. apply has_sum_pos. Qed.

Lemma pbind {A B} (p : prog A) (k : A -> prog B) m n b s :
  (forall a, mass p a (m a)) -> (forall a, m a <> 0 -> mass (k a) b (n a)) ->
  has_sum (fun a => m a * n a) s -> mass (Bind p k) b s.
Proof. intros Hm Hn Hs. apply (mass_bind (den p) (fun a => den (k a)) m n); auto using programs_prefix_free. Qed.

Lemma pbind_fin {A B} (p : prog A) (k : A -> prog B) m n b l :
  (forall a, mass p a (m a)) -> (forall a, mass (k a) b (n a)) ->
  NoDup l -> (forall a, ~ In a l -> m a * n a = 0) ->
  mass (Bind p k) b (lsum (fun a => m a * n a) l).
Proof.
  intros Hm Hn Hl H0. eapply pbind; eauto. apply has_sum_finite; auto.
  intros a. apply Rmult_le_pos; eapply mass_nonneg; eauto.
Qed.

Lemma mass_ret_dec {A} (a b : A) : mass (Ret a) b (if dec (a = b) then 1 else 0).
Proof. destruct (dec (a = b)) as [->|H]. apply mass_ret. apply mass_ret_ne; auto. Qed.

Definition zs (n : nat) : list Z := map Z.of_nat (seq 0 n).
Lemma zs_nodup n : NoDup (zs n).
Proof. apply Injective_map_NoDup. intros x y; lia. apply seq_NoDup. Qed.
Lemma zs_in n a : In a (zs n) <-> (0 <= a < Z.of_nat n)%Z.
Proof.
  unfold zs. rewrite in_map_iff. split.
  - intros (x & <- & Hx). apply in_seq in Hx. lia.
  - intros H. exists (Z.to_nat a). split; [lia|]. apply in_seq. lia.
Qed.
Lemma zs_count (c : R) (m : Z) n : (0 <= m <= Z.of_nat n)%Z ->
  lsum (fun x => if (x <? m)%Z then c else 0) (zs n) = c * IZR m.
Proof.
  unfold zs. revert m. induction n as [|n IH]; intros m Hm.
  - replace m with 0%Z by lia. simpl; ring.
  - rewrite seq_S, map_app, lsum_app. simpl. destruct (Z.ltb_spec (Z.of_nat n) m).
    + replace m with (Z.of_nat n + 1)%Z by lia.
      rewrite (lsum_ext _ (fun x => if (x <? Z.of_nat n)%Z then c else 0)).
      rewrite IH by lia. rewrite plus_IZR. ring.
      intros a Ha. apply zs_in in Ha. destruct (Z.ltb_spec a (Z.of_nat n + 1)), (Z.ltb_spec a (Z.of_nat n)); auto; lia.
    + rewrite IH by lia. ring.
Qed.

(* ---------- k fair bits *)
Fixpoint nbits (k : nat) : prog Z :=
  match k with
  | O => Ret 0%Z
  | S k => Bind Flip (fun b => Bind (nbits k) (fun x => Ret (2 * x + Z.b2z b)%Z))
  end.

Definition inr01 (x d : Z) : bool := ((0 <=? x) && (x <? d))%Z.

Lemma nbits_mass k x : mass (nbits k) x (if inr01 x (2 ^ Z.of_nat k) then (/ 2) ^ k else 0).
Proof.
  revert x. induction k as [|k IH]; intros x.
  - simpl. pose proof (mass_ret_dec 0%Z x) as H. unfold inr01. simpl.
    destruct (dec (0%Z = x)) as [<-|E]; simpl; auto.
    destruct (Z.leb_spec 0 x); simpl; auto. destruct (Z.ltb_spec x 1); simpl; auto. exfalso; lia.
  - cbn [nbits].
    set (m := fun y => if inr01 y (2 ^ Z.of_nat k) then (/ 2) ^ k else 0).
    assert (I : forall b, mass (Bind (nbits k) (fun y => Ret (2 * y + Z.b2z b)%Z)) x
        (lsum (fun y => m y * (if dec ((2 * y + Z.b2z b)%Z = x) then 1 else 0)) [(x / 2)%Z])).
    { intros b. apply (pbind_fin (nbits k) (fun y => Ret (2 * y + Z.b2z b)%Z) m (fun y => if dec ((2 * y + Z.b2z b)%Z = x) then 1 else 0)).
      - exact IH.
      - intros y. apply mass_ret_dec.
      - constructor; [intros []|constructor].
      - intros y Hy. destruct (dec _) as [E|E]; [|ring]. exfalso. apply Hy. left.
        symmetry. apply Z.div_unique with (r := Z.b2z b); [left; destruct b; simpl; lia|lia]. }
    pose proof (pbind_fin Flip (fun b => Bind (nbits k) (fun y => Ret (2 * y + Z.b2z b)%Z)) (fun _ => / 2) _ x [true; false]
      mass_flip I) as H.
    assert (ND : NoDup [true; false]). { constructor. intros [E|[]]; discriminate. constructor; [intros []|constructor]. }
    specialize (H ND ltac:(intros [|] Hi; exfalso; apply Hi; simpl; auto)).
    match goal with |- mass _ _ ?a => match type of H with mass _ _ ?b => replace a with b; [exact H|] end end.
    cbn [lsum]. unfold m.
    pose proof (Z.div_mod x 2 ltac:(lia)) as Dx. pose proof (Z.mod_pos_bound x 2 ltac:(lia)) as Bx.
    assert (EI : inr01 x (2 ^ Z.of_nat (S k)) = inr01 (x / 2) (2 ^ Z.of_nat k)).
    { rewrite Nat2Z.inj_succ, Z.pow_succ_r by lia. unfold inr01.
      destruct (Z.leb_spec 0 x), (Z.leb_spec 0 (x / 2)), (Z.ltb_spec x (2 * 2 ^ Z.of_nat k)), (Z.ltb_spec (x / 2) (2 ^ Z.of_nat k)); simpl; auto; exfalso; lia. }
    rewrite EI. destruct (inr01 (x / 2) (2 ^ Z.of_nat k)).
    + simpl pow. destruct (dec ((2 * (x / 2) + Z.b2z true)%Z = x)) as [E1|E1], (dec ((2 * (x / 2) + Z.b2z false)%Z = x)) as [E2|E2]; simpl Z.b2z in *; try lra; exfalso; lia.
    + ring.
Qed.

(* ---------- uniform below d *)
Definition ubits (d : Z) : nat := Z.to_nat (Z.log2_up d).
Definition ubody (d : Z) : prog (unit + Z) :=
  Bind (nbits (ubits d)) (fun x => Ret (if (x <? d)%Z then inr x else inl tt)).
Definition uniform (d : Z) : prog Z := until (ubody d).

Lemma ubits_ok d : (0 < d)%Z -> (d <= 2 ^ Z.of_nat (ubits d))%Z.
Proof.
  intros Hd. unfold ubits. rewrite Z2Nat.id by apply Z.log2_up_nonneg.
  destruct (Z.eq_dec d 1) as [->|]. simpl; lia. apply Z.log2_up_spec; lia.
Qed.

Theorem uniform_exact d a : (0 < d)%Z -> mass (uniform d) a (if inr01 a d then / IZR d else 0).
Proof.
  intros Hd. set (k := ubits d). pose proof (ubits_ok d Hd) as Hk. fold k in Hk.
  set (N := (2 ^ Z.of_nat k)%Z) in *.
  assert (EN : IZR N = 2 ^ k) by (unfold N; rewrite <- pow_IZR; auto).
  assert (P2 : 0 < 2 ^ k) by (apply pow_lt; lra).
  assert (EI : (/ 2) ^ k = / 2 ^ k) by (rewrite pow_inv; auto).
  assert (Dp : 0 < IZR d) by (apply IZR_lt; auto).
  assert (DN : IZR d <= IZR N) by (apply IZR_le; auto).
  assert (NB : forall y, mass (nbits k) y (if inr01 y N then (/ 2) ^ k else 0)) by (intros; apply nbits_mass).
  assert (R1 : mass (ubody d) (inl tt) ((IZR N - IZR d) / IZR N)).
  { replace ((IZR N - IZR d) / IZR N) with
      (lsum (fun y => (if inr01 y N then (/ 2) ^ k else 0) * (if dec ((if (y <? d)%Z then inr y else inl tt) = inl tt) then 1 else 0)) (zs (Z.to_nat N))).
    - apply pbind_fin; auto using zs_nodup. intros; apply mass_ret_dec.
      intros y Hy. rewrite zs_in in Hy. unfold inr01. destruct (Z.leb_spec 0 y); simpl; [|ring].
      destruct (Z.ltb_spec y N); simpl; [|ring]. exfalso; apply Hy. lia.
    - rewrite (lsum_ext _ (fun y => / IZR N + (-1) * (if (y <? d)%Z then / IZR N else 0))).
      + rewrite lsum_plus, lsum_scal, zs_count by lia.
        assert (C : lsum (fun _ : Z => / IZR N) (zs (Z.to_nat N)) = 1).
        { rewrite (lsum_ext _ (fun y => if (y <? N)%Z then / IZR N else 0)).
          rewrite zs_count by lia. field; lra.
          intros y Hy. apply zs_in in Hy. destruct (Z.ltb_spec y N); auto; lia. }
        rewrite C. field; lra.
      + intros y Hy. apply zs_in in Hy. unfold inr01. destruct (Z.leb_spec 0 y); [|lia]. destruct (Z.ltb_spec y N); [|lia].
        simpl. rewrite EI, <- EN. destruct (Z.ltb_spec y d); destruct (dec _) as [E|E]; try discriminate; try lra; exfalso; apply E; auto. }
  assert (R2 : forall b, mass (ubody d) (inr b) (if inr01 b d then / IZR N else 0)).
  { intros b. replace (if inr01 b d then / IZR N else 0) with
      (lsum (fun y => (if inr01 y N then (/ 2) ^ k else 0) * (if dec ((if (y <? d)%Z then inr y else inl tt) = inr b) then 1 else 0)) [b]).
    - apply pbind_fin; auto. intros; apply mass_ret_dec. constructor; [intros []|constructor].
      intros y Hy. destruct (dec _) as [E|E]; [|ring]. exfalso; apply Hy. destruct (y <? d)%Z; inversion E; simpl; auto.
    - simpl. unfold inr01. rewrite EI, <- EN. destruct (Z.leb_spec 0 b); simpl; [|ring].
      destruct (Z.ltb_spec b N), (Z.ltb_spec b d); simpl; destruct (dec _) as [E|E]; try discriminate; try lra; try lia; exfalso; apply E; auto. }
  assert (RL : (IZR N - IZR d) / IZR N < 1).
  { apply Rmult_lt_reg_r with (IZR N). lra. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  pose proof (mass_until (ubody d) _ _ a RL R1 R2) as H.
  replace (if inr01 a d then / IZR d else 0) with ((if inr01 a d then / IZR N else 0) / (1 - (IZR N - IZR d) / IZR N)); auto.
  destruct (inr01 a d); field; lra.
Qed.

(* ---------- Bernoulli(n/d) *)
Definition bern (n d : Z) : prog bool := Bind (uniform d) (fun u => Ret (u <? n)%Z).

Theorem bernoulli_exact n d : (0 < d)%Z -> (0 <= n <= d)%Z ->
  mass (bern n d) true (IZR n / IZR d) /\ mass (bern n d) false (1 - IZR n / IZR d).
Proof.
  intros Hd Hn. assert (Dp : 0 < IZR d) by (apply IZR_lt; auto).
  assert (G : forall b, mass (bern n d) b (lsum (fun u => (if inr01 u d then / IZR d else 0) * (if dec ((u <? n)%Z = b) then 1 else 0)) (zs (Z.to_nat d)))).
  { intros b. apply pbind_fin; auto using zs_nodup. intros; now apply uniform_exact. intros; apply mass_ret_dec.
    intros y Hy. rewrite zs_in in Hy. unfold inr01. destruct (Z.leb_spec 0 y); simpl; [|ring].
    destruct (Z.ltb_spec y d); simpl; [|ring]. exfalso; apply Hy; lia. }
  assert (C : lsum (fun u => if (u <? n)%Z then / IZR d else 0) (zs (Z.to_nat d)) = / IZR d * IZR n) by (apply zs_count; lia).
  assert (C1 : lsum (fun u => if (u <? d)%Z then / IZR d else 0) (zs (Z.to_nat d)) = / IZR d * IZR d) by (apply zs_count; lia).
  split.
  - replace (IZR n / IZR d) with (/ IZR d * IZR n) by (unfold Rdiv; ring). rewrite <- C.
    erewrite <- lsum_ext; [apply G|]. intros u Hu. apply zs_in in Hu. simpl. unfold inr01.
    destruct (Z.leb_spec 0 u); [|lia]. destruct (Z.ltb_spec u d); [|lia]. simpl.
    destruct (Z.ltb_spec u n); destruct (dec _); try discriminate; try tauto; ring.
  - replace (1 - IZR n / IZR d) with (/ IZR d * IZR d + (-1) * (/ IZR d * IZR n)) by (field; lra). rewrite <- C, <- C1.
    rewrite <- lsum_scal, <- lsum_plus.
    erewrite <- lsum_ext; [apply G|]. intros u Hu. apply zs_in in Hu. simpl. unfold inr01.
    destruct (Z.leb_spec 0 u); [|lia]. destruct (Z.ltb_spec u d); [|lia]. simpl.
    destruct (Z.ltb_spec u n); destruct (dec _); try discriminate; try tauto; ring.
Qed.

(* ---------- Bernoulli(exp(-n/d)), 0 <= n <= d  (CKS20 Algorithm 1) *)
Definition bexp1_body (n d : Z) (K : Z) : prog (Z + bool) :=
  Bind (bern n (d * K)) (fun b => Ret (if b then inl (K + 1)%Z else inr (Z.odd K))).
Definition bexp1 (n d : Z) : prog bool := Loop (bexp1_body n d) 1%Z.

Section Bexp.
Variables n d : Z.
Hypothesis Hd : (0 < d)%Z.
Hypothesis Hn : (0 <= n <= d)%Z.
Let g := IZR n / IZR d.
Definition tm (g : R) (j : nat) := g ^ j / INR (fact j).
Definition selb (r : bool) (j : nat) : R := if Bool.eqb (Z.odd (Z.of_nat (S j))) r then 1 else 0.

Fixpoint ym (r : bool) (N j : nat) : R :=
  match N with
  | O => 0
  | S N => g / INR (S j) * ym r N (S j) + (1 - g / INR (S j)) * selb r j
  end.

Lemma bern_step j b : mass (bern n (d * Z.of_nat (S j))) b (if b then g / INR (S j) else 1 - g / INR (S j)).
Proof.
  assert (E : IZR n / IZR (d * Z.of_nat (S j)) = g / INR (S j)).
  { unfold g. rewrite mult_IZR, <- INR_IZR_INZ. assert (INR (S j) <> 0) by (apply not_0_INR; lia). assert (IZR d <> 0) by (apply not_0_IZR; lia). field; auto. }
  destruct (bernoulli_exact n (d * Z.of_nat (S j))) as [B1 B2]. nia. nia. rewrite E in B1, B2.
  destruct b; auto.
Qed.

Lemma iter_mass r N : forall j, smass (siter (fun s => den (bexp1_body n d s)) N (Z.of_nat (S j))) r (ym r N j).
Proof.
  induction N as [|N IH]; intros j.
  - apply mass_none. intros w [].
  - assert (BM : forall x, mass (bexp1_body n d (Z.of_nat (S j))) x
       (lsum (fun b : bool => (if b then g / INR (S j) else 1 - g / INR (S j)) *
          (if dec ((if b then inl (Z.of_nat (S j) + 1)%Z else inr (Z.odd (Z.of_nat (S j)))) = x) then 1 else 0)) [true; false])).
    { intros x. apply pbind_fin. apply bern_step. intros; apply mass_ret_dec.
      constructor. intros [E|[]]; discriminate. constructor; [intros []|constructor].
      intros [|] Hi; exfalso; apply Hi; simpl; auto. }
    set (bm := fun x => lsum (fun b : bool => (if b then g / INR (S j) else 1 - g / INR (S j)) *
          (if dec ((if b then inl (Z.of_nat (S j) + 1)%Z else inr (Z.odd (Z.of_nat (S j)))) = x) then 1 else 0)) [true; false]) in *.
    assert (BM0 : forall s, s <> Z.of_nat (S (S j)) -> bm (inl s) = 0).
    { intros s Hs. unfold bm; cbn [lsum]. destruct (dec _) as [E|E]; [exfalso; inversion E; lia|].
      destruct (dec _) as [E'|E']; [discriminate|ring]. }
    (* restrict to the two reachable outcomes *)
    pose (x1 := @inl Z bool (Z.of_nat (S (S j)))). pose (x2 := @inr Z bool (Z.odd (Z.of_nat (S j)))).
    assert (BM1 : bm x1 = g / INR (S j)).
    { unfold bm, x1; cbn [lsum]. destruct (dec _) as [E|E]. destruct (dec _) as [E'|E']. discriminate. ring.
      exfalso; apply E. f_equal. lia. }
    assert (BM2 : bm x2 = 1 - g / INR (S j)).
    { unfold bm, x2; cbn [lsum]. destruct (dec _) as [E|E]. discriminate. destruct (dec _) as [E'|E']. ring. exfalso; auto. }
    pose (kk := fun x : Z + bool => match x with inl s' => siter (fun s => den (bexp1_body n d s)) N s' | inr a => sret a end).
    change (smass (sbind (den (bexp1_body n d (Z.of_nat (S j)))) kk) r (ym r (S N) j)).
    pose (nn := fun x : Z + bool => match x with inl _ => ym r N (S j) | inr b => if dec (b = r) then 1 else 0 end).
    replace (ym r (S N) j) with (lsum (fun x => bm x * nn x) [x1; x2]).
    + apply (mass_bind (den (bexp1_body n d (Z.of_nat (S j)))) kk bm nn).
      * apply programs_prefix_free.
      * intros [s|b]; [apply det_iter; intros; apply programs_prefix_free|apply det_ret].
      * exact BM.
      * intros [s|b] Hx; unfold kk, nn.
        -- destruct (Z.eq_dec s (Z.of_nat (S (S j)))) as [->|E]; [apply IH|]. exfalso; apply Hx, BM0; auto.
        -- apply (mass_ret_dec b r).
      * apply has_sum_finite.
        -- intros x. apply Rmult_le_pos. eapply mass_nonneg; apply BM.
           destruct x; unfold nn. eapply has_sum_pos; apply (IH (S j)). destruct (dec _); lra.
        -- constructor. intros [E|[]]; discriminate. constructor; [intros []|constructor].
        -- intros [s|b] Hx.
           ++ rewrite BM0. ring. intros ->. apply Hx; simpl; auto.
           ++ replace (bm (inr b)) with 0. ring. unfold bm; cbn [lsum].
              destruct (dec _) as [E|E]; [discriminate|].
              destruct (dec _) as [E'|E']; [|ring].
              exfalso. apply Hx. right; left. unfold x2. congruence.
    + cbn [lsum ym]. rewrite BM1, BM2. unfold nn, x1, x2, selb.
      destruct (dec (Z.odd (Z.of_nat (S j)) = r)) as [->|E].
      * rewrite Bool.eqb_reflx. ring.
      * replace (Bool.eqb (Z.odd (Z.of_nat (S j))) r) with false. ring.
        symmetry. apply Bool.eqb_false_iff. auto.
Qed.

Lemma ym_sum r N : forall j, tm g j * ym r N j = lsum (fun i => (tm g i - tm g (S i)) * selb r i) (seq j N).
Proof.
  assert (T : forall j, tm g j * (g / INR (S j)) = tm g (S j)).
  { intros j. unfold tm. rewrite fact_simpl, mult_INR. simpl pow. assert (INR (S j) <> 0) by (apply not_0_INR; lia). assert (INR (fact j) <> 0) by (apply not_0_INR; apply fact_neq_0). field; auto. }
  induction N as [|N IH]; intros j; cbn [ym seq lsum]. ring.
  rewrite <- IH, <- T. ring.
Qed.

(* alternating partial sums *)
Lemma ym_partial N : ym true N 0 = lsum (fun i => (-1) ^ i * tm g i) (seq 0 (if Nat.even N then N else S N)).
Proof.
  assert (E0 : ym true N 0 = tm g 0 * ym true N 0) by (replace (tm g 0) with 1 by (unfold tm; simpl; field); ring). rewrite E0, ym_sum. clear E0.
  assert (H : forall N, lsum (fun i => (tm g i - tm g (S i)) * selb true i) (seq 0 (2 * N)) = lsum (fun i => (-1) ^ i * tm g i) (seq 0 (2 * N))
     /\ selb true (2 * N) = 1 /\ (-1) ^ (2 * N) = 1).
  { clear N. induction N as [|N [IH1 [IH2 IH3]]].
    - simpl. repeat split; auto.
    - assert (S1 : selb true (2 * S N) = 1 /\ selb true (S (2 * N)) = 0).
      { unfold selb. replace (Z.odd (Z.of_nat (S (2 * S N)))) with true. 2:{ symmetry. rewrite Z.odd_spec. exists (Z.of_nat (S N)). lia. }
        replace (Z.odd (Z.of_nat (S (S (2 * N))))) with false. auto.
        symmetry. rewrite <- Z.negb_even. replace (Z.even (Z.of_nat (S (S (2 * N))))) with true; auto.
        symmetry. rewrite Z.even_spec. exists (Z.of_nat (S N)). lia. }
      destruct S1 as [S1 S2].
      repeat split; auto.
      + replace (2 * S N)%nat with (S (S (2 * N))) by lia. rewrite !seq_S, !lsum_app, IH1. cbn [lsum Nat.add].
        rewrite IH2, S2, IH3. rewrite <- tech_pow_Rmult, IH3. ring.
      + replace (2 * S N)%nat with (S (S (2 * N))) by lia. simpl. simpl in IH3. rewrite IH3. lra. }
  destruct (Nat.even N) eqn:EN.
  - apply Nat.even_spec in EN. destruct EN as [M ->]. apply H.
  - assert (ON : Nat.odd N = true) by (unfold Nat.odd; now rewrite EN). apply Nat.odd_spec in ON. destruct ON as [M ->].
    destruct (H M) as (H1 & H2 & H3). replace (2 * M + 1)%nat with (S (2 * M)) by lia.
    rewrite !seq_S, !lsum_app, H1. cbn [lsum Nat.add]. rewrite H2, <- tech_pow_Rmult, H3. ring.
Qed.

Lemma lsum_f_R0 (f : nat -> R) k : lsum f (seq 0 (S k)) = sum_f_R0 f k.
Proof. induction k as [|k IH]. simpl; lra. rewrite seq_S, lsum_app, IH. simpl. lra. Qed.

Lemma ym_true_cv : Un_cv (fun N => ym true N 0) (exp (- g)).
Proof.
  intros eps He. unfold exp. destruct (exist_exp (- g)) as [l Hl]. simpl.
  destruct (Hl eps He) as [M HM]. exists (S (S M)). intros N HN. rewrite ym_partial.
  set (k := if Nat.even N then N else S N).
  assert (Hk : (S M <= pred k)%nat) by (unfold k; destruct (Nat.even N); lia).
  replace k with (S (pred k)) by lia. rewrite lsum_f_R0.
  specialize (HM (pred k) ltac:(lia)).
  replace (sum_f_R0 (fun i => (-1) ^ i * tm g i) (pred k)) with (sum_f_R0 (fun i => / INR (fact i) * (- g) ^ i) (pred k)); auto.
  apply sum_eq. intros i _. unfold tm. replace (- g) with (-1 * g) by ring. rewrite Rpow_mult_distr. unfold Rdiv; ring.
Qed.

Lemma ym_false N : ym false N 0 = (1 - tm g N) - ym true N 0.
Proof.
  assert (T0 : tm g 0 = 1) by (unfold tm; simpl; field).
  assert (E0 : forall r, ym r N 0 = tm g 0 * ym r N 0) by (intros; rewrite T0; ring).
  rewrite (E0 false), (E0 true), !ym_sum, <- T0. clear E0.
  assert (G : forall k, lsum (fun i => (tm g i - tm g (S i)) * selb false i) (seq 0 k) + lsum (fun i => (tm g i - tm g (S i)) * selb true i) (seq 0 k) = tm g 0 - tm g k).
  { induction k as [|k IH]. simpl; ring. rewrite !seq_S, !lsum_app. cbn [lsum Nat.add].
    assert (E : selb false k + selb true k = 1).
    { unfold selb. destruct (Z.odd _); simpl; ring. }
    assert (E' : selb false k = 1 - selb true k) by lra. rewrite E'. lra. }
  specialize (G N). lra.
Qed.

Theorem bexp1_true : mass (bexp1 n d) true (exp (- g)).
Proof. apply mass_loop with (x := fun N => ym true N 0). intros N. apply (iter_mass true N 0). apply ym_true_cv. Qed.

Theorem bexp1_false : mass (bexp1 n d) false (1 - exp (- g)).
Proof.
  apply mass_loop with (x := fun N => ym false N 0). intros N. apply (iter_mass false N 0).
  apply (Un_cv_ext (fun N => (1 - tm g N) - ym true N 0)). intros; symmetry; apply ym_false.
  apply (CV_minus (fun N => 1 - tm g N)); [|apply ym_true_cv].
  replace 1 with (1 - 0) at 1 by ring. apply (CV_minus (fun _ => 1)).
  - intros eps He. exists O. intros. unfold R_dist. rewrite Rminus_diag_eq, Rabs_R0; auto.
  - apply (cv_speed_pow_fact g).
Qed.
End Bexp.

(* ---------- discrete Gaussian by rejection from any exact proposal (CKS20 Algorithm 3) *)
(* [lap] returns y with probability c exp(-|y|/t); [coin y] accepts with
   probability exp(-(|y| - s/t)^2/(2s)); s is the variance *)
Definition gauss (lap : prog Z) (coin : Z -> prog bool) : prog Z :=
  until (Bind lap (fun y => Bind (coin y) (fun b => Ret (if b then inr y else inl tt)))).

Theorem gauss_mass lap coin c s t y : 0 < s -> 0 < t -> 0 < c ->
  (forall y, mass lap y (c * exp (- (IZR (Z.abs y) / t)))) ->
  has_sum (fun y => c * exp (- (IZR (Z.abs y) / t))) 1 ->
  (forall y, let a := exp (- (IZR (Z.abs y) - s / t) ^ 2 / (2 * s)) in
     mass (coin y) true a /\ mass (coin y) false (1 - a)) ->
  mass (gauss lap coin) y (discrete_gaussian s 0 y).
Proof.
  intros Hs Ht Hc HL H1 HC.
  set (ac := fun y => exp (- (IZR (Z.abs y) - s / t) ^ 2 / (2 * s))).
  set (lp := fun y => c * exp (- (IZR (Z.abs y) / t))).
  set (K := c * exp (- (s / (2 * (t * t))))).
  assert (HK : 0 < K) by (apply Rmult_lt_0_compat; auto; apply exp_pos).
  assert (Hac : forall y, 0 < ac y <= 1).
  { intros z. split. apply exp_pos. unfold ac. rewrite <- exp_0. apply exp_le_mono.
    assert (0 <= (IZR (Z.abs z) - s / t) ^ 2) by apply pow2_ge_0.
    assert (0 < / (2 * s)) by (apply Rinv_0_lt_compat; lra). unfold Rdiv at 1. nra. }
  assert (LA : forall y, lp y * ac y = K * gs s 0 y).
  { intros z. unfold lp, ac, K, gs. rewrite !Rmult_assoc, <- !exp_plus. do 2 f_equal.
    rewrite abs_IZR. replace ((Rabs (IZR z) - s / t) ^ 2) with (Rsqr (Rabs (IZR z)) - 2 * Rabs (IZR z) * (s / t) + (s / t) ^ 2) by (unfold Rsqr; ring).
    rewrite <- Rsqr_abs. unfold Rsqr. field. lra. }
  set (T := theta s 0). assert (HT : 0 < T) by now apply theta_pos.
  assert (SG : has_sum (fun y => lp y * ac y) (K * T)).
  { eapply has_sum_ext; [|apply has_sum_scal; [|now apply theta_sum]]. intros; simpl; auto. lra. }
  pose (body := Bind lap (fun y => Bind (coin y) (fun b => Ret (if b then @inr unit Z y else inl tt)))).
  assert (IN : forall z x, mass (Bind (coin z) (fun b => Ret (if b then @inr unit Z z else inl tt))) x
     (match x with inl _ => 1 - ac z | inr z' => if dec (z = z') then ac z else 0 end)).
  { intros z x. destruct (HC z) as [C1 C2]. fold (ac z) in C1, C2.
    pose proof (pbind_fin (coin z) (fun b => Ret (if b then @inr unit Z z else inl tt))
      (fun b : bool => if b then ac z else 1 - ac z) (fun b : bool => if dec ((if b then @inr unit Z z else inl tt) = x) then 1 else 0) x [true; false]
      ltac:(intros [|]; auto) ltac:(intros b; apply mass_ret_dec)
      ltac:(constructor; [intros [E|[]]; discriminate|constructor; [intros []|constructor]])
      ltac:(intros [|] Hi; exfalso; apply Hi; simpl; auto)) as H.
    match goal with |- mass _ _ ?a => match type of H with mass _ _ ?b => replace a with b; [exact H|] end end.
    cbn [lsum]. destruct x as [[]|z'].
    - destruct (dec _) as [E|E]; [discriminate|]. destruct (dec _) as [E'|E']; [ring|exfalso; auto].
    - destruct (dec (z = z')) as [->|E].
      + destruct (dec _) as [E'|E']; [|exfalso; auto]. destruct (dec _) as [E2|E2]; [discriminate|ring].
      + destruct (dec _) as [E'|E']; [exfalso; congruence|]. destruct (dec _) as [E2|E2]; [discriminate|ring]. }
  assert (MR : forall z, mass body (inr z) (lp z * ac z)).
  { intros z. pose proof (pbind_fin lap _ lp (fun z' => if dec (z' = z) then ac z' else 0) (@inr unit Z z) [z] HL (fun z' => IN z' (inr z))
      ltac:(constructor; [intros []|constructor])) as H.
    cbn [lsum] in H. destruct (dec (z = z)); [|tauto].
    replace (lp z * ac z) with (lp z * ac z + 0) by ring. apply H.
    intros z' Hz. destruct (dec (z' = z)) as [->|]; [exfalso; apply Hz; simpl; auto|ring]. }
  assert (Nlp : nonneg lp) by apply (has_sum_nonneg _ _ H1).
  destruct (has_sum_dom (fun z => lp z * (1 - ac z)) lp 1) as (r & Hr & _); auto.
  { intros z. specialize (Hac z). apply Rmult_le_pos; auto; lra. }
  { intros z. specialize (Hac z). specialize (Nlp z). nra. }
  assert (ER : r = 1 - K * T).
  { pose proof (has_sum_plus _ _ _ _ SG Hr) as P.
    assert (P' : has_sum lp (K * T + r)) by (eapply has_sum_ext; [|apply P]; intros; simpl; ring).
    pose proof (has_sum_unique _ _ _ P' H1). lra. }
  assert (MI : mass body (inl tt) r).
  { apply (pbind lap _ lp (fun z => 1 - ac z)); auto. intros z _. exact (IN z (inl tt)). }
  assert (KT : 0 < K * T) by (apply Rmult_lt_0_compat; auto).
  assert (R1 : r < 1) by lra.
  pose proof (mass_until body r (fun z => lp z * ac z) y R1 MI MR) as F.
  replace (discrete_gaussian s 0 y) with (lp y * ac y / (1 - r)); auto.
  rewrite ER, LA. unfold discrete_gaussian. fold T. simpl. field. split; lra.
Qed.

