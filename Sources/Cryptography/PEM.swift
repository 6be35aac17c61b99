/// Ed25519 keys as PEM text: PKCS#8 version 1 for private keys, SPKI for public ones.
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
  private static let publicKeyLabel = "PUBLIC KEY"

  /// A private key as the text of its file: a secret.
  package static func text(of key: Ed25519.PrivateKey) -> String {
    block(label: privateKeyLabel, privateKeyHeader + key.seed)
  }

  /// A public key as the text of its file.
  package static func text(of key: Ed25519.PublicKey) -> String {
    block(label: publicKeyLabel, publicKeyHeader + key.bytes)
  }

  /// Reads a private key.
  ///
  /// - Throws: ``KeyError`` that says how to bring the key into the form that is read.
  package static func privateKey(parsing text: String) throws(KeyError) -> Ed25519.PrivateKey {
    let seed = try payload(of: text, header: privateKeyHeader, kind: .privateKey)
    return Ed25519.PrivateKey(seed: seed)
  }

  /// Reads a public key.
  ///
  /// - Throws: ``KeyError``; a key of low order is refused too.
  package static func publicKey(parsing text: String) throws(KeyError) -> Ed25519.PublicKey {
    let bytes = try payload(of: text, header: publicKeyHeader, kind: .publicKey)
    guard let key = Ed25519.PublicKey(bytes: bytes), !key.isWeak else { throw .weak }
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

  /// The 32 bytes after the header.
  ///
  /// DER has one encoding for each key, so comparing with the header is parsing.
  private static func payload(
    of text: String,
    header: [UInt8],
    kind: KeyError.Kind
  ) throws(KeyError) -> [UInt8] {
    let (label, lines) = try block(in: text, kind: kind)
    switch (label, kind) {
    case (privateKeyLabel, .privateKey), (publicKeyLabel, .publicKey): break
    case (privateKeyLabel, .publicKey), (publicKeyLabel, .privateKey):
      throw .wrongKind(expected: kind)
    case ("ENCRYPTED PRIVATE KEY", _): throw .encrypted
    default: throw .unknownLabel(expected: kind)
    }
    guard let bytes = Base64.decode(lines.joined()) else { throw .malformedBase64 }
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
