import JSON

/// What a recovery did.
public struct LedgerRecovery: Sendable, Equatable {
  /// The ledger's file.
  public let path: String

  /// The bytes of an unfinished record that were set aside; 0 where the ledger was whole.
  public let bytesSetAside: Int

  /// The file that holds those bytes now.
  public let tail: String?

  /// The recovery as one JSON object.
  public var json: String {
    Document.json(
      "recovery/1",
      [
        "path": .string(path),
        "bytesSetAside": .integer(bytesSetAside),
        "tail": tail.map(JSON.string) ?? .null,
      ]
    )
  }
}
