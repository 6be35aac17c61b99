/// The distinguished encoding of ASN.1 values: as much of it as keys and time stamps need.
///
/// - Source: ITU-T X.690, sections 8 and 10.
package enum DER {
  /// The tags that are read and written here, as their one byte.
  package enum Tag {
    /// True or false.
    package static let boolean: UInt8 = 0x01
    /// An integer.
    package static let integer: UInt8 = 0x02
    /// A string of bytes.
    package static let octetString: UInt8 = 0x04
    /// Nothing.
    package static let null: UInt8 = 0x05
    /// An object identifier.
    package static let objectIdentifier: UInt8 = 0x06
    /// A time, as text.
    package static let generalizedTime: UInt8 = 0x18
    /// Elements in an order that matters.
    package static let sequence: UInt8 = 0x30
    /// Elements in an order that doesn't.
    package static let set: UInt8 = 0x31

    /// A constructed tag of the context's own.
    package static func context(_ number: UInt8) -> UInt8 { 0xA0 | number }
  }

  /// An element: its tag, the length of its content in the fewest bytes, its content.
  ///
  /// - Source: X.690, sections 8.1 and 10.1.
  package static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 128 else { return [tag, UInt8(content.count)] + content }
    let length = content.count.bigEndianBytes.drop { $0 == 0 }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  /// A sequence of elements.
  package static func sequence(_ elements: [UInt8]...) -> [UInt8] {
    element(Tag.sequence, Array(elements.joined()))
  }

  /// A non-negative integer, as its bytes from the most significant one.
  ///
  /// - Source: X.690, section 8.3.
  package static func integer(_ magnitude: [UInt8]) -> [UInt8] {
    let digits = magnitude.drop { $0 == 0 }
    let needsSign = (digits.first ?? 0x80) >= 0x80
    return element(Tag.integer, (needsSign ? [0] : []) + digits)
  }

  /// A non-negative integer.
  package static func integer(_ value: Int) -> [UInt8] { integer(value.bigEndianBytes) }

  /// A string of bytes.
  package static func octetString(_ bytes: [UInt8]) -> [UInt8] { element(Tag.octetString, bytes) }

  /// The value that says nothing.
  package static let null = element(Tag.null, [])

  /// An object identifier, element and all.
  ///
  /// - Source: X.690, section 8.19.
  package static func identifier(_ first: Int, _ second: Int, _ rest: Int...) -> [UInt8] {
    let content = ([40 * first + second] + rest).flatMap { arc in
      let groups = stride(from: 0, through: 56, by: 7).map { UInt8(arc >> $0 & 0x7F) }
      let digits = groups.reversed().drop { $0 == 0 }
      return digits.isEmpty ? [0] : digits.dropLast().map { $0 | 0x80 } + digits.suffix(1)
    }
    return element(Tag.objectIdentifier, content)
  }
}

/// Bytes that are not the distinguished encoding of what was looked for.
package struct DERError: Error, Equatable {
  /// Makes the error; it says nothing about the bytes, which may be secret.
  init() {}
}
