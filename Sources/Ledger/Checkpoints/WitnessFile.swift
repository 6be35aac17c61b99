package import Cryptography

/// A witness's memory on disk, locked while it is looked at and changed.
package struct WitnessFile: ~Copyable {
  private let path: String
  private let files: any FileOperations
  private let lock: Int32
  private var witness: Witness

  /// Why a witness doesn't cosign.
  package enum Failure: Error, Equatable {
    /// A rule of the protocol.
    case refused(Witness.Refusal)
    /// The memory's file can't be read as one.
    case malformed(path: String)
    /// A file, or its lock.
    case file(LedgerError)
  }

  /// Opens a memory, which need not exist yet, and locks it.
  package init(
    at path: String,
    files: any FileOperations = SystemFiles()
  ) throws(Failure) {
    let lock: Int32
    let bytes: [UInt8]?
    do throws(LedgerError) {
      lock = try LockedFile.lock(path, files)
    } catch {
      throw .file(error)
    }
    do throws(LedgerError) {
      bytes = try LockedFile.bytes(of: path, files)
    } catch {
      files.close(lock)
      throw .file(error)
    }
    guard let witness = bytes.map(Witness.init(parsing:)) ?? Witness() else {
      files.close(lock)
      throw .malformed(path: path)
    }
    self.path = path
    self.files = files
    self.lock = lock
    self.witness = witness
  }

  deinit { files.close(lock) }

  /// Cosigns a checkpoint, once it would survive a power failure that it was cosigned.
  ///
  /// - Parameters:
  ///   - request: what the publisher sent.
  ///   - trusted: the ledger's key, for one that isn't known yet.
  ///   - name: the witness's name.
  ///   - key: the witness's key.
  /// - Returns: the checkpoint with the cosignature, and no other signature.
  /// - Throws: `refused` by a rule of the protocol; `file` where the memory can't be written.
  package mutating func cosign(
    _ request: WitnessRequest,
    trusting trusted: Ed25519.PublicKey?,
    name: String,
    key: Ed25519.PrivateKey
  ) throws(Failure) -> SignedNote {
    var next = witness
    if let trusted, let origin = Checkpoint(text: request.checkpoint.text)?.origin {
      next.trust(trusted, for: origin)
    }
    do throws(Witness.Refusal) {
      try next.accept(request)
    } catch {
      throw .refused(error)
    }
    do throws(FileFailure) {
      try files.replaceFile(at: path, with: next.bytes)
    } catch {
      throw .file(.file(error))
    }
    witness = next
    var note = SignedNote(text: request.checkpoint.text)
    note.cosign(name: name, key: key, seconds: max(0, files.secondsSince1970()))
    return note
  }
}
