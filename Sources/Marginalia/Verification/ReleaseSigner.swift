import Cryptography
import JSON
import Lineage

/// Signs what others have released, once it has been found whole.
public enum ReleaseSigner {
  /// Verifies a release, then adds a signature over the very bytes that the others signed.
  ///
  /// A key that has signed already adds nothing, but a missing bundle of it is written.
  ///
  /// - Parameters:
  ///   - folder: the release.
  ///   - key: the file of the private key that signs.
  ///   - passphrases: asked where that key is encrypted.
  ///   - keys: whose signatures have to be there before.
  ///   - notices: rotations and revocations to heed.
  ///   - ledger: the ledger, for those who have it.
  ///   - replay: whether to derive the rows again before signing.
  /// - Returns: the signature, with the checks that came before it.
  /// - Throws: `verificationFailed` where the release isn't what it says, and then nothing is signed;
  ///   `badInput` where the key can't be read; `failure` where a file can't be written.
  public static func sign(
    folder: String,
    key: String,
    passphrases: Passphrases = .none,
    trusting keys: TrustedKeys,
    heeding notices: HandedNotices = HandedNotices(),
    ledger: String? = nil,
    replay: Bool = false
  ) throws(MarginaliaError) -> SignedRelease {
    let verification = try Verifier.verify(
      folder: folder,
      trusting: keys,
      heeding: notices,
      ledger: ledger,
      replay: replay
    )
    let key = try Keys.privateKey(at: key, passphrases: passphrases)
    let path = "\(folder)/\(ReleaseFile.manifest)"
    var envelope = try envelope(at: path)
    envelope.sign(by: key)
    // The manifest first: a crash before the bundle is mended by signing again.
    try Files.write(envelope.bytes, to: path, overwrites: true)
    let bundle = ReleaseFile.bundle(of: key.publicKey)
    if let content = SignatureBundle(of: key.publicKey, in: envelope),
      !Files.exists("\(folder)/\(bundle)")
    {
      try Files.write(content.bytes, to: "\(folder)/\(bundle)", overwrites: false)
    }
    try Files.synchronizeFolder(folder)
    return SignedRelease(
      folder: folder,
      key: key.publicKey.fingerprint,
      bundle: bundle,
      signatures: envelope.signatures.count,
      verification: verification
    )
  }

  /// The envelope in a file.
  static func envelope(at path: String) throws(MarginaliaError) -> Envelope {
    let bytes = try Files.read(path)
    do throws(LineageError) {
      return try Envelope(parsing: bytes, file: path)
    } catch {
      throw .verificationFailed(
        "\(path) is no signed statement",
        findings: [Finding(place: "", error)]
      )
    }
  }
}

/// A release with one more signature.
public struct SignedRelease: Sendable, Equatable {
  /// The release.
  public let folder: String

  /// The fingerprint of the key that signed.
  public let key: String

  /// The signer's sigstore bundle, a file in the folder.
  public let bundle: String

  /// The number of signatures that the manifest now has.
  public let signatures: Int

  /// What was checked before signing.
  public let verification: Verification

  /// The signature as one JSON object.
  public var json: String {
    Document.json(
      "signed-release/1",
      [
        "folder": .string(folder), "key": .string(key), "bundle": .string(bundle),
        "signatures": .integer(signatures),
        "signers": .array(verification.signers.map(\.document)),
      ]
    )
  }
}
