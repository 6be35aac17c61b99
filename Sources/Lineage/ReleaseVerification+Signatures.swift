package import Cryptography

extension ReleaseVerification {
  /// A signature that counts: whose it is, as the verifier knows them.
  package struct Signatory: Sendable, Equatable {
    /// What the verifier calls them; empty where it gave only a key.
    package let name: String

    /// Their role; empty where the verifier didn't say.
    package let role: String

    /// The key that signed.
    package let key: Ed25519.PublicKey
  }

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
    count(envelope, trust, created: created, stamped: stamped)
    checkOthers(in: envelope, trust)
    checkBundles(of: envelope, signedBy: signed, in: folder)
    checkRevocations(revocations, of: manifest)
    return signatories.isEmpty ? nil : manifest
  }

  private static let predicate = Manifest.predicateType

  /// Counts signers, each once, and holds their number against what the trust asks for.
  private mutating func count(
    _ envelope: Envelope,
    _ trust: Trust,
    created: UTCTime,
    stamped: (Ed25519.PublicKey) -> UTCTime?
  ) {
    let file = ReleaseFile.manifest
    var objections: [String] = []
    for signer in trust.signers {
      var counted = false
      for key in signer.keys where envelope.isSigned(by: key.key) {
        let label = signer.label(key.key)
        if let objection = key.objection(to: created, stamped: stamped(key.key)) {
          objections.append("the signature by \(label) doesn't count: the key \(objection)")
        } else if !counted {
          counted = true
          signatories.append(Signatory(name: signer.name, role: signer.role, key: key.key))
          note(.signature, .passed, file, "signed by the trusted key \(label)")
        }
      }
    }
    var shortfalls: [String] = []
    if signatories.count < trust.threshold {
      shortfalls.append(
        "\(trust.threshold) trusted signers are asked for, and \(signatories.count) signed"
      )
    }
    for need in trust.requirements {
      let present = signatories.count { $0.role == need.role }
      guard present < need.count else { continue }
      shortfalls.append(
        "\(need.count) of the role \(need.role.printable) are asked for, and \(present) signed"
      )
    }
    for objection in objections {
      note(.signature, shortfalls.isEmpty ? .noted : .failed, file, objection)
    }
    for shortfall in shortfalls { note(.signature, .failed, file, shortfall) }
    if shortfalls.isEmpty, trust.threshold > 1 || !trust.requirements.isEmpty {
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

extension Trust.Signer {
  /// How a finding speaks of the signer's key.
  fileprivate func label(_ key: Ed25519.PublicKey) -> String {
    name.isEmpty ? key.fingerprint : "\(key.fingerprint) (\(name.printable), \(role.printable))"
  }
}
