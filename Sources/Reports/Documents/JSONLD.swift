import JSON

/// Pieces of JSON-LD that several documents share.
enum JSONLD {
  /// A reference to something by its identifier.
  static func reference(_ identifier: String) -> JSON { ["@id": .string(identifier)] }

  /// The file of a JSON-LD document.
  static func file(_ json: JSON) -> [UInt8] { [UInt8](json.pretty.utf8) }

  /// A name for a release among all others.
  static func urn(_ identifier: String) -> String { "urn:marginalia:release:\(identifier)" }
}
