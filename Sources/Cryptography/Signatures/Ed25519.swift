/// Ed25519 signatures.
///
/// - Source: RFC 8032, section 5.1.
package enum Ed25519 {
  /// A key that signs.
  ///
  /// Printed, it shows the public key alone.
  package struct PrivateKey: Sendable {
    /// The 32 secret bytes that make the key.
    package let seed: [UInt8]

    /// The key that verifies what this one signs.
    package let publicKey: PublicKey

    private let scalar: Scalar
    private let prefix: [UInt8]

    /// Makes the key of a seed.
    ///
    /// - Precondition: the seed has 32 bytes; they should come from the operating system's entropy.
    /// - Source: RFC 8032, section 5.1.5.
    package init(seed: [UInt8]) {
      precondition(seed.count == 32, "a seed has 32 bytes")
      var digest = SHA512.digest(of: seed)
      digest[0] &= 0b1111_1000
      digest[31] &= 0b0111_1111
      digest[31] |= 0b0100_0000
      self.seed = seed
      scalar = Scalar(reducing: Array(digest[..<32]))
      prefix = Array(digest[32...])
      publicKey = PublicKey(Point.baseMultiple(scalar))
    }

    /// The 64 bytes that sign a message; the same for the same key and message.
    ///
    /// - Source: RFC 8032, section 5.1.6.
    package func signature(for message: [UInt8]) -> [UInt8] {
      var hash = SHA512()
      hash.update(prefix)
      hash.update(message)
      let r = Scalar(reducing: hash.finalized())
      let commitment = Point.baseMultiple(r).bytes
      let k = Ed25519.challenge(commitment, publicKey, message)
      return commitment + Scalar.multiply(k, scalar, adding: r).bytes
    }
  }

  /// A key that verifies signatures.
  package struct PublicKey: Sendable {
    /// The key's 32 bytes.
    package let bytes: [UInt8]

    private let point: Point

    fileprivate init(_ point: Point) {
      self.point = point
      bytes = point.bytes
    }

    /// Reads a key; nil where the bytes are no point of the curve.
    ///
    /// - Source: RFC 8032, section 5.1.3.
    package init?(bytes: [UInt8]) {
      guard let point = Point(decoding: bytes) else { return nil }
      self.point = point
      self.bytes = bytes
    }

    /// Whether the key is one of the few that no honest seed gives: of order 8 or less, or spelled
    /// otherwise than RFC 8032 spells it.
    ///
    /// Under a key of low order a signature can be valid for many messages.
    package var isWeak: Bool {
      let eightfold = point.projective.doubled.projective.doubled.projective.doubled.projective
      return eightfold.bytes == Point.neutral.bytes || point.bytes != bytes
    }

    /// Whether 64 bytes are this key's signature for a message.
    ///
    /// The verdict is that of the reference implementation, OpenSSL and Go: S < L, and
    /// S·B − k·A has to be encoded exactly as R is; there is no multiplication by the cofactor.
    ///
    /// - Source: RFC 8032, section 5.1.7.
    package func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
      guard signature.count == 64, let s = Scalar(canonical: Array(signature[32...])) else {
        return false
      }
      let commitment = Array(signature[..<32])
      let k = Ed25519.challenge(commitment, self, message)
      return Point.multiple(k, of: -point, plusBaseTimes: s).bytes == commitment
    }
  }

  /// k = SHA-512(R ‖ A ‖ message) modulo L.
  private static func challenge(
    _ commitment: [UInt8],
    _ key: PublicKey,
    _ message: [UInt8]
  ) -> Scalar {
    var hash = SHA512()
    hash.update(commitment)
    hash.update(key.bytes)
    hash.update(message)
    return Scalar(reducing: hash.finalized())
  }
}

extension Ed25519.PrivateKey: CustomStringConvertible, CustomReflectable {
  /// The fingerprint of the public key; nothing of the private one.
  package var description: String { "private key of \(publicKey.fingerprint)" }

  /// Shows no part of the key to `dump` or a debugger.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Ed25519.PublicKey: Hashable {
  /// Whether two keys have the same bytes.
  package static func == (left: Ed25519.PublicKey, right: Ed25519.PublicKey) -> Bool {
    left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Ed25519.PublicKey {
  /// The fingerprint that OpenSSH shows: `SHA256:` and Base64 without padding.
  package var fingerprint: String { Self.fingerprint(ofDigest: fingerprintDigest) }

  /// The text of a fingerprint's digest.
  package static func fingerprint(ofDigest digest: [UInt8]) -> String {
    "SHA256:" + Base64.encode(digest).prefix { $0 != "=" }
  }

  /// The SHA-256 in the fingerprint.
  ///
  /// - Source: RFC 8709, section 4; RFC 4253, section 6.6, for the hashed form of the key.
  package var fingerprintDigest: [UInt8] {
    let name = Array("ssh-ed25519".utf8)
    let blob =
      UInt32(name.count).bigEndianBytes + name + UInt32(bytes.count).bigEndianBytes + bytes
    return SHA256.digest(of: blob)
  }
}
