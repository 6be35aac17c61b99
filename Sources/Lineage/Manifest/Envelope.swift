package import Cryptography
import JSON

/// A signed statement: a DSSE envelope with pure Ed25519 signatures.
///
/// What is signed is the pre-authentication encoding of type and payload, so a verifier never
/// interprets bytes that it hasn't checked, and never writes the payload anew.
///
/// - Source: DSSE 1.0.2, protocol and envelope; RFC 8032.
package struct Envelope: Sendable, Equatable {
  /// The type of the payload of every manifest.
  ///
  /// - Source: in-toto attestation framework, spec/v1/envelope.md.
  package static let payloadType = "application/vnd.in-toto+json"

  /// One signature over the payload.
  package struct Signature: Sendable, Equatable {
    /// The OpenSSH fingerprint of the signer's key, "SHA256:…"; a hint, never trusted by itself.
    package let keyIdentifier: String

    /// The 64 bytes.
    package let bytes: [UInt8]
  }

  /// The statement, exactly as signed.
  package let payload: [UInt8]

  /// The signatures; the format allows several, each over the same bytes.
  package private(set) var signatures: [Signature]

  /// Signs a manifest.
  package init(signing manifest: Manifest, by key: Ed25519.PrivateKey) {
    self.init(signing: manifest.payload, by: key)
  }

  /// Signs a statement.
  package init(signing payload: [UInt8], by key: Ed25519.PrivateKey) {
    self.payload = payload
    signatures = []
    sign(by: key)
  }

  /// Adds a signature over the same bytes, unless the key has signed them already.
  ///
  /// The signature is checked before it is used: a fault in the machine would otherwise go out.
  package mutating func sign(by key: Ed25519.PrivateKey) {
    guard !isSigned(by: key.publicKey) else { return }
    let message = Envelope.signedMessage(for: payload)
    let bytes = key.signature(for: message)
    precondition(
      key.publicKey.isValidSignature(bytes, for: message),
      "the machine made a signature that is not valid"
    )
    signatures.append(Signature(keyIdentifier: key.publicKey.fingerprint, bytes: bytes))
  }

  /// What is signed for a payload.
  package static func signedMessage(for payload: [UInt8]) -> [UInt8] {
    DSSE.preAuthenticationEncoding(type: payloadType, body: payload)
  }

  /// Whether the key signed the payload under its own fingerprint.
  package func isSigned(by key: Ed25519.PublicKey) -> Bool { signature(by: key) != nil }

  /// The key's signature under its own fingerprint, where it is valid.
  package func signature(by key: Ed25519.PublicKey) -> Signature? {
    let message = Envelope.signedMessage(for: payload)
    return signatures.first {
      $0.keyIdentifier == key.fingerprint && key.isValidSignature($0.bytes, for: message)
    }
  }

  /// The envelope with the signature of one key alone; nil where there is none.
  func only(signedBy key: Ed25519.PublicKey) -> Envelope? {
    signature(by: key).map { Envelope(payload: payload, signatures: [$0]) }
  }

  private init(payload: [UInt8], signatures: [Signature]) {
    self.payload = payload
    self.signatures = signatures
  }

  /// The bytes of the file: canonical JSON (RFC 8785) and a line feed.
  package var bytes: [UInt8] { json.canonical + [UInt8(ascii: "\n")] }

  /// The envelope as an object.
  var json: JSON {
    [
      "payload": .string(Base64.encode(payload)),
      "payloadType": .string(Envelope.payloadType),
      "signatures": .array(
        signatures.map {
          ["keyid": .string($0.keyIdentifier), "sig": .string(Base64.encode($0.bytes))]
        }
      ),
    ]
  }

  /// Reads an envelope; only the bytes that ``bytes`` gives are accepted.
  ///
  /// So no byte of the file can change unseen, not even one that no signature covers.
  package init(parsing file: [UInt8]) throws(EnvelopeFault) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: file)
    } catch {
      throw .json(error)
    }
    try self.init(reading: json)
    guard bytes == file else { throw .notCanonical }
  }

  /// Reads an envelope as above; a fault is told as that of the file of this name.
  package init(parsing bytes: [UInt8], file: String) throws(LineageError) {
    do throws(EnvelopeFault) {
      try self.init(parsing: bytes)
    } catch {
      throw .envelope(file: file, error)
    }
  }

  /// Reads an envelope out of an object; whoever has the bytes compares them.
  init(reading json: JSON) throws(EnvelopeFault) {
    guard let type = json["payloadType"]?.string, let text = json["payload"]?.string,
      let list = json["signatures"]?.array
    else { throw .form }
    guard type == Envelope.payloadType else { throw .payloadType }
    guard let payload = Base64.decode(text) else { throw .base64 }
    guard !list.isEmpty else { throw .unsigned }
    var signatures: [Signature] = []
    for element in list {
      guard let identifier = element["keyid"]?.string, let text = element["sig"]?.string else {
        throw .form
      }
      guard let bytes = Base64.decode(text) else { throw .base64 }
      signatures.append(Signature(keyIdentifier: identifier, bytes: bytes))
    }
    self.payload = payload
    self.signatures = signatures
  }
}
