/// Reads elements of DER one after the other; what has several encodings is refused.
///
/// The reader goes no deeper than its caller asks, so that no nesting can exhaust the stack, and it
/// copies nothing before the lengths fit.
package struct DERReader {
  private var rest: ArraySlice<UInt8>

  /// Reads from bytes.
  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  private init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether the next element has this tag.
  package func isNext(_ tag: UInt8) -> Bool { rest.first == tag }

  /// Whether exactly this element comes next.
  package func isNext(_ element: [UInt8]) -> Bool { rest.starts(with: element) }

  /// The content of the next element, which has to have this tag.
  ///
  /// - Source: X.690, sections 8.1.3 and 10.1: the definite form, in the fewest bytes.
  package mutating func content(_ tag: UInt8) throws(DERError) -> ArraySlice<UInt8> {
    guard rest.popFirst() == tag, let first = rest.popFirst() else { throw DERError() }
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count), rest.count >= count else { throw DERError() }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      guard length >= 0x80, length >> (8 * (count - 1)) > 0 else { throw DERError() }
      rest.removeFirst(count)
    }
    guard length <= rest.count else { throw DERError() }
    defer { rest.removeFirst(length) }
    return rest.prefix(length)
  }

  /// A reader of the elements within the next one.
  package mutating func inside(_ tag: UInt8) throws(DERError) -> DERReader {
    DERReader(try content(tag))
  }

  /// The bytes of the next octet string.
  package mutating func octets() throws(DERError) -> [UInt8] {
    Array(try content(DER.Tag.octetString))
  }

  /// The next integer, within a range of non-negative ones.
  ///
  /// - Source: X.690, section 8.3.2: no superfluous zeros.
  package mutating func integer(in range: ClosedRange<Int>) throws(DERError) -> Int {
    let bytes = try content(DER.Tag.integer)
    guard let first = bytes.first, first < 0x80, bytes.count <= 8 else { throw DERError() }
    let isShortest = bytes.count == 1 || first != 0 || bytes[bytes.startIndex + 1] >= 0x80
    let value = bytes.reduce(0) { $0 << 8 | Int($1) }
    guard isShortest, range.contains(value) else { throw DERError() }
    return value
  }

  /// Steps over the next element, which has to be exactly this one.
  package mutating func expect(_ element: [UInt8]) throws(DERError) {
    guard isNext(element) else { throw DERError() }
    rest.removeFirst(element.count)
  }

  /// Makes sure that nothing follows.
  package func end() throws(DERError) {
    guard rest.isEmpty else { throw DERError() }
  }
}
