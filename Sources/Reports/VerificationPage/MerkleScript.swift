/// Merkle trees: whether a record is in a ledger, and whether a ledger has only grown.
///
/// - Source: RFC 6962, section 2.1; RFC 9162, sections 2.1.3.2 and 2.1.4.2, for the algorithms.
enum MerkleScript {
  static let text = #"""
    const leafHash = (leaf) => sha256(joinBytes([0], leaf));
    const nodeHash = (left, right) => sha256(joinBytes([1], left, right));
    const areHashes = (hashes) => hashes.every((hash) => hash.length === 32);

    /** Whether a proof shows the leaf of that hash at that position of the tree.

        Positions are at most 2^53, so halving by division stays exact. */
    function isIncluded(hash, index, size, root, proof) {
      if (!(index >= 0 && index < size) || !areHashes([hash, root, ...proof])) return false;
      let [node, last] = [index, size - 1];
      for (const sibling of proof) {
        if (last === 0) return false;
        if (node % 2 === 1 || node === last) {
          hash = nodeHash(sibling, hash);
          while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
        } else {
          hash = nodeHash(hash, sibling);
        }
        [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
      }
      return last === 0 && areEqual(hash, root);
    }

    /** Whether a proof shows that the older tree is the beginning of the newer one. */
    function isConsistent(older, newer, proof) {
      if (older.size > newer.size || older.size < 0) return false;
      if (older.size === newer.size) return proof.length === 0 && areEqual(older.root, newer.root);
      if (older.size === 0) {
        return proof.length === 0 && areEqual(older.root, sha256(new Uint8Array(0)));
      }
      if (!areHashes([older.root, newer.root, ...proof]) || proof.length === 0) return false;
      let [node, last] = [older.size - 1, newer.size - 1];
      while (node % 2 === 1) [node, last] = [(node - 1) / 2, Math.floor(last / 2)];
      // A complete older tree is itself a node of the newer one.
      const path = node === 0 ? [older.root, ...proof] : proof;
      let [oldHash, newHash] = [path[0], path[0]];
      for (const sibling of path.slice(1)) {
        if (last === 0) return false;
        if (node % 2 === 1 || node === last) {
          oldHash = nodeHash(sibling, oldHash);
          newHash = nodeHash(sibling, newHash);
          while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
        } else {
          newHash = nodeHash(newHash, sibling);
        }
        [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
      }
      return last === 0 && areEqual(oldHash, older.root) && areEqual(newHash, newer.root);
    }
    """#
}
