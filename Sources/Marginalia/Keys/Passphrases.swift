/// Where the passphrases of encrypted private keys come from.
///
/// A passphrase is asked for when a key turns out to be encrypted, and at no other time.
public struct Passphrases: Sendable {
  /// The passphrase of the key in a file, as its bytes.
  package let passphrase: @Sendable (_ file: String) throws(MarginaliaError) -> [UInt8]

  /// The length of a new passphrase in bytes; openssl reads no longer one.
  ///
  /// - Source: NIST SP 800-63B, section 5.1.1.2, for the lower bound.
  package static let lengths = 8...1024

  /// Asks a function for the passphrase of the key in a file.
  public init(_ passphrase: @escaping @Sendable (String) throws(MarginaliaError) -> [UInt8]) {
    self.passphrase = passphrase
  }

  /// None: encrypted keys are refused.
  public static let none = Passphrases { file throws(MarginaliaError) in
    throw .usage("the key in \(file) is encrypted, and no passphrase was given")
  }

  /// The passphrase that is the first line of a file, as openssl's `-passin file:` reads it.
  ///
  /// - Throws: `failure` where the file can't be read; `usage` where its first line is empty.
  public static func firstLine(of file: String) throws(MarginaliaError) -> [UInt8] {
    let line = Array(try Files.read(file).prefix { $0 != UInt8(ascii: "\n") })
    guard !line.isEmpty else { throw .usage("the first line of \(file) holds no passphrase") }
    return line
  }

  /// Makes sure that a new key may be encrypted with a passphrase.
  static func check(_ passphrase: [UInt8]) throws(MarginaliaError) {
    guard lengths.contains(passphrase.count), !passphrase.contains(where: { $0 < 0x20 }) else {
      throw .usage(
        "a passphrase has \(lengths.lowerBound) to \(lengths.upperBound) bytes and no control "
          + "characters; take several words"
      )
    }
  }
}
