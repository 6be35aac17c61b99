import Cryptography

/// The seeds that a release's own seed is held against, and those of samples for single recipients.
package enum WatermarkSeed {
  /// The seed of a release that was never made, number `index`, for comparison.
  ///
  /// SHA-256 over the tag, the release's 32-byte seed and the number in 8 bytes, the most significant
  /// first: public, so that anyone repeats a test and nobody chooses what it is held against.
  package static func alternative(_ index: Int, to seed: [UInt8]) -> [UInt8] {
    precondition(seed.count == 32 && index >= 0, "a seed has 32 bytes, an index is no less than 0")
    let number = (0..<8).map { UInt8(truncatingIfNeeded: index >> (56 - 8 * $0)) }
    return SHA256.digest(of: [UInt8]("marginalia watermark alternative v1".utf8) + seed + number)
  }

  /// The seed of the sample that one recipient is given: HMAC-SHA256 under the publisher's key over
  /// the tag, the 32 bytes of the release's identity and the recipient's name.
  ///
  /// Without the key nobody can tell whose a sample is, nor make one in another's name.
  package static func recipient(_ name: String, release: [UInt8], key: [UInt8]) -> [UInt8] {
    precondition(release.count == 32, "a release's identity has 32 bytes")
    let message = [UInt8]("marginalia recipient v1".utf8) + release + [UInt8](name.utf8)
    return HMACSHA256.code(for: message, key: key)
  }
}
