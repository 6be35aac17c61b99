/// A private key encrypted with a passphrase: PBES2 of PBKDF2-HMAC-SHA-256 and AES-256-CBC.
///
/// This is what `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256` writes.
///
/// - Source: RFC 5958, section 3 (EncryptedPrivateKeyInfo); RFC 8018, sections 6.2, A.2 and A.4
///   (PBES2, PBKDF2), B.1.2 and B.2.5 (hmacWithSHA256, AES-CBC-Pad).
package struct EncryptedKey: Sendable, Equatable {
  /// The fewest iterations that are written.
  ///
  /// - Source: OWASP, "Password Storage Cheat Sheet", PBKDF2-HMAC-SHA256.
  package static let leastIterations = 600_000

  /// The most iterations that are read: more would only keep the machine busy.
  private static let mostIterations = 10_000_000

  /// The longest ciphertext that is read: more than any key of the size that is looked for.
  private static let mostBytes = 1024

  /// The number of random bytes that an encryption takes: a salt and an initialisation vector.
  package static let randomByteCount = saltByteCount + AES256.blockByteCount

  /// The bytes of a new salt.
  ///
  /// - Source: NIST SP 800-132, section 5.1: at least 128 bits.
  private static let saltByteCount = 16

  /// How often the passphrase is hashed.
  package let iterations: Int

  private let salt: [UInt8]
  private let initializationVector: [UInt8]
  private let ciphertext: [UInt8]

  /// Encrypts a key.
  ///
  /// - Parameters:
  ///   - plaintext: the PrivateKeyInfo; a secret.
  ///   - passphrase: the passphrase's bytes; a secret.
  ///   - randomness: ``randomByteCount`` bytes that were never used before.
  ///   - iterations: how often the passphrase is hashed.
  init(
    sealing plaintext: [UInt8],
    passphrase: [UInt8],
    randomness: [UInt8],
    iterations: Int
  ) {
    precondition(randomness.count == EncryptedKey.randomByteCount, "salt and vector have 16 bytes")
    self.iterations = iterations
    salt = Array(randomness.prefix(EncryptedKey.saltByteCount))
    initializationVector = Array(randomness.dropFirst(EncryptedKey.saltByteCount))
    // RFC 5652, section 6.3: n bytes of value n, to the end of a block and at least one.
    let padding = AES256.blockByteCount - plaintext.count % AES256.blockByteCount
    ciphertext = CipherBlockChaining(
      key: EncryptedKey.key(passphrase, salt, iterations),
      initializationVector: initializationVector
    ).encrypted(plaintext + Array(repeating: UInt8(padding), count: padding))
  }

  /// The key in clear; nil where the passphrase is another one, or the file was changed.
  ///
  /// The two can't be told apart, and nothing tells at which step it failed.
  func opened(with passphrase: [UInt8]) -> [UInt8]? {
    let padded = CipherBlockChaining(
      key: EncryptedKey.key(passphrase, salt, iterations),
      initializationVector: initializationVector
    ).decrypted(ciphertext)
    let padding = padded.last ?? 0
    guard (1...UInt8(AES256.blockByteCount)).contains(padding),
      padded.suffix(Int(padding)).allSatisfy({ $0 == padding })
    else { return nil }
    return padded.dropLast(Int(padding))
  }

  private static func key(_ passphrase: [UInt8], _ salt: [UInt8], _ iterations: Int) -> [UInt8] {
    PBKDF2.key(
      passphrase: passphrase,
      salt: salt,
      iterations: iterations,
      byteCount: AES256.keyByteCount
    )
  }
}

extension EncryptedKey {
  private static let pbes2 = DER.identifier(1, 2, 840, 113_549, 1, 5, 13)
  private static let pbkdf2 = DER.identifier(1, 2, 840, 113_549, 1, 5, 12)
  private static let hmacSHA256 = DER.sequence(
    DER.identifier(1, 2, 840, 113_549, 2, 9),
    DER.null
  )
  private static let aes256CBC = DER.identifier(2, 16, 840, 1, 101, 3, 4, 1, 42)

  /// The EncryptedPrivateKeyInfo.
  var der: [UInt8] {
    let derivation = DER.sequence(
      EncryptedKey.pbkdf2,
      DER.sequence(DER.octetString(salt), DER.integer(iterations), EncryptedKey.hmacSHA256)
    )
    let encryption = DER.sequence(EncryptedKey.aes256CBC, DER.octetString(initializationVector))
    return DER.sequence(
      DER.sequence(EncryptedKey.pbes2, DER.sequence(derivation, encryption)),
      DER.octetString(ciphertext)
    )
  }

  /// Reads an EncryptedPrivateKeyInfo of this scheme; another scheme is an error too.
  init(der: [UInt8]) throws(DERError) {
    var file = DERReader(der)
    var info = try file.inside(DER.Tag.sequence)
    var algorithm = try info.inside(DER.Tag.sequence)
    try algorithm.expect(EncryptedKey.pbes2)
    var parameters = try algorithm.inside(DER.Tag.sequence)
    var derivation = try parameters.inside(DER.Tag.sequence)
    try derivation.expect(EncryptedKey.pbkdf2)
    var settings = try derivation.inside(DER.Tag.sequence)
    salt = try settings.octets()
    iterations = try settings.integer(in: 1...EncryptedKey.mostIterations)
    if settings.isNext(DER.Tag.integer) {
      _ = try settings.integer(in: AES256.keyByteCount...AES256.keyByteCount)
    }
    try settings.expect(EncryptedKey.hmacSHA256)
    var encryption = try parameters.inside(DER.Tag.sequence)
    try encryption.expect(EncryptedKey.aes256CBC)
    initializationVector = try encryption.octets()
    ciphertext = try info.octets()
    for reader in [settings, derivation, encryption, parameters, algorithm, info, file] {
      try reader.end()
    }
    guard initializationVector.count == AES256.blockByteCount,
      (1...EncryptedKey.mostBytes).contains(ciphertext.count),
      ciphertext.count.isMultiple(of: AES256.blockByteCount)
    else { throw DERError() }
  }
}
