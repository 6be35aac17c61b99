import Cryptography
package import Schemas

/// The secret behind the rows of one table that are keyed: what its choices follow from.
///
/// It hangs on the publisher's key, the schema and the recipient, so that tables of several
/// recipients share nothing. Without it keyed rows can't be told from plain ones: HMAC-SHA256 is
/// taken to be a pseudorandom function.
package struct WatermarkKey: Sendable {
  /// What a secret is derived for.
  private enum Purpose: String {
    case choices, rows, values, commitment
  }

  private let secret: [UInt8]

  /// The code of choices, its key already worked in.
  private let choices: HMACSHA256

  /// Derives a table's secret: HMAC-SHA256 under the publisher's key over the tag, the 32 bytes of
  /// the digest of the release's schema, a byte 1 and the recipient's name, or a byte 0 for none.
  package init(_ key: [UInt8], schema: Schema, recipient: String? = nil) {
    let secret = HMACSHA256.code(
      for: [UInt8]("marginalia keyed rows v1".utf8) + SHA256.digest(of: schema.releasedBytes)
        + [recipient == nil ? 0 : 1] + [UInt8]((recipient ?? "").utf8),
      key: key
    )
    self.secret = secret
    choices = HMACSHA256(key: Self.derive(.choices, from: secret))
  }

  private static func derive(_ purpose: Purpose, from secret: [UInt8]) -> [UInt8] {
    HMACSHA256.code(for: [UInt8](purpose.rawValue.utf8), key: secret)
  }

  /// The seed of the rows before any is keyed.
  var rowSeed: [UInt8] { Self.derive(.rows, from: secret) }

  /// The seed of the numbers within bins.
  var valueSeed: [UInt8] { Self.derive(.values, from: secret) }

  /// What can be published at once and shows later that the key wasn't chosen after the event: 32
  /// bytes that follow from the secret and don't give it away.
  package var commitment: [UInt8] {
    SHA256.digest(of: Self.derive(.commitment, from: secret))
  }

  /// The number of a message: the first word of its HMAC-SHA256, eight bytes, the most significant
  /// first, as ``number(_:)`` reads it.
  func number(of message: [UInt8]) -> Double {
    var code = choices
    code.update(message.span)
    return Self.number(code.finalized()[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// A word as a number within 0 and 1: its top 52 bits k stand for (2k + 1)·2⁻⁵³.
  ///
  /// The number is exact in a Double, and so is what it lacks of 1.
  static func number(_ word: UInt64) -> Double { Double((word >> 12) << 1 | 1) * 0x1p-53 }
}
