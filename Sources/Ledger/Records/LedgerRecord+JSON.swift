import Cryptography
import JSON

extension LedgerRecord {
  /// The version of the record format; records of another one aren't read.
  package static let version = 2

  /// Makes the record of an event.
  ///
  /// It is read back from its own bytes, so that what a later reader will see is what is checked
  /// and charged now.
  init(index: Int, previous: [UInt8], time: String, event: Event) throws(LedgerRule) {
    try self.init(
      parsing: LedgerRecord.json(
        index: index,
        previous: previous,
        time: time,
        event: event
      ).canonical
    )
  }

  /// Reads a record: its own canonical form, with the members of its type and no more.
  package init(parsing bytes: [UInt8]) throws(LedgerRule) {
    try self.init(parsing: bytes, hash: SHA256.digest(of: bytes))
  }

  /// Reads a record whose SHA-256 is known already.
  init(parsing bytes: [UInt8], hash: [UInt8]) throws(LedgerRule) {
    guard let json = try? JSON(parsing: bytes), let version = json["v"]?.integer else {
      throw .form
    }
    guard version == LedgerRecord.version else { throw .version(version) }
    guard let index = json["i"]?.integer, index >= 0, let previous = json["prev"]?.digest,
      let time = json["t"]?.string, let event = Event(json)
    else { throw .form }
    // One comparison refuses unknown members, other number texts, other spellings and white space.
    let canonical = LedgerRecord.json(
      index: index,
      previous: previous,
      time: time,
      event: event
    ).canonical
    guard canonical == bytes else { throw .form }
    self.index = index
    self.previous = previous
    self.time = time
    self.event = event
    self.bytes = bytes
    self.hash = hash
  }

  /// What the ledger's key signs in a record that changes the ledger's terms.
  ///
  /// The record without its signatures; `prev` binds it to this place of this ledger. DSSE's
  /// encoding keeps it apart from checkpoints, which the same key signs.
  ///
  /// - Source: DSSE 1.0.2, protocol.
  static func signedMessage(
    index: Int,
    previous: [UInt8],
    time: String,
    event: Event
  ) -> [UInt8] {
    let unsigned: Event =
      switch event {
      case .raiseCap(let cap, _): .raiseCap(cap, signature: [])
      case .key(let key, _): .key(key, signatures: [])
      default: event
      }
    let body = json(index: index, previous: previous, time: time, event: unsigned).canonical
    return DSSE.preAuthenticationEncoding(
      type: "application/vnd.marginalia.ledger-record+json",
      body: body
    )
  }

  /// What must have been signed for this record.
  var signedMessage: [UInt8] {
    LedgerRecord.signedMessage(index: index, previous: previous, time: time, event: event)
  }

  private static func json(
    index: Int,
    previous: [UInt8],
    time: String,
    event: Event
  ) -> JSON {
    let common = [
      JSONMember(key: "i", value: .integer(index)),
      JSONMember(key: "prev", value: .string(previous.hex)),
      JSONMember(key: "t", value: .string(time)),
      JSONMember(key: "type", value: .string(event.type)),
      JSONMember(key: "v", value: .integer(version)),
    ]
    return .object(common + event.members)
  }
}
