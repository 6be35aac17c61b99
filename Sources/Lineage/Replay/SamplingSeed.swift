import Cryptography

/// The seed of all that is random after the mechanisms: row sampling and values within bins.
///
/// Nobody can choose it after seeing what it leads to: it hangs on the measurements, which hold the
/// noise, and on the ledger's `reserve` record, which holds a nonce and was on disk before the noise
/// was drawn. It is public; anyone can replay the release with it.
package enum SamplingSeed {
  /// The rule, in words for the manifest.
  package static let rule =
    "SHA-256 of the 27 ASCII bytes \"marginalia sampling seed v1\", the 32 bytes of the SHA-256 of "
    + "measurements.json, the 32 bytes of the SHA-256 of the reserve record"

  /// The domain tag: the first bytes that are hashed.
  private static let tag = [UInt8]("marginalia sampling seed v1".utf8)

  /// The seed: SHA-256 over 91 bytes, namely the tag (27), the measurements' digest (32) and the
  /// `reserve` record's hash (32).
  ///
  /// - Precondition: both digests have 32 bytes.
  /// - Returns: 32 bytes.
  package static func derive(
    measurementsDigest: [UInt8],
    reserveRecordHash: [UInt8]
  ) -> [UInt8] {
    precondition(
      measurementsDigest.count == 32 && reserveRecordHash.count == 32,
      "a digest has 32 bytes"
    )
    return SHA256.digest(of: tag + measurementsDigest + reserveRecordHash)
  }
}
