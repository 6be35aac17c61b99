/// Ed25519 keys as PEM text: PKCS#8 version 1 for private keys, encrypted or not, SPKI for public
/// ones.
///
/// - Source: RFC 7468; RFC 8410, sections 4 and 7; RFC 5958.
package enum PEM {
  /// PrivateKeyInfo up to the seed: version 0, the algorithm 1.3.101.112, an octet string within an
  /// octet string.
  ///
  /// - Source: RFC 8410, section 7.
  private static let privateKeyHeader: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  /// SubjectPublicKeyInfo up to the key: the algorithm, a bit string without unused bits.
  ///
  /// - Source: RFC 8410, section 4.
  private static let publicKeyHeader: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  private static let privateKeyLabel = "PRIVATE KEY"
  private static let encryptedKeyLabel = "ENCRYPTED PRIVATE KEY"
  private static let publicKeyLabel = "PUBLIC KEY"

  /// A private key as the text of its file: a secret.
  package static func text(of key: Ed25519.PrivateKey) -> String {
    block(label: privateKeyLabel, privateKeyHeader + key.seed)
  }

  /// A public key as the text of its file.
  package static func text(of key: Ed25519.PublicKey) -> String {
    block(label: publicKeyLabel, publicKeyHeader + key.bytes)
  }

  /// A private key as the text of its file, encrypted with a passphrase.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - passphrase: the passphrase's bytes.
  ///   - randomness: ``EncryptedKey/randomByteCount`` bytes that were never used before.
  ///   - iterations: how often the passphrase is hashed.
  /// - Returns: one PEM block, `ENCRYPTED PRIVATE KEY`.
  package static func text(
    of key: Ed25519.PrivateKey,
    passphrase: [UInt8],
    randomness: [UInt8],
    iterations: Int = EncryptedKey.leastIterations
  ) -> String {
    let encrypted = EncryptedKey(
      sealing: privateKeyHeader + key.seed,
      passphrase: passphrase,
      randomness: randomness,
      iterations: iterations
    )
    return block(label: encryptedKeyLabel, encrypted.der)
  }

  /// Reads a private key that is not encrypted.
  ///
  /// - Throws: ``KeyError`` that says how to bring the key into the form that is read; `encrypted`
  ///   where only ``encryptedKey(parsing:)`` reads it.
  package static func privateKey(parsing text: String) throws(KeyError) -> Ed25519.PrivateKey {
    let bytes = try payload(of: text, label: privateKeyLabel, kind: .privateKey)
    return Ed25519.PrivateKey(seed: try tail(of: bytes, after: privateKeyHeader, .privateKey))
  }

  /// Reads a private key that is encrypted, as far as can be without its passphrase; nil where the
  /// text is a block of another kind.
  ///
  /// - Throws: ``KeyError`` for any other text.
  package static func encryptedKey(parsing text: String) throws(KeyError) -> EncryptedKey? {
    guard try block(in: text, kind: .privateKey).label == encryptedKeyLabel else { return nil }
    let bytes = try payload(of: text, label: encryptedKeyLabel, kind: .privateKey)
    do throws(DERError) {
      return try EncryptedKey(der: bytes)
    } catch {
      throw .unknownEncryption
    }
  }

  /// Opens an encrypted private key.
  ///
  /// - Throws: `wrongPassphrase`; `notEd25519` where what it opens to is another kind of key.
  package static func privateKey(
    opening key: EncryptedKey,
    with passphrase: [UInt8]
  ) throws(KeyError) -> Ed25519.PrivateKey {
    guard let bytes = key.opened(with: passphrase) else { throw .wrongPassphrase }
    // One wrong passphrase in some 256 leaves a padding by chance, but hardly ever a sequence.
    var reader = DERReader(bytes)
    guard (try? reader.content(DER.Tag.sequence)) != nil, (try? reader.end()) != nil else {
      throw .wrongPassphrase
    }
    return Ed25519.PrivateKey(seed: try tail(of: bytes, after: privateKeyHeader, .privateKey))
  }

  /// Reads a public key.
  ///
  /// - Throws: ``KeyError``; a key of low order is refused too.
  package static func publicKey(parsing text: String) throws(KeyError) -> Ed25519.PublicKey {
    let bytes = try payload(of: text, label: publicKeyLabel, kind: .publicKey)
    let point = try tail(of: bytes, after: publicKeyHeader, .publicKey)
    guard let key = Ed25519.PublicKey(bytes: point), !key.isWeak else { throw .weak }
    return key
  }

  /// The block with lines of 64 characters.
  private static func block(label: String, _ bytes: [UInt8]) -> String {
    var lines = ["-----BEGIN \(label)-----"]
    var rest = Base64.encode(bytes)[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
  }

  /// The bytes of a text that is one block of this label.
  private static func payload(
    of text: String,
    label expected: String,
    kind: KeyError.Kind
  ) throws(KeyError) -> [UInt8] {
    let (label, lines) = try block(in: text, kind: kind)
    switch (label, kind) {
    case (expected, _): break
    case (publicKeyLabel, .privateKey): throw .wrongKind(expected: kind)
    case (privateKeyLabel, .publicKey), (encryptedKeyLabel, .publicKey):
      throw .wrongKind(expected: kind)
    case (encryptedKeyLabel, .privateKey): throw .encrypted
    default: throw .unknownLabel(expected: kind)
    }
    guard let bytes = Base64.decode(lines.joined()) else { throw .malformedBase64 }
    return bytes
  }

  /// The 32 bytes after the header.
  ///
  /// DER has one encoding for each key, so comparing with the header is parsing.
  private static func tail(
    of bytes: [UInt8],
    after header: [UInt8],
    _ kind: KeyError.Kind
  ) throws(KeyError) -> [UInt8] {
    guard bytes.count == header.count + 32, bytes.starts(with: header) else {
      throw .notEd25519(expected: kind)
    }
    return Array(bytes[header.count...])
  }

  /// The label and the lines of the only block of a text, with either kind of line ends.
  private static func block(
    in text: String,
    kind: KeyError.Kind
  ) throws(KeyError) -> (label: String, lines: ArraySlice<Substring>) {
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    let (begin, end, dashes) = ("-----BEGIN ", "-----END ", "-----")
    guard let first = lines.first, let last = lines.last, lines.count >= 2,
      first.hasPrefix(begin), first.hasSuffix(dashes), first.count > begin.count + dashes.count
    else { throw .notPEM(expected: kind) }
    let label = first.dropFirst(begin.count).dropLast(dashes.count)
    let inner = lines[1..<lines.count - 1]
    guard last == end + label + dashes, !inner.contains(where: { $0.hasPrefix("-") }) else {
      throw .notPEM(expected: kind)
    }
    return (String(label), inner)
  }
}
