extension MerkleTree {
  /// A tree as others know it: how many leaves, and the root.
  package struct Head: Sendable, Hashable {
    /// The number of leaves.
    package let size: Int

    /// The root, 32 bytes.
    package let root: [UInt8]

    /// Makes a head of what someone claims.
    package init(size: Int, root: [UInt8]) {
      self.size = size
      self.root = root
    }
  }

  /// The head of this tree.
  ///
  /// - Complexity: O(leaves).
  package var head: Head { Head(size: size, root: root) }

  /// Whether a proof shows that a leaf is at a position of a tree.
  ///
  /// Nothing is assumed of the arguments: they may come from anyone.
  ///
  /// - Parameters:
  ///   - leafHash: The leaf's hash, by ``hash(ofLeaf:)``.
  ///   - index: The leaf's position, from 0.
  ///   - head: The tree.
  ///   - proof: The hashes, the lowest first.
  /// - Returns: False for anything that is not such a proof.
  /// - Source: RFC 9162, section 2.1.3.2, for trees of RFC 6962.
  package static func verifyInclusion(
    of leafHash: [UInt8],
    at index: Int,
    in head: Head,
    proof: [[UInt8]]
  ) -> Bool {
    guard index >= 0, index < head.size, areHashes([leafHash, head.root] + proof) else {
      return false
    }
    var (node, last) = (index, head.size - 1)
    var hash = leafHash
    for sibling in proof {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = Self.hash(ofNode: sibling, hash)
        skipLevelsWithoutSibling(&node, &last)
      } else {
        hash = Self.hash(ofNode: hash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && hash == head.root
  }

  /// Whether a proof shows that a tree is a beginning of another.
  ///
  /// Nothing is assumed of the arguments: they may come from anyone. The empty tree is a beginning
  /// of every tree, by the empty proof.
  ///
  /// - Source: RFC 9162, section 2.1.4.2, for trees of RFC 6962.
  package static func verifyConsistency(
    from old: Head,
    to new: Head,
    proof: [[UInt8]]
  ) -> Bool {
    guard old.size >= 0, old.size <= new.size else { return false }
    guard old.size < new.size else { return proof.isEmpty && old.root == new.root }
    guard old.size > 0 else { return proof.isEmpty && old.root == emptyRoot }
    guard areHashes([old.root, new.root] + proof) else { return false }
    // A complete old tree is a node of the new one, whose hash the verifier has.
    let path = old.size & (old.size - 1) == 0 ? [old.root] + proof : proof
    guard let start = path.first, !proof.isEmpty else { return false }
    var (node, last) = (old.size - 1, new.size - 1)
    while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
    var (oldHash, newHash) = (start, start)
    for sibling in path.dropFirst() {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        oldHash = hash(ofNode: sibling, oldHash)
        newHash = hash(ofNode: sibling, newHash)
        skipLevelsWithoutSibling(&node, &last)
      } else {
        newHash = hash(ofNode: newHash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && oldHash == old.root && newHash == new.root
  }

  /// Whether all have the length of a hash: else bytes could move from a node's left to its right.
  private static func areHashes(_ hashes: [[UInt8]]) -> Bool {
    hashes.allSatisfy { $0.count == SHA256.byteCount }
  }

  /// Climbs to the level where a node on the right border has its left sibling.
  private static func skipLevelsWithoutSibling(_ node: inout Int, _ last: inout Int) {
    while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
  }
}
