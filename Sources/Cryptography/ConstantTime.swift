/// Comparisons whose time does not depend on what is compared.
package enum ConstantTime {
  /// Whether two sequences of bytes are the same; only their lengths show in the time taken.
  package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(left, right) { difference |= left ^ right }
    return difference == 0
  }
}
