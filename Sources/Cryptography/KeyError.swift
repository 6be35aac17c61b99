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
  /// The private key is encrypted.
  case encrypted
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
      "the private key is encrypted, which is not read here; decrypt it into a file of mode 0600: "
        + "(umask 077 && openssl pkey -in KEY.pem -out PLAIN.pem)"
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
