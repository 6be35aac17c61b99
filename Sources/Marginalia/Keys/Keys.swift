package import Cryptography
import Randomness

/// Keys that sign releases and ledgers: Ed25519, in PEM files.
///
/// - Source: RFC 8032 (Ed25519), RFC 8410 (its PKCS#8 and SPKI forms), RFC 7468 (PEM).
public enum Keys {
  /// Makes a key: `path`.pem, readable by its owner alone, and `path`.pub.pem.
  ///
  /// Missing folders are made, readable by their owner alone. A file that exists is never replaced.
  ///
  /// - Parameters:
  ///   - path: where the files go, without an ending.
  ///   - passphrase: what the private key is encrypted with; nil leaves it in clear.
  /// - Returns: the key's files and its fingerprint.
  /// - Throws: `usage` where a file exists, or the passphrase is too short; `failure` where a file
  ///   can't be written, or the operating system gives no randomness.
  public static func generate(
    at path: String,
    passphrase: [UInt8]? = nil
  ) throws(MarginaliaError) -> KeyFile {
    if let passphrase { try Passphrases.check(passphrase) }
    let privatePath = "\(path).pem"
    let publicPath = "\(path).pub.pem"
    for path in [privatePath, publicPath] where Files.exists(path) {
      throw .usage("\(path) exists, and a key is never replaced: choose another name")
    }
    let key = Ed25519.PrivateKey(seed: try randomBytes())
    let text = try passphrase.map { passphrase throws(MarginaliaError) in
      PEM.text(of: key, passphrase: passphrase, randomness: try randomBytes())
    }
    try Files.makePrivateFolders(to: path)
    try Files.create(Array((text ?? PEM.text(of: key)).utf8), at: privatePath, permissions: 0o600)
    try Files.create(Array(PEM.text(of: key.publicKey).utf8), at: publicPath, permissions: 0o644)
    return KeyFile(
      path: privatePath,
      publicPath: publicPath,
      kind: .private,
      iterations: passphrase == nil ? nil : EncryptedKey.leastIterations,
      fingerprint: key.publicKey.fingerprint
    )
  }

  /// Reads a key file of either kind.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - passphrases: asked where it holds an encrypted key.
  /// - Returns: what it holds.
  /// - Throws: `failure` where it can't be read; `badInput` where it holds no Ed25519 key, or the
  ///   passphrase doesn't open it.
  public static func show(
    _ path: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> KeyFile {
    let text = try text(of: path)
    let encrypted = (try? PEM.encryptedKey(parsing: text)) ?? nil
    let (key, kind) = try eitherHalf(in: text, at: path, passphrases)
    return KeyFile(
      path: path,
      publicPath: nil,
      kind: kind,
      iterations: encrypted?.iterations,
      fingerprint: key.fingerprint
    )
  }

  /// The public key of a file that holds either half of it.
  ///
  /// - Throws: as ``show(_:passphrases:)`` does.
  package static func eitherHalf(
    at path: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> Ed25519.PublicKey {
    try eitherHalf(in: try text(of: path), at: path, passphrases).key
  }

  private static func eitherHalf(
    in text: String,
    at path: String,
    _ passphrases: Passphrases
  ) throws(MarginaliaError) -> (key: Ed25519.PublicKey, kind: KeyFile.Kind) {
    do throws(KeyError) {
      return (try PEM.publicKey(parsing: text), .public)
    } catch .wrongKind(expected: .publicKey) {
      return (try privateKey(in: text, at: path, passphrases).publicKey, .private)
    } catch {
      throw unreadable(path, .publicKey, error)
    }
  }

  /// The private key in a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - passphrases: asked where the key is encrypted.
  /// - Returns: the key.
  /// - Throws: `failure` where the file can't be read; `badInput` where it holds something else, or
  ///   the passphrase doesn't open it.
  package static func privateKey(
    at path: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> Ed25519.PrivateKey {
    try privateKey(in: try text(of: path), at: path, passphrases)
  }

  private static func privateKey(
    in text: String,
    at path: String,
    _ passphrases: Passphrases
  ) throws(MarginaliaError) -> Ed25519.PrivateKey {
    let encrypted = try reading(path, .privateKey) { () throws(KeyError) in
      try PEM.encryptedKey(parsing: text)
    }
    let passphrase = try encrypted.map { _ throws(MarginaliaError) in
      try passphrases.passphrase(path)
    }
    return try reading(path, .privateKey) { () throws(KeyError) in
      guard let encrypted, let passphrase else { return try PEM.privateKey(parsing: text) }
      return try PEM.privateKey(opening: encrypted, with: passphrase)
    }
  }

  /// The public key in a file.
  ///
  /// - Throws: `failure` where the file can't be read; `badInput` where it holds something else.
  package static func publicKey(at path: String) throws(MarginaliaError) -> Ed25519.PublicKey {
    let text = try text(of: path)
    return try reading(path, .publicKey) { () throws(KeyError) in
      try PEM.publicKey(parsing: text)
    }
  }

  /// What a reader makes of a key file, its errors told as the file's.
  private static func reading<Key>(
    _ path: String,
    _ kind: KeyError.Kind,
    _ read: () throws(KeyError) -> Key
  ) throws(MarginaliaError) -> Key {
    do throws(KeyError) {
      return try read()
    } catch {
      throw unreadable(path, kind, error)
    }
  }

  private static func unreadable(
    _ path: String,
    _ kind: KeyError.Kind,
    _ error: KeyError
  ) -> MarginaliaError {
    .badInput(
      "\(path) holds no \(kind) that can be read",
      findings: [Finding(place: path, message: error.description)]
    )
  }

  private static func text(of path: String) throws(MarginaliaError) -> String {
    String(decoding: try Files.read(path), as: UTF8.self)
  }

  /// 32 bytes from the operating system, for a key or a nonce.
  package static func randomBytes() throws(MarginaliaError) -> [UInt8] {
    do {
      return try SystemEntropy.bytes(32)
    } catch {
      throw MarginaliaError(error)
    }
  }
}
