(* Neighbouring data sets beyond one added row, and how far they move marginals.

   A privacy unit is whatever one person contributes: at most [m] rows.
   - [add_remove_unit m d d']: one of the two has at most [m] rows that the other lacks.
   - [replace_unit m d d']: at most [m] rows are exchanged for at most [m] others.
   With [m = 1] these are "add or remove one row" and "replace one row".

   Shown here, for every list of [k] marginals:
     squared L2 distance  <= k m^2       for [add_remove_unit m]
     squared L2 distance  <= 2 k m^2     for [replace_unit m]
     L1 distance          <= k m         for [add_remove_unit m]
     L1 distance          <= 2 k m       for [replace_unit m]
   so measuring them with discrete Gaussian noise of variance s in every cell is
   k m^2/(2 s)-zCDP, and twice that where units are replaced.

   A marginal is any number of cells and any function from rows to cells: levels may be
   merged, rows may fall outside all cells, and nothing changes. *)
Require Import Reals List Lra Lia ZArith Permutation.
From DPProofs Require Import Sums GaussianSums Privacy Mechanisms.
Import ListNotations.
Open Scope R_scope.

(* ---------- the neighbouring relations ---------- *)
Section Relations.
Context {Row : Type}.
Implicit Types d : list Row.

Definition add_remove_unit (m : nat) d d' : Prop :=
  exists rows, (length rows <= m)%nat /\
    (Permutation d (rows ++ d') \/ Permutation d' (rows ++ d)).

Definition replace_unit (m : nat) d d' : Prop :=
  exists rows rows' rest, (length rows <= m)%nat /\ (length rows' <= m)%nat /\
    Permutation d (rows ++ rest) /\ Permutation d' (rows' ++ rest).

(* replace one row by another *)
Definition replace_one d d' : Prop :=
  exists r r' rest, Permutation d (r :: rest) /\ Permutation d' (r' :: rest).

Lemma add_remove_is_unit_of_one d d' : add_remove d d' -> add_remove_unit 1 d d'.
Proof. intros [r Hr]. exists [r]. split; [simpl; lia|exact Hr]. Qed.

Lemma replace_one_is_unit_of_one d d' : replace_one d d' -> replace_unit 1 d d'.
Proof.
  intros (r & r' & rest & H & H'). exists [r], [r'], rest.
  repeat split; simpl; auto; lia.
Qed.

(* Units named by an id column: where no id has more than [m] rows, the table without the rows
   of one id is an [add_remove_unit m] neighbour of the whole table. *)
Lemma dropping_an_id_is_removing_a_unit {Id} (id_of : Row -> Id) (same : Id -> Id -> bool) m d u :
  (length (filter (fun r => same (id_of r) u) d) <= m)%nat ->
  add_remove_unit m d (filter (fun r => negb (same (id_of r) u)) d).
Proof.
  intros Hm. exists (filter (fun r => same (id_of r) u) d). split; auto. left. clear Hm.
  induction d as [|r d IH]; simpl; auto.
  destruct (same (id_of r) u); simpl; auto.
  apply Permutation_cons_app. exact IH.
Qed.
End Relations.

(* ---------- sums over a vector of cells ---------- *)
Fixpoint total_of (l : list Z) : Z :=
  match l with [] => 0%Z | x :: l' => (x + total_of l')%Z end.

(* Sum of |a_i - b_i|. *)
Fixpoint l1dist (a b : list Z) : Z :=
  match a, b with
  | x :: a', y :: b' => (Z.abs (x - y) + l1dist a' b')%Z
  | _, _ => 0%Z
  end.

Lemma l1dist_app a a' b b' : length a = length a' ->
  l1dist (a ++ b) (a' ++ b') = (l1dist a a' + l1dist b b')%Z.
Proof.
  revert a'. induction a as [|x a IH]; intros [|y a'] L; simpl in *; try discriminate; auto.
  rewrite IH by lia. lia.
Qed.

Lemma l1dist_sym a b : l1dist a b = l1dist b a.
Proof. revert b; induction a; intros [|y b]; simpl; auto. rewrite IHa. lia. Qed.

Lemma l1dist_triangle a b c : length a = length b -> length b = length c ->
  (l1dist a c <= l1dist a b + l1dist b c)%Z.
Proof.
  revert b c. induction a as [|x a IH]; intros [|y b] [|z c] L L'; simpl in *;
    try discriminate; try lia.
  specialize (IH b c ltac:(lia) ltac:(lia)). lia.
Qed.

(* ---------- what a few rows add to one marginal ---------- *)
Section Sensitivity.
Context {Row : Type}.
Implicit Types (rows rest d : list Row) (key : Row -> nat).

Lemma cell_count_app key rows rest i :
  cell_count key (rows ++ rest) i = (cell_count key rows i + cell_count key rest i)%Z.
Proof. unfold cell_count. rewrite filter_app, app_length. lia. Qed.

Lemma cell_count_nonneg key rows i : (0 <= cell_count key rows i)%Z.
Proof. unfold cell_count. lia. Qed.

(* A row falls into at most one of the cells k, ..., k + n - 1. *)
Lemma one_row_one_cell key r rows n : forall k,
  let added := fun l => total_of (map (cell_count key l) (seq k n)) in
  (added (r :: rows) <= added rows + 1)%Z /\
  (~ (k <= key r < k + n)%nat -> added (r :: rows) = added rows).
Proof.
  induction n as [|n IH]; intros k; cbv beta zeta; cbn [seq map total_of].
  - split; intros; lia.
  - rewrite cell_count_cons. destruct (IH (S k)) as [I1 I2]. cbv beta zeta in *.
    destruct (Nat.eqb_spec (key r) k) as [E|E].
    + rewrite I2 by lia. split; [lia|intros; lia].
    + split; [lia|]. intros H. rewrite I2 by lia. lia.
Qed.

(* So the cells of a marginal sum up to at most the number of rows. *)
Lemma cells_sum_to_at_most_the_rows key rows k n :
  (total_of (map (cell_count key rows) (seq k n)) <= Z.of_nat (length rows))%Z.
Proof.
  induction rows as [|r rows IH].
  - cbn [length]. generalize (seq k n). induction l as [|i l IH]; simpl in *; [lia|].
    unfold cell_count in *. simpl in *. lia.
  - pose proof (proj1 (one_row_one_cell key r rows n k)). cbv beta zeta in *. cbn [length]. lia.
Qed.

Lemma cells_sum_nonneg key rows l : (0 <= total_of (map (cell_count key rows) l))%Z.
Proof.
  induction l as [|i l IH]; simpl; [lia|]. pose proof (cell_count_nonneg key rows i). lia.
Qed.

(* Exchanging [rows] for [rows'] beside [rest]: sum (a_i - b_i)^2 <= (sum a_i)^2 + (sum b_i)^2
   for counts a, b >= 0. *)
Lemma exchanged_cells_squared key rows rows' rest l :
  (sqdist (map (cell_count key (rows ++ rest)) l) (map (cell_count key (rows' ++ rest)) l)
   <= total_of (map (cell_count key rows) l) * total_of (map (cell_count key rows) l)
    + total_of (map (cell_count key rows') l) * total_of (map (cell_count key rows') l))%Z.
Proof.
  induction l as [|i l IH]; cbn [map sqdist total_of]; [lia|].
  rewrite !cell_count_app.
  pose proof (cell_count_nonneg key rows i). pose proof (cell_count_nonneg key rows' i).
  pose proof (cells_sum_nonneg key rows l). pose proof (cells_sum_nonneg key rows' l).
  set (a := cell_count key rows i) in *. set (b := cell_count key rows' i) in *.
  set (c := cell_count key rest i). set (S := total_of (map (cell_count key rows) l)) in *.
  set (S' := total_of (map (cell_count key rows') l)) in *.
  assert (0 <= a * b)%Z by (now apply Z.mul_nonneg_nonneg).
  assert (0 <= a * S)%Z by (now apply Z.mul_nonneg_nonneg).
  assert (0 <= b * S')%Z by (now apply Z.mul_nonneg_nonneg).
  replace (a + c - (b + c))%Z with (a - b)%Z by ring.
  lia.
Qed.

Lemma exchanged_cells_absolute key rows rows' rest l :
  (l1dist (map (cell_count key (rows ++ rest)) l) (map (cell_count key (rows' ++ rest)) l)
   <= total_of (map (cell_count key rows) l) + total_of (map (cell_count key rows') l))%Z.
Proof.
  induction l as [|i l IH]; cbn [map l1dist total_of]; [lia|].
  rewrite !cell_count_app.
  pose proof (cell_count_nonneg key rows i). pose proof (cell_count_nonneg key rows' i). lia.
Qed.

(* ---------- k marginals: squared L2 ---------- *)
Definition square (n : nat) : Z := (Z.of_nat n * Z.of_nat n)%Z.

(* One marginal moves by at most (number of rows taken)^2 + (number of rows put)^2. *)
Lemma one_marginal_exchange n key rows rows' rest :
  (sqdist (marginal n key (rows ++ rest)) (marginal n key (rows' ++ rest))
   <= square (length rows) + square (length rows'))%Z.
Proof.
  unfold marginal, square. pose proof (exchanged_cells_squared key rows rows' rest (seq 0 n)).
  pose proof (cells_sum_to_at_most_the_rows key rows 0 n).
  pose proof (cells_sum_to_at_most_the_rows key rows' 0 n).
  pose proof (cells_sum_nonneg key rows (seq 0 n)).
  pose proof (cells_sum_nonneg key rows' (seq 0 n)).
  nia.
Qed.

Lemma marginals_exchange (ms : list (nat * (Row -> nat))) rows rows' rest :
  (sqdist (marginals ms (rows ++ rest)) (marginals ms (rows' ++ rest))
   <= Z.of_nat (length ms) * (square (length rows) + square (length rows')))%Z.
Proof.
  unfold marginals. induction ms as [|[n key] ms IH]; cbn [flat_map fst snd length]; [simpl; lia|].
  rewrite sqdist_app by (unfold marginal; now rewrite !map_length).
  pose proof (one_marginal_exchange n key rows rows' rest). lia.
Qed.

Lemma square_mono a b : (a <= b)%nat -> (square a <= square b)%Z.
Proof. unfold square. nia. Qed.

Theorem replacing_a_unit_moves_marginals_squared (ms : list (nat * (Row -> nat))) m d d' :
  replace_unit m d d' ->
  (sqdist (marginals ms d) (marginals ms d') <= 2 * (Z.of_nat (length ms) * square m))%Z.
Proof.
  intros (rows & rows' & rest & L & L' & P & P').
  rewrite (marginals_perm ms _ _ P), (marginals_perm ms _ _ P').
  pose proof (marginals_exchange ms rows rows' rest).
  pose proof (square_mono _ _ L). pose proof (square_mono _ _ L'). nia.
Qed.

Theorem adding_a_unit_moves_marginals_squared (ms : list (nat * (Row -> nat))) m d d' :
  add_remove_unit m d d' ->
  (sqdist (marginals ms d) (marginals ms d') <= Z.of_nat (length ms) * square m)%Z.
Proof.
  intros (rows & L & P). pose proof (square_mono _ _ L) as S.
  destruct P as [P|P]; rewrite (marginals_perm ms _ _ P).
  - pose proof (marginals_exchange ms rows [] d') as H. simpl app in H.
    change (square (length (@nil Row))) with 0%Z in H. nia.
  - pose proof (marginals_exchange ms [] rows d) as H. simpl app in H.
    change (square (length (@nil Row))) with 0%Z in H. nia.
Qed.

(* One row for another: two cells of each marginal move by one. *)
Corollary replacing_a_row_moves_marginals_squared (ms : list (nat * (Row -> nat))) d d' :
  replace_one d d' -> (sqdist (marginals ms d) (marginals ms d') <= 2 * Z.of_nat (length ms))%Z.
Proof.
  intros H. apply replace_one_is_unit_of_one in H.
  pose proof (replacing_a_unit_moves_marginals_squared ms 1 d d' H). unfold square in *. lia.
Qed.

(* ---------- k marginals: L1 ---------- *)
Lemma one_marginal_exchange_absolute n key rows rows' rest :
  (l1dist (marginal n key (rows ++ rest)) (marginal n key (rows' ++ rest))
   <= Z.of_nat (length rows) + Z.of_nat (length rows'))%Z.
Proof.
  unfold marginal. pose proof (exchanged_cells_absolute key rows rows' rest (seq 0 n)).
  pose proof (cells_sum_to_at_most_the_rows key rows 0 n).
  pose proof (cells_sum_to_at_most_the_rows key rows' 0 n). lia.
Qed.

Lemma marginals_exchange_absolute (ms : list (nat * (Row -> nat))) rows rows' rest :
  (l1dist (marginals ms (rows ++ rest)) (marginals ms (rows' ++ rest))
   <= Z.of_nat (length ms) * (Z.of_nat (length rows) + Z.of_nat (length rows')))%Z.
Proof.
  unfold marginals. induction ms as [|[n key] ms IH]; cbn [flat_map fst snd length]; [simpl; lia|].
  rewrite l1dist_app by (unfold marginal; now rewrite !map_length).
  pose proof (one_marginal_exchange_absolute n key rows rows' rest). lia.
Qed.

Theorem replacing_a_unit_moves_marginals_absolute (ms : list (nat * (Row -> nat))) m d d' :
  replace_unit m d d' ->
  (l1dist (marginals ms d) (marginals ms d') <= 2 * (Z.of_nat (length ms) * Z.of_nat m))%Z.
Proof.
  intros (rows & rows' & rest & L & L' & P & P').
  rewrite (marginals_perm ms _ _ P), (marginals_perm ms _ _ P').
  pose proof (marginals_exchange_absolute ms rows rows' rest). nia.
Qed.

Theorem adding_a_unit_moves_marginals_absolute (ms : list (nat * (Row -> nat))) m d d' :
  add_remove_unit m d d' ->
  (l1dist (marginals ms d) (marginals ms d') <= Z.of_nat (length ms) * Z.of_nat m)%Z.
Proof.
  intros (rows & L & P). destruct P as [P|P]; rewrite (marginals_perm ms _ _ P).
  - pose proof (marginals_exchange_absolute ms rows [] d') as H. simpl app in H.
    simpl length in H. nia.
  - pose proof (marginals_exchange_absolute ms [] rows d) as H. simpl app in H.
    simpl length in H. nia.
Qed.

(* ---------- the price in zCDP ---------- *)
Lemma gvec_zcdp_within s a b bound : 0 < s -> length a = length b ->
  (sqdist a b <= bound)%Z -> zcdp_pair (IZR bound / (2 * s)) (gvec s a) (gvec s b).
Proof.
  intros Hs L B. eapply zcdp_mono; [|now apply gaussian_vector_zcdp].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|now apply IZR_le].
Qed.

Theorem adding_a_unit_zcdp s (ms : list (nat * (Row -> nat))) m d d' :
  0 < s -> add_remove_unit m d d' ->
  zcdp_pair (INR (length ms) * INR m ^ 2 / (2 * s))
    (gvec s (marginals ms d)) (gvec s (marginals ms d')).
Proof.
  intros Hs H. replace (INR (length ms) * INR m ^ 2) with (IZR (Z.of_nat (length ms) * square m)).
  - apply gvec_zcdp_within; auto using marginals_len.
    now apply adding_a_unit_moves_marginals_squared.
  - unfold square. rewrite !INR_IZR_INZ, !mult_IZR. ring.
Qed.

Theorem replacing_a_unit_zcdp s (ms : list (nat * (Row -> nat))) m d d' :
  0 < s -> replace_unit m d d' ->
  zcdp_pair (2 * (INR (length ms) * INR m ^ 2) / (2 * s))
    (gvec s (marginals ms d)) (gvec s (marginals ms d')).
Proof.
  intros Hs H. replace (2 * (INR (length ms) * INR m ^ 2))
    with (IZR (2 * (Z.of_nat (length ms) * square m))).
  - apply gvec_zcdp_within; auto using marginals_len.
    now apply replacing_a_unit_moves_marginals_squared.
  - unfold square. rewrite !INR_IZR_INZ, !mult_IZR. ring.
Qed.
End Sensitivity.
