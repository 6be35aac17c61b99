/// Why a text is no key that can be used; it never carries any part of the text.
package enum KeyError: Error, Equatable {
  /// Which of the two kinds of keys is meant.
  package enum Kind: Sendable, Equatable {
    /// A key that signs.
    case privateKey
    /// A key that verifies.
    case publicKey
  }

  /// The text is not one PEM block and nothing else.
  case notPEM(expected: Kind)
  /// The block holds the other kind of key.
  case wrongKind(expected: Kind)
  /// The private key is encrypted, and no passphrase was given.
  case encrypted
  /// The private key is encrypted in a way that is not read.
  case unknownEncryption
  /// The passphrase doesn't open the private key, or the file is damaged: the two look alike.
  case wrongPassphrase
  /// The block is of some other form.
  case unknownLabel(expected: Kind)
  /// The block is not in canonical Base64.
  case malformedBase64
  /// The key is not an Ed25519 key in the form of RFC 8410.
  case notEd25519(expected: Kind)
  /// The public key is no point of the curve, or one that no honest seed gives.
  case weak
}

extension KeyError.Kind: CustomStringConvertible {
  package var description: String {
    switch self {
    case .privateKey: "private key"
    case .publicKey: "public key"
    }
  }

  /// How to make the key's file in the expected form.
  fileprivate var advice: String {
    switch self {
    case .privateKey: "make one with: openssl genpkey -algorithm ed25519 -out KEY.pem"
    case .publicKey:
      "take it from the private key: openssl pkey -in KEY.pem -pubout -out KEY.pub.pem"
    }
  }
}

extension KeyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notPEM(let kind):
      "the text is not one PEM block holding a \(kind) and nothing else; \(kind.advice)"
    case .wrongKind(expected: .privateKey):
      "this is a public key, and a private key is needed; give the file of the private key"
    case .wrongKind(expected: .publicKey):
      "this is a private key, and a public key is needed; \(Kind.publicKey.advice)"
    case .encrypted:
      "the private key is encrypted; give its passphrase"
    case .unknownEncryption:
      "the private key is not encrypted by PBKDF2 with HMAC-SHA-256 and AES-256-CBC (PBES2), or its "
        + "file is damaged; encrypt it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc "
        + "-v2prf hmacWithSHA256 -iter \(EncryptedKey.leastIterations) -in KEY.pem -out NEW.pem"
    case .wrongPassphrase:
      "the passphrase doesn't open the private key, or the file is damaged; try again, or restore it"
    case .unknownLabel(let kind):
      "the PEM block holds something other than a PKCS#8 private or an SPKI public key; "
        + kind.advice
    case .malformedBase64:
      "the lines of the PEM block are not canonical Base64; the file is damaged: restore it"
    case .notEd25519(let kind):
      "the \(kind) is no Ed25519 key in the form of RFC 8410; \(kind.advice)"
    case .weak:
      "the public key is one that no honest key pair has; don't trust what it verifies"
    }
  }
}
