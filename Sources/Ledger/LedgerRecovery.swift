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
  /// The tail is durable in its own file before it leaves the ledger, so a crash in between only
  /// means that this is done again.
  package static func recover(
    _ path: String,
    key: Ed25519.PrivateKey,
    files: any FileOperations = SystemFiles()
  ) throws(LedgerError) -> LedgerRecovery {
    let file = try LockedFile(at: path, .exclusive, files)
    let image = try LedgerImage(ledger: file.content(), checkpoint: file.checkpoint(), path: path)
    try image.state.requireKey(key)
    guard !image.tail.isEmpty else { throw .nothingToRecover }
    let tail = [UInt8](image.tail)
    let digest = SHA256.digest(of: tail)
    let tailPath = "\(path).tail.\(digest.hex.prefix(16))"
    let offset = image.tail.startIndex
    let record: LedgerRecord
    do throws(LedgerRule) {
      record = try image.state.next(
        .recovered(offset: offset, bytes: tail.count, tail: digest),
        at: file.time
      )
      try image.state.admit(record)
    } catch {
      throw .refused(rule: error)
    }
    do throws(FileFailure) {
      try file.replaceFile(at: tailPath, with: tail)
      try file.truncate(to: offset)
      try file.append(LedgerLine.encoded(record))
    } catch {
      throw .file(error)
    }
    return LedgerRecovery(tailPath: tailPath, bytes: tail.count, records: record.index + 1)
  }
}
