import Cryptography
import JSON
import Reports

/// The page by which anyone checks releases in a browser, as a file of its own.
public struct VerificationPageFile: Sendable, Equatable {
  /// Where the page was written.
  public let path: String

  /// The SHA-256 of its bytes in hexadecimal: for an agreement, or a site, to state.
  public let digest: String

  /// Writes the page; its bytes are the same in every release of this version.
  ///
  /// - Parameters:
  ///   - path: where the page goes.
  ///   - overwrites: whether a file there is replaced.
  /// - Throws: `usage` where the file exists and may not be replaced; `failure` where it can't be
  ///   written.
  public init(writingTo path: String, overwrites: Bool = false) throws(MarginaliaError) {
    let bytes = VerificationPage.html
    try Files.write(bytes, to: path, overwrites: overwrites)
    self.path = path
    digest = SHA256.digest(of: bytes).hex
  }

  /// The file as one JSON object.
  public var json: String {
    Document.json("verify-page/1", ["path": .string(path), "sha256": .string(digest)])
  }
}
