import Cryptography

extension ReleaseVerification {
  /// Checks envelope, signatures and statement; nil where there is no statement to go on with.
  mutating func checkManifest(
    in folder: ReleaseFolder,
    trust: Trust,
    notices: Notices
  ) -> Manifest? {
    let file = ReleaseFile.manifest
    let bytes: [UInt8]
    do throws(ReleaseFolder.Fault) {
      bytes = try folder.content(of: file)
    } catch {
      note(
        .envelope,
        .failed,
        file,
        "the manifest \(error.sentence); without it nothing is vouched for"
      )
      return nil
    }
    let envelope: Envelope
    do throws(EnvelopeFault) {
      envelope = try Envelope(parsing: bytes)
    } catch {
      note(.envelope, .failed, file, "\(error)")
      return nil
    }
    note(.envelope, .passed, file, "a DSSE envelope in its canonical spelling")
    let (trust, revocations) = heed(notices, trust)
    let signed = trust.signers.flatMap(\.keys).map(\.key).filter { envelope.isSigned(by: $0) }
    guard !signed.isEmpty else {
      let trusted = trust.signers.flatMap(\.keys).map(\.key.fingerprint).joined(separator: ", ")
      let signers = envelope.signatures.map { $0.keyIdentifier.printable }.joined(separator: ", ")
      note(
        .signature,
        .failed,
        file,
        "not signed by the trusted key \(trusted); it names \(signers)"
      )
      return nil
    }
    let manifest: Manifest
    do throws(LineageError) {
      manifest = try Manifest(parsing: envelope.payload)
    } catch {
      note(.statement, failed: error, in: file)
      return nil
    }
    guard let created = UTCTime(manifest.release.created) else {
      note(.statement, .failed, file, "the time at which the release was made is no time in UTC")
      return nil
    }
    note(.statement, .passed, file, "an in-toto statement with every field of \(Self.predicate)")
    let stamped = { (key: Ed25519.PublicKey) in
      trust.timestampsAreChecked ? Self.timestamp(of: key, envelope, in: folder) : nil
    }
    note(trust.count(envelope, on: .release(made: created), stamped: stamped), by: trust)
    checkOthers(in: envelope, trust)
    checkBundles(of: envelope, signedBy: signed, in: folder)
    checkRevocations(revocations, of: manifest)
    return signatories.isEmpty ? nil : manifest
  }

  private static let predicate = Manifest.predicateType

  /// Notes whose signatures count, and whether they are enough.
  private mutating func note(_ count: Trust.Count, by trust: Trust) {
    let file = ReleaseFile.manifest
    signatories = count.signatories
    for signatory in signatories {
      note(.signature, .passed, file, "signed by the trusted key \(signatory.label)")
    }
    let isEnough = count.shortfalls.isEmpty
    for objection in count.objections {
      note(.signature, isEnough ? .noted : .failed, file, objection)
    }
    for shortfall in count.shortfalls { note(.signature, .failed, file, shortfall) }
    if isEnough, trust.threshold > 1 || !trust.requirements.isEmpty {
      note(
        .signature,
        .passed,
        file,
        "\(signatories.count) trusted signers, each counted once; \(trust.threshold) were asked for"
      )
    }
  }

  /// Looks at the signatures that don't count: an invalid one under a trusted name is no accident.
  private mutating func checkOthers(in envelope: Envelope, _ trust: Trust) {
    let file = ReleaseFile.manifest
    let keys = trust.signers.flatMap(\.keys).map(\.key)
    var seen: Set<String> = []
    for signature in envelope.signatures {
      let identifier = signature.keyIdentifier
      let isNew = seen.insert(identifier).inserted
      guard let key = keys.first(where: { $0.fingerprint == identifier }) else {
        note(
          .signature,
          .noted,
          file,
          "it also names \(identifier.printable), whom you don't trust"
        )
        continue
      }
      let message = Envelope.signedMessage(for: envelope.payload)
      if !key.isValidSignature(signature.bytes, for: message) {
        note(
          .signature,
          .failed,
          file,
          "the signature under the name \(identifier) is not its key's"
        )
      } else if !isNew {
        note(.signature, .noted, file, "signed by \(identifier) more than once, which counts once")
      }
    }
  }
}
