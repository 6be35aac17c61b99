/// How much JSON a reader takes before it refuses.
package struct JSONLimits: Sendable, Hashable {
  /// The largest number of bytes.
  package let bytes: Int

  /// The largest number of arrays and objects around a value.
  package let depth: Int

  /// Sets limits.
  ///
  /// - Precondition: `bytes >= 0`, and `depth` in `0...512`, as each level takes stack.
  package init(bytes: Int = 256 << 20, depth: Int = 64) {
    precondition(bytes >= 0 && 0...512 ~= depth, "limits out of range")
    self.bytes = bytes
    self.depth = depth
  }

  /// 256 MiB and 64 levels.
  package static let `default` = JSONLimits()
}
