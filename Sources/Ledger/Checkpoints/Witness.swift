package import Cryptography
import JSON

/// An auditor's memory of ledgers: for each one its key, and the largest checkpoint that was
/// cosigned.
///
/// A witness signs a checkpoint only if all that it signed before is a beginning of it. So a
/// publisher whose recipients ask for its cosignature can't show two of them different pasts.
///
/// - Source: C2SP, tlog-witness.md.
package struct Witness: Sendable, Equatable {
  /// A ledger that the witness knows.
  package struct Log: Sendable, Equatable {
    /// The key that signs its checkpoints.
    package let key: Ed25519.PublicKey
    /// The largest checkpoint that was cosigned; nil where there is none yet.
    package fileprivate(set) var checkpoint: SignedNote?
  }

  /// The ledgers, by their origin.
  package private(set) var logs: [String: Log] = [:]

  /// A witness that knows no ledger.
  package init() {}

  /// Why a checkpoint is not cosigned; the numbers are those of the protocol.
  package enum Refusal: Error, Sendable, Equatable {
    /// The checkpoint can't be read, or the old size is above its own (400).
    case malformed
    /// No key is known for its ledger (404).
    case unknown(origin: String)
    /// The known key did not sign it (403).
    case unsigned(origin: String)
    /// The proof doesn't begin at the size that was cosigned last (409).
    case stale(cosigned: Int, old: Int)
    /// Another tree of that size was cosigned (409): the ledger was forked.
    case forked(size: Int)
    /// What was cosigned last isn't shown to be a beginning of it (422).
    case inconsistent(cosigned: Int, size: Int)
  }

  /// Trusts a key for a ledger that isn't known yet; a known one keeps its key.
  package mutating func trust(_ key: Ed25519.PublicKey, for origin: String) {
    if logs[origin] == nil { logs[origin] = Log(key: key, checkpoint: nil) }
  }

  /// Checks a request, and remembers its checkpoint as the largest.
  ///
  /// The caller keeps what is remembered, durably, before it gives the cosignature away.
  ///
  /// - Returns: the size of the tree that was cosigned before.
  @discardableResult
  package mutating func accept(_ request: WitnessRequest) throws(Refusal) -> Int {
    guard let new = Checkpoint(text: request.checkpoint.text), request.old <= new.size else {
      throw .malformed
    }
    guard let log = logs[new.origin] else { throw .unknown(origin: new.origin) }
    guard request.checkpoint.isSigned(by: NoteKey(name: new.origin, publicKey: log.key)) else {
      throw .unsigned(origin: new.origin)
    }
    let last = log.checkpoint.flatMap { Checkpoint(text: $0.text) }
    guard request.old == last?.size ?? 0 else {
      throw .stale(cosigned: last?.size ?? 0, old: request.old)
    }
    if let last {
      guard last.size < new.size || last.head == new.head else { throw .forked(size: new.size) }
      guard
        MerkleTree.verifyConsistency(
          from: last.head,
          to: new.head,
          proof: request.consistency
        )
      else { throw .inconsistent(cosigned: last.size, size: new.size) }
    } else {
      guard request.consistency.isEmpty else { throw .malformed }
    }
    logs[new.origin]?.checkpoint = SignedNote(text: request.checkpoint.text)
    return last?.size ?? 0
  }
}

extension Witness {
  package static let format = "witness/1"

  /// The memory as a file: pretty JSON, as an auditor should be able to read it.
  package var bytes: [UInt8] {
    let list = logs.sorted { $0.key < $1.key }.map { origin, log -> JSON in
      [
        "origin": .string(origin), "key": .string(log.key.bytes.hex),
        "checkpoint": .string(log.checkpoint?.text ?? ""),
      ]
    }
    let json: JSON = ["marginalia": .string(Witness.format), "ledgers": .array(list)]
    return json.canonical + [UInt8(ascii: "\n")]
  }

  /// Reads a memory; nil where it isn't one that ``bytes`` wrote.
  package init?(parsing bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes), json["marginalia"]?.string == Witness.format,
      let list = json["ledgers"]?.array
    else { return nil }
    for element in list {
      guard let origin = element["origin"]?.string, let key = element["key"]?.publicKey,
        let text = element["checkpoint"]?.string,
        text.isEmpty || Checkpoint(text: text)?.origin == origin
      else { return nil }
      logs[origin] = Log(key: key, checkpoint: text.isEmpty ? nil : SignedNote(text: text))
    }
    guard self.bytes == bytes else { return nil }
  }
}

extension Witness.Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed: "the request is malformed, or its proof begins beyond its checkpoint"
    case .unknown(let origin):
      "no key is trusted for the ledger \(origin); name it with --ledger-key, from the publisher and "
        + "not from the request"
    case .unsigned(let origin): "the key that is trusted for \(origin) did not sign the checkpoint"
    case .stale(let cosigned, let old):
      "the proof begins at \(old) records, and \(cosigned) were cosigned last: ask for a request "
        + "with --since \(cosigned)"
    case .forked(let size):
      "another tree of \(size) records was cosigned before: the ledger was forked or rolled back; "
        + "keep both checkpoints, they are evidence"
    case .inconsistent(let cosigned, let size):
      "the \(cosigned) records that were cosigned are not shown to be the beginning of these "
        + "\(size): the ledger was forked or rolled back, or the proof is wrong"
    }
  }
}
