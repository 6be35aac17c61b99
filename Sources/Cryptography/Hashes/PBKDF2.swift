/// Keys from passphrases: PBKDF2 with HMAC-SHA-256.
///
/// - Source: RFC 8018, section 5.2; NIST SP 800-132.
package enum PBKDF2 {
  /// The key T₁ ‖ T₂ ‖ …, cut to `byteCount` bytes.
  ///
  /// - Complexity: two compressions of SHA-256 for each iteration and 32 bytes.
  package static func key(
    passphrase: [UInt8],
    salt: [UInt8],
    iterations: Int,
    byteCount: Int
  ) -> [UInt8] {
    precondition(iterations > 0 && byteCount > 0, "a key takes an iteration and has a byte")
    let code = HMACSHA256.Chain(key: passphrase)
    let blocks = (byteCount + SHA256.byteCount - 1) / SHA256.byteCount
    let key = (1...blocks).flatMap { index in
      // F: U₁ = PRF(P, S ‖ INT(i)), Uⱼ = PRF(P, Uⱼ₋₁), T = U₁ ⊕ U₂ ⊕ …
      let first = HMACSHA256.code(for: salt + UInt32(index).bigEndianBytes, key: passphrase)
      var link = SHA256.Words(bigEndianBytes: first)
      var sum = link
      for _ in 1..<iterations {
        link = code.next(link)
        sum ^= link
      }
      return sum.bigEndianBytes
    }
    return Array(key.prefix(byteCount))
  }
}
