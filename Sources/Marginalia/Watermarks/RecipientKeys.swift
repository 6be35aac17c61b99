import Cryptography
import Foundation
import Lineage

/// The publisher's secret behind the samples of single recipients, or behind keyed choices: 32 bytes
/// in hexadecimal.
public enum RecipientKeys {
  /// Makes a key file, readable by its owner alone.
  ///
  /// - Throws: `usage` where the file exists; `failure` where it can't be written, or the operating
  ///   system gives no randomness.
  public static func generate(at path: String) throws(MarginaliaError) {
    let bytes = try Keys.randomBytes()
    try Files.makePrivateFolders(to: path)
    try Files.create(Array("\(bytes.hex)\n".utf8), at: path, permissions: 0o600)
  }

  /// The 32 bytes in a key file.
  ///
  /// - Throws: `failure` where it can't be read; `badInput` where it holds something else.
  package static func key(at path: String) throws(MarginaliaError) -> [UInt8] {
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    guard let key = [UInt8](hex: text.trimmingCharacters(in: .newlines)), key.count == 32 else {
      throw .badInput(
        "\(path) holds no recipient or watermark key: 64 hexadecimal digits, as 'watermark key' writes them",
        findings: []
      )
    }
    return key
  }
}
