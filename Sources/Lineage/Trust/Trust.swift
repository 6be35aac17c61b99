package import Cryptography

/// Whose signatures a verifier counts, and how many it asks for.
///
/// It comes from the verifier, never from a release: names, roles and periods are what the verifier
/// was told by another way.
package struct Trust: Sendable, Equatable {
  /// A key that the verifier trusts, and for which releases.
  package struct Key: Sendable, Equatable {
    /// The key.
    package let key: Ed25519.PublicKey

    /// The first moment at which a release that it vouches for may have been made.
    package var notBefore: UTCTime?

    /// The last such moment.
    package var notAfter: UTCTime?

    /// Since when the verifier knows that the key isn't to be relied on.
    package var revokedAt: UTCTime?

    /// Why it isn't, in the words of who revoked it; empty where nothing was said.
    var reason = ""

    /// Trusts a key.
    package init(
      _ key: Ed25519.PublicKey,
      notBefore: UTCTime? = nil,
      notAfter: UTCTime? = nil,
      revokedAt: UTCTime? = nil
    ) {
      self.key = key
      self.notBefore = notBefore
      self.notAfter = notAfter
      self.revokedAt = revokedAt
    }
  }

  /// Somebody who signs: with one key, or after rotations with one of several.
  ///
  /// However many of their keys have signed, they count as one.
  package struct Signer: Sendable, Equatable {
    /// What the verifier calls them; empty where it gave only a key.
    package let name: String

    /// What they answer for, such as "curator" or "auditor"; empty where the verifier didn't say.
    package let role: String

    /// Their keys, the first given by the verifier, each other by a rotation.
    package internal(set) var keys: [Key]

    /// Trusts a signer with one key.
    package init(name: String = "", role: String = "", key: Key) {
      self.name = name
      self.role = role
      keys = [key]
    }
  }

  /// How many signers of a role are needed.
  package struct Requirement: Sendable, Equatable {
    /// The role.
    package let role: String

    /// The least number of its signers.
    package let count: Int

    /// Makes a requirement.
    package init(role: String, count: Int) {
      self.role = role
      self.count = count
    }
  }

  /// Who is trusted; no two of them share a key.
  package internal(set) var signers: [Signer]

  /// How many of them have to have signed.
  package let threshold: Int

  /// How many of some roles have to have signed, in the order of the roles' names.
  package let requirements: [Requirement]

  /// Whether the verifier has checked the authorities' signatures of the release's time stamps.
  ///
  /// If so, what a key signed before its revocation still counts.
  package var timestampsAreChecked = false

  /// Why a trust makes no sense.
  package enum Fault: Error, Equatable {
    /// There is no signer.
    case empty
    /// A key is given twice, so that one signature would count for two.
    case repeated(fingerprint: String)
    /// More signatures are asked for than there are signers for.
    case unreachable(threshold: Int, signers: Int)
    /// More signatures of a role are asked for than there are signers for.
    case unreachableRole(String)
  }

  /// Trusts some signers.
  ///
  /// - Precondition: threshold and counts are positive.
  package init(
    _ signers: [Signer],
    threshold: Int = 1,
    requirements: [Requirement] = []
  ) throws(Fault) {
    guard !signers.isEmpty else { throw .empty }
    var seen: Set<Ed25519.PublicKey> = []
    for signer in signers {
      for key in signer.keys where !seen.insert(key.key).inserted {
        throw .repeated(fingerprint: key.key.fingerprint)
      }
    }
    guard threshold <= signers.count else {
      throw .unreachable(threshold: threshold, signers: signers.count)
    }
    for need in requirements where signers.count(where: { $0.role == need.role }) < need.count {
      throw .unreachableRole(need.role)
    }
    self.signers = signers
    self.threshold = threshold
    self.requirements = requirements.sorted { $0.role < $1.role }
  }

  /// Trusts one key, for any release.
  package init(_ key: Ed25519.PublicKey) {
    signers = [Signer(key: Key(key))]
    threshold = 1
    requirements = []
  }
}

extension Trust.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "no key is trusted; give at least one"
    case .repeated(let fingerprint):
      "the key \(fingerprint) is given twice; a signature counts once however often it is"
    case .unreachable(let threshold, let signers):
      "\(threshold) signers are asked for, and only \(signers) are trusted"
    case .unreachableRole(let role):
      "more signers of the role \(role.printable) are asked for than are trusted"
    }
  }
}
