/// A Merkle tree over a list of byte strings that only grows.
///
/// - Source: RFC 6962, section 2.1.
package struct MerkleTree: Sendable {
  /// The root of the tree of no leaves: the hash of nothing.
  package static let emptyRoot = SHA256.digest(of: [])

  private var leafHashes: [[UInt8]]

  /// Makes the tree of some leaves.
  ///
  /// - Complexity: O(bytes).
  package init(leaves: [[UInt8]] = []) { leafHashes = leaves.map(Self.hash(ofLeaf:)) }

  /// The number of leaves.
  package var size: Int { leafHashes.count }

  /// Adds a leaf.
  package mutating func append(_ leaf: [UInt8]) { leafHashes.append(Self.hash(ofLeaf: leaf)) }

  /// The root of the whole tree, 32 bytes.
  ///
  /// - Complexity: O(leaves).
  package var root: [UInt8] { root(of: 0..<size) }

  /// The root of the tree as it was when it had `size` leaves.
  ///
  /// - Precondition: `0...self.size` contains `size`.
  package func root(at size: Int) -> [UInt8] {
    precondition(0...self.size ~= size, "the tree never had \(size) leaves")
    return root(of: 0..<size)
  }

  /// SHA-256(0x00 ‖ leaf): no leaf hashes to what a node does.
  package static func hash(ofLeaf leaf: [UInt8]) -> [UInt8] { SHA256.digest(of: [0] + leaf) }

  /// SHA-256(0x01 ‖ left ‖ right).
  static func hash(ofNode left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    SHA256.digest(of: [1] + left + right)
  }

  /// The hashes that lead from a leaf to the root of the first `size` leaves, the lowest first.
  ///
  /// - Parameters:
  ///   - index: The leaf's position, from 0.
  ///   - size: The number of leaves of the tree to prove it in; all where it is not given.
  /// - Returns: At most ⌈log2 size⌉ hashes.
  /// - Precondition: `index < size <= self.size`.
  /// - Complexity: O(leaves).
  /// - Source: RFC 6962, section 2.1.1.
  package func inclusionProof(of index: Int, at size: Int? = nil) -> [[UInt8]] {
    let size = size ?? self.size
    precondition(0..<size ~= index && size <= self.size, "no leaf \(index) of \(size)")
    return path(to: index, in: 0..<size)
  }

  /// The hashes that show the tree of the first `old` leaves to be a beginning of this one.
  ///
  /// - Precondition: `1...size` contains `old`.
  /// - Complexity: O(leaves).
  /// - Source: RFC 6962, section 2.1.2.
  package func consistencyProof(from old: Int) -> [[UInt8]] {
    precondition(1...max(size, 1) ~= old && old <= size, "no tree of \(old) leaves to start from")
    return subproof(of: old, in: 0..<size, isOldTree: true)
  }

  /// MTH of the RFC.
  private func root(of range: Range<Int>) -> [UInt8] {
    guard range.count > 1 else { return range.first.map { leafHashes[$0] } ?? Self.emptyRoot }
    let middle = Self.split(range)
    return Self.hash(
      ofNode: root(of: range.lowerBound..<middle),
      root(of: middle..<range.upperBound)
    )
  }

  /// PATH of the RFC.
  private func path(to index: Int, in range: Range<Int>) -> [[UInt8]] {
    guard range.count > 1 else { return [] }
    let middle = Self.split(range)
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    return index < middle
      ? path(to: index, in: left) + [root(of: right)]
      : path(to: index, in: right) + [root(of: left)]
  }

  /// SUBPROOF of the RFC; `isOldTree` says that the verifier knows the range's root already.
  private func subproof(of old: Int, in range: Range<Int>, isOldTree: Bool) -> [[UInt8]] {
    guard old < range.upperBound else { return isOldTree ? [] : [root(of: range)] }
    let middle = Self.split(range)
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    return old <= middle
      ? subproof(of: old, in: left, isOldTree: isOldTree) + [root(of: right)]
      : subproof(of: old, in: right, isOldTree: false) + [root(of: left)]
  }

  /// Where a range of at least two splits: after the largest power of two below its count.
  private static func split(_ range: Range<Int>) -> Int {
    range.lowerBound + 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
  }
}
