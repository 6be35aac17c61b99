/// Statements about keys and releases that a verifier was handed, as they came.
package struct Notices: Sendable, Equatable {
  /// A file.
  package struct File: Sendable, Equatable {
    /// Its name, for what is said of it.
    package let name: String

    /// Its bytes.
    package let bytes: [UInt8]

    /// Makes a file.
    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Rotations of keys.
  package let rotations: [File]

  /// Revocations of keys and releases.
  package let revocations: [File]

  /// Hands over some statements.
  package init(rotations: [File] = [], revocations: [File] = []) {
    self.rotations = rotations
    self.revocations = revocations
  }
}
