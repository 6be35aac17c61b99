package import Cryptography

extension Trust {
  /// A signature that counts: whose it is, as the verifier knows them.
  package struct Signatory: Sendable, Equatable {
    /// What the verifier calls them; empty where it gave only a key.
    package let name: String

    /// Their role; empty where the verifier didn't say.
    package let role: String

    /// The key that signed.
    package let key: Ed25519.PublicKey

    /// How a finding speaks of them.
    package var label: String { Signer.label(name, role, key) }
  }

  /// What was signed and when, which a key's period is held against.
  package struct Occasion: Sendable, Equatable {
    /// The second.
    let time: UTCTime
    /// What is signed and what happened to it then, such as "releases" that were "made".
    let things: String, verb: String

    /// A release, which was made then.
    package static func release(made time: UTCTime) -> Occasion {
      Occasion(time: time, things: "releases", verb: "made")
    }

    /// A contract's clause, which somebody takes up then.
    package static func clause(takenUp time: UTCTime) -> Occasion {
      Occasion(time: time, things: "clauses", verb: "taken up")
    }
  }

  /// An envelope's signatures as a trust counts them: each signer once.
  package struct Count: Sendable, Equatable {
    /// Those whose signatures count, in the order of the trust.
    package fileprivate(set) var signatories: [Signatory] = []

    /// Why other valid signatures of trusted keys don't.
    package fileprivate(set) var objections: [String] = []

    /// What is missing; nothing where enough have signed.
    package fileprivate(set) var shortfalls: [String] = []
  }

  /// Counts the signers of an envelope, and holds their number against what is asked for.
  ///
  /// - Parameters:
  ///   - envelope: what is signed.
  ///   - occasion: what the keys' periods are held against.
  ///   - stamped: when a key's signature was there already, by somebody else's time stamp.
  /// - Returns: who counts, who doesn't and why, and what is missing.
  package func count(
    _ envelope: Envelope,
    on occasion: Occasion,
    stamped: (Ed25519.PublicKey) -> UTCTime? = { _ in nil }
  ) -> Count {
    var count = Count()
    for signer in signers {
      var counted = false
      for key in signer.keys where envelope.isSigned(by: key.key) {
        if let objection = key.objection(on: occasion, stamped: stamped(key.key)) {
          let label = Signer.label(signer.name, signer.role, key.key)
          count.objections.append(
            "the signature by \(label) doesn't count: the key \(objection)"
          )
        } else if !counted {
          counted = true
          count.signatories.append(Signatory(name: signer.name, role: signer.role, key: key.key))
        }
      }
    }
    if count.signatories.count < threshold {
      count.shortfalls.append(
        "\(threshold) trusted signers are asked for, and \(count.signatories.count) signed"
      )
    }
    for need in requirements {
      let present = count.signatories.count { $0.role == need.role }
      guard present < need.count else { continue }
      count.shortfalls.append(
        "\(need.count) of the role \(need.role.printable) are asked for, and \(present) signed"
      )
    }
    return count
  }
}

extension Trust.Signer {
  /// How a finding speaks of a signer's key.
  fileprivate static func label(
    _ name: String,
    _ role: String,
    _ key: Ed25519.PublicKey
  ) -> String {
    name.isEmpty ? key.fingerprint : "\(key.fingerprint) (\(name.printable), \(role.printable))"
  }
}

extension Trust.Key {
  /// Why the key's signature doesn't count on an occasion; nil where it does.
  ///
  /// A revoked key's signature doesn't count, as whoever stole the key can write any date; unless
  /// somebody else's time stamp, at `stamped`, shows that it was there before.
  fileprivate func objection(on occasion: Trust.Occasion, stamped: UTCTime?) -> String? {
    if let revokedAt, stamped.map({ $0 >= revokedAt }) ?? true {
      let why = reason.isEmpty ? "" : ": \(reason.printable)"
      return "was revoked as of \(revokedAt)\(why)"
    }
    let (time, verb) = (occasion.time, occasion.verb)
    let this = "and this one was \(verb) at \(time)"
    if let notBefore, time < notBefore {
      return "is for \(occasion.things) \(verb) from \(notBefore) on, \(this)"
    }
    if let notAfter, notAfter < time {
      return "is for \(occasion.things) \(verb) until \(notAfter), \(this)"
    }
    return nil
  }
}
