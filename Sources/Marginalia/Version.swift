import JSON

/// The version of the program.
public enum Version {
  /// The version, by the rules of Semantic Versioning 2.0.0.
  public static let current = "0.1.0"

  /// The version as one JSON object.
  public static var json: String {
    Document.json("version/1", ["version": .string(current)])
  }
}
