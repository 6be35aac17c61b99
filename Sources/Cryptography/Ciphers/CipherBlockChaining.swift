/// The mode of operation CBC over AES-256, on whole blocks.
///
/// - Source: NIST SP 800-38A, section 6.2.
package struct CipherBlockChaining: Sendable {
  private let cipher: AES256
  private let start: AES256.Block

  /// Makes a mode of a key of 32 bytes and an initialisation vector of 16.
  package init(key: [UInt8], initializationVector: [UInt8]) {
    precondition(initializationVector.count == AES256.blockByteCount, "a vector is one block")
    cipher = AES256(key: key)
    start = AES256.Block(initializationVector)
  }

  /// The ciphertext: C₁ = E(P₁ ⊕ IV), Cⱼ = E(Pⱼ ⊕ Cⱼ₋₁).
  ///
  /// - Precondition: the plaintext is whole blocks.
  package func encrypted(_ plaintext: [UInt8]) -> [UInt8] {
    var previous = start
    return blocks(of: plaintext).flatMap { block in
      previous = cipher.encrypted(block ^ previous)
      return previous.bytes
    }
  }

  /// The plaintext: P₁ = D(C₁) ⊕ IV, Pⱼ = D(Cⱼ) ⊕ Cⱼ₋₁.
  ///
  /// - Precondition: the ciphertext is whole blocks.
  package func decrypted(_ ciphertext: [UInt8]) -> [UInt8] {
    var previous = start
    return blocks(of: ciphertext).flatMap { block in
      defer { previous = block }
      return (cipher.decrypted(block) ^ previous).bytes
    }
  }

  private func blocks(of bytes: [UInt8]) -> [AES256.Block] {
    let size = AES256.blockByteCount
    precondition(bytes.count.isMultiple(of: size), "CBC works on whole blocks")
    return stride(from: 0, to: bytes.count, by: size).map {
      AES256.Block(bytes[$0..<$0 + size])
    }
  }
}

extension SIMD16<UInt8> {
  /// The bytes in order.
  fileprivate var bytes: [UInt8] { indices.map { self[$0] } }
}
