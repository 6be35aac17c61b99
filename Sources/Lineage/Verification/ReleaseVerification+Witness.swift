package import Cryptography
import Ledger

extension ReleaseVerification {
  /// The ledger's checkpoint in a release's manifest, whoever signed that; nil where there is none.
  package static func checkpoint(ofFolder path: String) -> SignedNote? {
    guard let bytes = try? ReleaseFolder(path: path).content(of: ReleaseFile.manifest),
      let envelope = try? Envelope(parsing: bytes),
      let manifest = try? Manifest(parsing: envelope.payload)
    else { return nil }
    return try? SignedNote(parsing: manifest.ledger.checkpoint)
  }

  /// Checks that each witness that the verifier asks for cosigned the release's checkpoint.
  mutating func checkWitnesses(
    _ witnesses: [CosignatureKey],
    of manifest: Manifest,
    in folder: ReleaseFolder
  ) {
    let file = ReleaseFile.cosignatures
    let lines: [UInt8]
    do throws(ReleaseFolder.Fault) {
      lines = try folder.content(of: file)
    } catch {
      for witness in witnesses {
        note(
          .witness,
          .failed,
          file,
          "\(witness.name.printable) did not cosign the checkpoint: there are no cosignatures"
        )
      }
      return
    }
    guard let checkpoint = try? SignedNote(parsing: manifest.ledger.checkpoint),
      let text = String(validating: lines, as: UTF8.self),
      let cosigned = try? SignedNote(parsing: "\(checkpoint.text)\n\(text)")
    else {
      note(.witness, .failed, file, "these are no cosignatures of the release's checkpoint")
      return
    }
    for witness in witnesses {
      let time = cosigned.time(cosignedBy: witness)
      let words = time.map { Timestamp.text(secondsSince1970: $0) } ?? ""
      require(
        time != nil,
        .witness,
        file,
        "\(witness.name.printable) cosigned the checkpoint, as of \(words)",
        else: "there is no valid cosignature of \(witness.name.printable)"
      )
    }
    if witnesses.isEmpty {
      note(.witness, .noted, file, "cosignatures of witnesses; name those that you trust to check")
    }
  }
}
