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
  /// - Throws: `usage` where a file exists; `failure` where one can't be written, or the operating
  ///   system gives no randomness.
  public static func generate(at path: String) throws(MarginaliaError) -> KeyFile {
    let privatePath = "\(path).pem"
    let publicPath = "\(path).pub.pem"
    for path in [privatePath, publicPath] where Files.exists(path) {
      throw .usage("\(path) exists, and a key is never replaced: choose another name")
    }
    let key = Ed25519.PrivateKey(seed: try randomBytes())
    try Files.makePrivateFolders(to: path)
    try Files.create(Array(PEM.text(of: key).utf8), at: privatePath, permissions: 0o600)
    try Files.create(Array(PEM.text(of: key.publicKey).utf8), at: publicPath, permissions: 0o644)
    return KeyFile(
      path: privatePath,
      publicPath: publicPath,
      kind: .private,
      fingerprint: key.publicKey.fingerprint
    )
  }

  /// Reads a key file of either kind.
  ///
  /// - Throws: `failure` where it can't be read; `badInput` where it holds no Ed25519 key.
  public static func show(_ path: String) throws(MarginaliaError) -> KeyFile {
    let text = try text(of: path)
    if let key = try? PEM.privateKey(parsing: text) {
      return KeyFile(
        path: path,
        publicPath: nil,
        kind: .private,
        fingerprint: key.publicKey.fingerprint
      )
    }
    let key = try publicKey(at: path)
    return KeyFile(path: path, publicPath: nil, kind: .public, fingerprint: key.fingerprint)
  }

  /// The private key in a file.
  ///
  /// - Throws: `failure` where the file can't be read; `badInput` where it holds something else.
  package static func privateKey(at path: String) throws(MarginaliaError) -> Ed25519.PrivateKey {
    let text = try text(of: path)
    do throws(KeyError) {
      return try PEM.privateKey(parsing: text)
    } catch {
      throw .badInput(
        "\(path) holds no private key that can be read",
        findings: [Finding(place: path, message: error.description)]
      )
    }
  }

  /// The public key in a file.
  ///
  /// - Throws: `failure` where the file can't be read; `badInput` where it holds something else.
  package static func publicKey(at path: String) throws(MarginaliaError) -> Ed25519.PublicKey {
    let text = try text(of: path)
    do throws(KeyError) {
      return try PEM.publicKey(parsing: text)
    } catch {
      throw .badInput(
        "\(path) holds no public key that can be read",
        findings: [Finding(place: path, message: error.description)]
      )
    }
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
