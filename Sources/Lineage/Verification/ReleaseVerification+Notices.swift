import Cryptography

extension ReleaseVerification {
  /// A revocation, and whether anybody who is trusted signed it.
  struct SignedRevocation {
    let file: String
    let revocation: Revocation
    let isTrusted: Bool
  }

  /// What rotations and revocations leave of a trust, and the revocations of releases.
  ///
  /// Whoever hands over a notice wants it heeded, so one that can't be is a failed check. A revocation
  /// counts when any trusted key signed it, the revoked one too: revoking can only make the verifier
  /// more careful. A revoked key's rotation isn't followed, as its thief could have made it.
  mutating func heed(
    _ notices: Notices,
    _ trust: Trust
  ) -> (trust: Trust, revocations: [SignedRevocation]) {
    let rotations = readRotations(notices.rotations, trust)
    let widest = trust.following(rotations.map(\.rotation))
    var revoked: [SignedRevocation] = []
    for file in notices.revocations {
      do throws(LineageError) {
        let envelope = try Envelope(parsing: file.bytes, file: file.name)
        let isTrusted = widest.signers.contains { signer in
          signer.keys.contains { envelope.isSigned(by: $0.key) }
        }
        let revocation = try Revocation(parsing: envelope, file: file.name)
        revoked.append(
          SignedRevocation(file: file.name, revocation: revocation, isTrusted: isTrusted)
        )
      } catch {
        note(.notice, failed: error, in: file.name)
      }
    }
    let digests = revoked.compactMap { notice -> [UInt8]? in
      guard notice.isTrusted, case .key(let digest) = notice.revocation.object else { return nil }
      return digest
    }
    var heeded = trust.following(
      rotations.map(\.rotation).filter { !digests.contains($0.old.fingerprintDigest) }
    )
    for (file, rotation) in rotations {
      require(
        heeded.holds(rotation.new),
        .notice,
        file,
        "\(rotation.new.fingerprint) takes over from \(rotation.old.fingerprint) as of "
          + "\(rotation.since)",
        else: "the rotation isn't followed: its old key was revoked, or its time is outside that "
          + "key's period"
      )
    }
    heedKeys(revoked, &heeded)
    return (heeded, revoked)
  }

  /// The rotations that start from a trusted key, or from one that another rotation leads to.
  private mutating func readRotations(
    _ files: [Notices.File],
    _ trust: Trust
  ) -> [(file: String, rotation: KeyRotation)] {
    var read: [(file: String, rotation: KeyRotation)] = []
    for file in files {
      do throws(LineageError) {
        read.append((file.name, try KeyRotation(parsing: file.bytes, file: file.name)))
      } catch {
        note(.notice, failed: error, in: file.name)
      }
    }
    // Two successors of one key: one of them isn't its holder's.
    let rivals = read.filter { file, rotation in
      read.contains { $0.rotation.old == rotation.old && $0.rotation.new != rotation.new }
    }
    for (file, rotation) in rivals {
      note(
        .notice,
        .failed,
        file,
        "\(rotation.old.fingerprint) was rotated to two keys, so that one of them may be a thief's; "
          + "neither is followed"
      )
    }
    read.removeAll { file, _ in rivals.contains { $0.file == file } }
    let widest = trust.following(read.map(\.rotation))
    for (file, _) in read.filter({ !widest.holds($0.rotation.old) }) {
      note(.notice, .noted, file, "a rotation of a key that you don't trust, which changes nothing")
    }
    return read.filter { widest.holds($0.rotation.old) }
  }

  /// Marks the keys that were revoked.
  private mutating func heedKeys(_ revocations: [SignedRevocation], _ trust: inout Trust) {
    for notice in revocations {
      guard case .key(let digest) = notice.revocation.object else { continue }
      let fingerprint = Ed25519.PublicKey.fingerprint(ofDigest: digest)
      let concerns = trust.signers.contains { signer in
        signer.keys.contains { $0.key.fingerprintDigest == digest }
      }
      if concerns, notice.isTrusted {
        trust.revoke(
          digest: digest,
          since: notice.revocation.since,
          reason: notice.revocation.reason
        )
        note(.notice, .passed, notice.file, "\(fingerprint) is taken as revoked")
      } else if concerns {
        note(.notice, .failed, notice.file, "\(fingerprint) \(Self.unsigned)")
      } else {
        note(.notice, .noted, notice.file, "about the key \(fingerprint), which you don't trust")
      }
    }
  }

  /// Checks that nobody has withdrawn the release.
  mutating func checkRevocations(_ revocations: [SignedRevocation], of manifest: Manifest) {
    for notice in revocations {
      guard case .release(let table) = notice.revocation.object else { continue }
      let (revocation, file) = (notice.revocation, notice.file)
      if table != manifest.digest(of: ReleaseFile.table) {
        note(.notice, .noted, file, "about another release, whose table is \(table.hex)")
      } else if notice.isTrusted {
        note(
          .notice,
          .failed,
          file,
          "the release was withdrawn as of \(revocation.since): \(revocation.reason.printable)"
        )
      } else {
        note(.notice, .failed, file, "the release \(Self.unsigned)")
      }
    }
  }

  private static let unsigned =
    "is said to be revoked, but by nobody whom you trust: ask the publisher, and leave the notice "
    + "out if it isn't theirs"
}
