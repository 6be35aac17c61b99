import Cryptography
import JSON
import Ledger

/// A ledger's lines, edited by someone who knows the format but not the key.
struct Forgery {
  /// The records' JSON.
  var records: [JSON]

  init(_ disk: MemoryDisk) throws {
    let text = String(decoding: disk.files[Example.path] ?? [], as: UTF8.self)
    records = try text.split(separator: "\n").map { line in
      try JSON(parsing: Array(line.utf8.prefix { $0 != UInt8(ascii: "\t") }))
    }
  }

  /// Sets a member of a record.
  mutating func set(_ key: String, _ value: JSON, in index: Int) {
    records[index] = Forgery.setting(key, value, in: records[index])
  }

  /// Takes a member out of a record.
  mutating func remove(_ key: String, in index: Int) {
    records[index] = Forgery.removing(key, in: records[index])
  }

  /// Changes the only entry of a commit.
  mutating func editEntry(in index: Int, _ change: (JSON) -> JSON) {
    set("entries", [change(records[index]["entries"]?.array?.first ?? .null)], in: index)
  }

  static func removing(_ key: String, in record: JSON) -> JSON {
    .object(record.members?.filter { $0.key != key } ?? [])
  }

  static func setting(_ key: String, _ value: JSON, in record: JSON) -> JSON {
    let others = record.members?.filter { $0.key != key } ?? []
    return .object(others + [JSONMember(key: key, value: value)])
  }

  /// The file, with checksums that match, and with indices and hashes that do unless told not to.
  func file(chained: Bool = true) -> [UInt8] {
    var previous = [UInt8](repeating: 0, count: 32)
    return records.enumerated().flatMap { index, record in
      var record = record
      if chained {
        record = Forgery.setting("i", .integer(index), in: record)
        record = Forgery.setting("prev", .string(previous.hex), in: record)
      }
      let bytes = record.canonical
      previous = SHA256.digest(of: bytes)
      return bytes + Array("\t\(previous.hex.prefix(16))\n".utf8)
    }
  }
}
