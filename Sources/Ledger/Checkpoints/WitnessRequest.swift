package import Cryptography

/// What a publisher asks a witness to cosign: a checkpoint, and a proof from the last one it signed.
///
/// The text is the body of the protocol's HTTP request, so that it can as well be sent by mail.
///
/// - Source: C2SP, tlog-witness.md, "add-checkpoint".
package struct WitnessRequest: Sendable, Equatable {
  /// The size of the largest tree that the witness has cosigned; 0 where there is none.
  package let old: Int

  /// The consistency proof from that tree.
  package let consistency: [[UInt8]]

  /// The signed checkpoint.
  package let checkpoint: SignedNote

  /// The most lines that a proof may have.
  private static let greatestCount = 63

  /// Asks for a checkpoint of a ledger.
  ///
  /// - Returns: Nil where the ledger never had `old` records, or the checkpoint isn't one of it.
  package init?(_ checkpoint: SignedNote, of state: LedgerState, since old: Int) {
    guard let size = Checkpoint(text: checkpoint.text)?.size, size <= state.records.count,
      0...size ~= old
    else { return nil }
    let tree = MerkleTree(leaves: state.records.prefix(size).map(\.bytes))
    self.old = old
    self.checkpoint = checkpoint
    consistency = old == 0 ? [] : tree.consistencyProof(from: old)
  }

  /// Reads a request; nil where it isn't of the protocol's form.
  ///
  /// Nothing of it is trusted.
  package init?(parsing text: String) {
    guard let gap = text.firstRange(of: "\n\n") else { return nil }
    let lines = text[..<gap.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, first.hasPrefix("old "), let old = Int(first.dropFirst(4)),
      old >= 0, first == "old \(old)", lines.count - 1 <= WitnessRequest.greatestCount
    else { return nil }
    let hashes = lines.dropFirst().compactMap { Base64.decode(String($0)) }
    guard hashes.count == lines.count - 1, hashes.allSatisfy({ $0.count == 32 }),
      let note = try? SignedNote(parsing: String(text[gap.upperBound...]))
    else { return nil }
    self.old = old
    consistency = hashes
    checkpoint = note
  }

  /// The request's text.
  package var text: String {
    let lines = ["old \(old)"] + consistency.map { Base64.encode($0) }
    return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.encoded
  }
}
