package import Cryptography

/// What setting a torn tail aside came to.
package struct LedgerRecovery: Sendable, Equatable {
  /// The file that holds the tail now.
  package let tailPath: String

  /// The length of the tail in bytes.
  package let bytes: Int

  /// The number of the ledger's records now, with the one that notes the recovery.
  package let records: Int
}

extension LedgerFile {
  /// Sets a torn tail aside in a file of its own, and notes that in the ledger.
  ///
  /// Only ever at the operator's word. What was cut short may have been a reservation; no noise was
  /// drawn for it, as that waits until `begin` is on disk. A ledger that is damaged in any other
  /// way, or shorter than its checkpoint says, is refused.
  ///
  /// It takes no key, as the record is chained and not signed, and the checkpoint stays true of the
  /// records that it covers. With the key, a new checkpoint covers the recovery as well.
  ///
  /// The tail is durable in its own file before it leaves the ledger, so a crash in between only
  /// means that this is done again.
  package static func recover(
    _ path: String,
    key: Ed25519.PrivateKey? = nil,
    files: any FileOperations = SystemFiles()
  ) throws(LedgerError) -> LedgerRecovery {
    let file = try LockedFile(at: path, .exclusive, files)
    let image = try LedgerImage(ledger: file.content(), checkpoint: file.checkpoint(), path: path)
    if let key { try image.state.requireKey(key) }
    guard !image.tail.isEmpty else { throw .nothingToRecover }
    let tail = [UInt8](image.tail)
    let digest = SHA256.digest(of: tail)
    let tailPath = "\(path).tail.\(digest.hex.prefix(16))"
    let offset = image.tail.startIndex
    var state = image.state
    let record: LedgerRecord
    do throws(LedgerRule) {
      record = try state.next(
        .recovered(offset: offset, bytes: tail.count, tail: digest),
        at: file.time
      )
      try state.append(record)
    } catch {
      throw .refused(rule: error)
    }
    do throws(FileFailure) {
      try file.replaceFile(at: tailPath, with: tail)
      try file.truncate(to: offset)
      try file.append(LedgerLine.encoded(record))
      if let key {
        let note = Checkpoint(over: state).signed(by: key)
        try file.replaceFile(
          at: LockedFile.checkpointPath(path),
          with: [UInt8](note.encoded.utf8)
        )
      }
    } catch {
      throw .file(error)
    }
    return LedgerRecovery(tailPath: tailPath, bytes: tail.count, records: record.index + 1)
  }
}
