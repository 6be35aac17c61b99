import Cryptography

/// A ledger's bytes, read and checked against every rule and against the checkpoint.
struct LedgerImage {
  /// What the intact records add up to.
  let state: LedgerState

  /// The signed checkpoint over some of the records.
  let checkpoint: SignedNote

  /// The bytes after the last intact record; empty where no write was cut short.
  let tail: ArraySlice<UInt8>

  /// Reads a ledger and its checkpoint.
  ///
  /// - Throws: all that is wrong with either, except a torn tail, which the caller decides about.
  init(ledger: [UInt8], checkpoint: [UInt8]?, path: String) throws(LedgerError) {
    let scan = LedgerLine.scan(ledger)
    guard let first = scan.lines.first else { throw .notALedger(path: path) }
    let genesis: LedgerRecord
    do throws(LedgerRule) {
      genesis = try LedgerRecord(parsing: first.json, hash: first.hash)
    } catch LedgerRule.version(let found) {
      throw .otherVersion(path: path, found: found)
    } catch {
      throw .notALedger(path: path)
    }
    guard case .genesis = genesis.event else { throw .notALedger(path: path) }
    var line = 1
    do throws(LedgerRule) {
      var state = try LedgerState(genesis: genesis)
      for content in scan.lines.dropFirst() {
        line += 1
        try state.append(LedgerRecord(parsing: content.json, hash: content.hash))
      }
      line += 1
      guard !scan.isDamagedInside else { throw .checksum }
      self.state = state
    } catch {
      throw .corrupt(line: line, rule: error)
    }
    tail = ledger[scan.intactBytes...]
    self.checkpoint = try LedgerImage.checked(
      state,
      against: checkpoint,
      at: LockedFile.checkpointPath(path)
    )
  }

  private static func checked(
    _ state: LedgerState,
    against bytes: [UInt8]?,
    at path: String
  ) throws(LedgerError) -> SignedNote {
    guard let bytes else { throw .checkpointMissing(path: path) }
    guard let text = String(validating: bytes, as: UTF8.self),
      let note = try? SignedNote(parsing: text), let checkpoint = Checkpoint(text: note.text),
      checkpoint.origin == state.origin
    else { throw .checkpointMalformed(path: path) }
    let key = state.key(ofCheckpointOver: checkpoint.size)
    guard checkpoint.size <= state.records.count else {
      // Not yet known to be genuine, but either way the ledger can't be trusted.
      throw .recordsMissing(have: state.records.count, signed: checkpoint.size)
    }
    guard note.isSigned(by: NoteKey(name: state.origin, publicKey: key)) else {
      throw .checkpointMalformed(path: path)
    }
    guard Checkpoint.root(of: state.records.prefix(checkpoint.size)) == checkpoint.root else {
      throw .recordsChanged(signed: checkpoint.size)
    }
    return note
  }
}
