package import Cryptography
import JSON

/// One signature of a manifest as a sigstore bundle, for clients that read nothing else.
///
/// A bundle has room for one signature, so each signer has one beside the manifest, over the same
/// payload. The key is named by its fingerprint only: who verifies brings it.
///
/// - Source: sigstore/protobuf-specs, sigstore_bundle.proto, version 0.3.
package struct SignatureBundle: Sendable, Equatable {
  /// The type of the file.
  private static let mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json"

  /// The envelope with the one signature.
  package let envelope: Envelope

  /// The answers of time-stamping authorities about the signature, as they came (RFC 3161).
  package var timestamps: [[UInt8]]

  /// Picks the signature of a key out of an envelope; nil where there is none.
  package init?(of key: Ed25519.PublicKey, in envelope: Envelope) {
    guard let single = envelope.only(signedBy: key) else { return nil }
    self.envelope = single
    timestamps = []
  }

  /// The signature.
  package var signature: Envelope.Signature { envelope.signatures[0] }

  /// The bytes of the file: canonical JSON (RFC 8785) and a line feed.
  package var bytes: [UInt8] {
    var material: [JSONMember] = [
      JSONMember(key: "publicKey", value: ["hint": .string(signature.keyIdentifier)]),
      JSONMember(key: "tlogEntries", value: []),
    ]
    if !timestamps.isEmpty {
      let answers = timestamps.map { ["signedTimestamp": .string(Base64.encode($0))] as JSON }
      material.append(
        JSONMember(
          key: "timestampVerificationData",
          value: ["rfc3161Timestamps": .array(answers)]
        )
      )
    }
    let json: JSON = [
      "mediaType": .string(SignatureBundle.mediaType), "verificationMaterial": .object(material),
      "dsseEnvelope": envelope.json,
    ]
    return json.canonical + [UInt8(ascii: "\n")]
  }

  /// Reads a bundle; only the bytes that ``bytes`` gives are accepted.
  package init(parsing file: [UInt8]) throws(EnvelopeFault) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: file)
    } catch {
      throw .json(error)
    }
    guard json["mediaType"]?.string == SignatureBundle.mediaType,
      let envelope = json["dsseEnvelope"], let material = json["verificationMaterial"]
    else { throw .form }
    self.envelope = try Envelope(reading: envelope)
    guard self.envelope.signatures.count == 1 else { throw .form }
    timestamps = []
    let answers = material["timestampVerificationData"]?["rfc3161Timestamps"]?.array ?? []
    for answer in answers {
      guard let text = answer["signedTimestamp"]?.string else { throw .form }
      guard let bytes = Base64.decode(text) else { throw .base64 }
      timestamps.append(bytes)
    }
    guard bytes == file else { throw .notCanonical }
  }
}
