import JSON

/// A schema guessed from private rows, for a person to vouch for.
public struct SchemaDraft: Sendable, Equatable {
  /// The file it was written to, if any.
  public let path: String?

  /// The draft; private, as it is read from private rows.
  public let text: String

  /// The number of columns.
  public let columns: Int

  /// The draft as one JSON object; private.
  public var json: String {
    Document.json(
      "schema-draft/1",
      [
        "path": path.map(JSON.string) ?? .null,
        "columns": .integer(columns),
        "draft": path == nil ? .string(text) : .null,
      ]
    )
  }
}
