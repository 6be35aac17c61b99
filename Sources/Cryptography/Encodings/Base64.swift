/// The Base64 encoding with padding, in its one canonical form.
///
/// - Source: RFC 4648, sections 3.5 and 4.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// What a character is worth; 255 for those outside the alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// The bytes as Base64 text, without line breaks.
  package static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = alphabet
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits = 0
      for offset in 0..<3 { bits = bits << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for position in 0..<4 {
        let character = alphabet[bits >> (18 - 6 * position) & 63]
        text.append(position <= count ? character : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a Base64 text, or nil where it is not exactly what ``encode(_:)`` writes.
  ///
  /// Refused are white space, characters of other alphabets, missing padding, and bits set where
  /// none are read: else one signature would have several spellings.
  package static func decode(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count.isMultiple(of: 4) else { return nil }
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    let values = values
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3)
    var (bits, width) = (0, 0)
    for character in characters.dropLast(padding) {
      let value = values[Int(character)]
      guard value < 64 else { return nil }
      bits = bits << 6 | Int(value)
      width += 6
      guard width >= 8 else { continue }
      width -= 8
      bytes.append(UInt8(bits >> width))
      bits &= 1 << width - 1
    }
    return bits == 0 ? bytes : nil
  }
}
