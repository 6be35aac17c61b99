/// What a time-stamping authority is asked: to say that a signature was there.
///
/// - Source: RFC 3161, section 2.4.1.
package enum TimestampRequest {
  /// id-sha256 with its parameters, in the form that openssl writes.
  ///
  /// - Source: RFC 5754, section 2.
  static let sha256 = DER.sequence(DER.identifier(2, 16, 840, 1, 101, 3, 4, 2, 1), DER.null)

  /// The same without parameters, which is as good.
  static let sha256Bare = DER.sequence(DER.identifier(2, 16, 840, 1, 101, 3, 4, 2, 1))

  /// The number of bytes of a nonce.
  package static let nonceByteCount = 8

  /// The request for a time stamp over SHA-256 of a signature's bytes, with the certificate wanted.
  ///
  /// - Parameters:
  ///   - signature: the signature, as raw bytes.
  ///   - nonce: ``nonceByteCount`` random bytes, which `openssl ts -verify -queryfile` compares.
  /// - Returns: a TimeStampReq.
  package static func der(for signature: [UInt8], nonce: [UInt8]) -> [UInt8] {
    DER.sequence(
      DER.integer(1),
      DER.sequence(sha256, DER.octetString(SHA256.digest(of: signature))),
      DER.integer(nonce),
      DER.element(DER.Tag.boolean, [0xFF])
    )
  }
}
