import Cryptography
import JSON
import Lineage
import Randomness

/// Time stamps of signatures, by an authority that others run (RFC 3161).
///
/// This program writes the question and keeps the answer with the signature; whether the authority's
/// own signature holds is for `openssl ts -verify` to say.
public enum Timestamps {
  /// Writes the request for a time stamp of a release's signature.
  ///
  /// - Parameters:
  ///   - folder: the release.
  ///   - key: the file of the signer's public key; nil where there is one signature only.
  ///   - path: the file to make, to be sent to the authority.
  ///   - overwrites: whether a file of that name is replaced.
  /// - Returns: what the request is about.
  /// - Throws: `usage` where it isn't clear which signature is meant, or the key hasn't signed;
  ///   `verificationFailed` where the manifest can't be read; `failure` for files.
  public static func request(
    folder: String,
    key: String? = nil,
    to path: String,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> TimestampFile {
    let envelope = try ReleaseSigner.envelope(at: "\(folder)/\(ReleaseFile.manifest)")
    let signature: Envelope.Signature
    if let key {
      let key = try Keys.publicKey(at: key)
      guard let own = envelope.signature(by: key) else {
        throw .usage("\(folder) isn't signed by \(key.fingerprint)")
      }
      signature = own
    } else {
      guard envelope.signatures.count == 1 else {
        throw .usage("\(folder) has several signatures: name the signer's public key with --key")
      }
      signature = envelope.signatures[0]
    }
    var nonce: [UInt8]
    do {
      nonce = try SystemEntropy.bytes(TimestampRequest.nonceByteCount)
    } catch {
      throw MarginaliaError(error)
    }
    // With its first bit set, every request has the same length.
    nonce[0] |= 0x80
    let request = TimestampRequest.der(for: signature.bytes, nonce: nonce)
    try Files.write(request, to: path, overwrites: overwrites)
    return TimestampFile(path: path, key: signature.keyIdentifier, time: nil)
  }

  /// Puts an authority's answer into the bundle of the signature that it is about.
  ///
  /// - Parameters:
  ///   - response: the file of the answer.
  ///   - folder: the release.
  /// - Returns: the bundle, and the time that the answer states.
  /// - Throws: `verificationFailed` where the answer is none, isn't granted, or is about none of the
  ///   release's signatures; `failure` for files.
  public static func embed(
    _ response: String,
    into folder: String
  ) throws(MarginaliaError) -> TimestampFile {
    let answer = try Files.read(response)
    guard let stamp = try? TimestampResponse(der: answer),
      let time = UTCTime(generalized: stamp.time)
    else {
      throw .verificationFailed(
        "\(response) grants no time stamp over SHA-256 (RFC 3161)",
        findings: []
      )
    }
    for name in try Files.names(in: folder) where ReleaseFile.isBundle(name) {
      let path = "\(folder)/\(name)"
      guard var bundle = try? SignatureBundle(parsing: try Files.read(path)),
        stamp.isAbout(bundle.signature.bytes)
      else { continue }
      if !bundle.timestamps.contains(answer) { bundle.timestamps.append(answer) }
      try Files.write(bundle.bytes, to: path, overwrites: true)
      return TimestampFile(
        path: path,
        key: bundle.signature.keyIdentifier,
        time: time.description
      )
    }
    throw .verificationFailed(
      "\(response) is about none of the signatures of \(folder)",
      findings: []
    )
  }
}

/// A request for a time stamp, or the bundle that one was put into.
public struct TimestampFile: Sendable, Equatable {
  /// The file.
  public let path: String

  /// The fingerprint of the signer whose signature it is about.
  public let key: String

  /// The time that the authority states; nil in a request.
  public let time: String?

  /// The file as one JSON object.
  public var json: String {
    Document.json(
      "timestamp/1",
      [
        "path": .string(path), "key": .string(key), "time": time.map(JSON.string) ?? .null,
        "authorityChecked": false,
      ]
    )
  }
}
