package import JSON

/// The JSON objects that results are told in: each one object, in canonical form, with its version
/// under the key "marginalia".
package enum Document {
  /// The text of an object of the given version.
  package static func json(_ version: String, _ members: KeyValuePairs<String, JSON>) -> String {
    let object = JSON.object(
      [JSONMember(key: "marginalia", value: .string(version))]
        + members.map { JSONMember(key: $0.key, value: $0.value) }
    )
    return String(decoding: object.canonical, as: UTF8.self)
  }
}

extension Finding {
  /// The finding as an object.
  package var document: JSON { ["place": .string(place), "message": .string(message)] }
}
