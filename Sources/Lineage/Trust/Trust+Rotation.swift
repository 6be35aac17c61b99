package import Cryptography

extension Trust {
  /// The place of a key: its signer's, and its own among the signer's keys.
  func place(of key: Ed25519.PublicKey) -> (signer: Int, key: Int)? {
    for (index, signer) in signers.enumerated() {
      if let place = signer.keys.firstIndex(where: { $0.key == key }) { return (index, place) }
    }
    return nil
  }

  /// Whether any signer has the key.
  package func holds(_ key: Ed25519.PublicKey) -> Bool { place(of: key) != nil }

  /// The trust after all rotations that can be followed from its keys, in whatever order they come.
  ///
  /// The new key joins its signer's others, so that a signer with two keys still counts once; where
  /// it was another signer's, the two are one. A rotation outside its old key's period isn't
  /// followed.
  func following(_ rotations: [KeyRotation]) -> Trust {
    var trust = self
    var rest = rotations
    while let next = rest.firstIndex(where: { trust.canFollow($0) }) {
      trust.follow(rest.remove(at: next))
    }
    return trust
  }

  private func canFollow(_ rotation: KeyRotation) -> Bool {
    guard let old = place(of: rotation.old) else { return false }
    return signers[old.signer].keys[old.key].covers(rotation.since)
  }

  private mutating func follow(_ rotation: KeyRotation) {
    guard let old = place(of: rotation.old) else { return }
    var signer = signers[old.signer]
    let end = signer.keys[old.key].notAfter
    signer.keys[old.key].notAfter = min(rotation.since, end ?? rotation.since)
    if let new = place(of: rotation.new) {
      if new.signer != old.signer { signer.keys += signers[new.signer].keys }
      signers[old.signer] = signer
      if new.signer != old.signer { signers.remove(at: new.signer) }
    } else {
      signer.keys.append(Key(rotation.new, notBefore: rotation.since))
      signers[old.signer] = signer
    }
  }

  /// Notes that a key was revoked; nothing where nobody has it.
  mutating func revoke(digest: [UInt8], since: UTCTime, reason: String) {
    for signer in signers.indices {
      for key in signers[signer].keys.indices
      where signers[signer].keys[key].key.fingerprintDigest == digest {
        signers[signer].keys[key].revokedAt = since
        signers[signer].keys[key].reason = reason
      }
    }
  }
}

extension Trust.Key {
  /// Whether a moment lies in the key's period.
  func covers(_ time: UTCTime) -> Bool {
    (notBefore.map { $0 <= time } ?? true) && (notAfter.map { time <= $0 } ?? true)
  }
}
