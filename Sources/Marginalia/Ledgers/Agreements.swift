import Cryptography
import JSON
package import Ledger
import Lineage
import Reports

/// The clauses of contracts that ledgers keep to.
public enum Agreements {
  /// What is known of a clause when it is drafted; the rest is asked for.
  public struct Terms: Sendable {
    /// The private table's name.
    public var dataset: String?
    /// The cap's ε and δ.
    public var epsilon: String?, delta: String?
    /// The first and the last day.
    public var from: String?, until: String?
    /// Codes of the Data Use Ontology, with commas between them.
    public var purposes: String?

    /// Nothing known.
    public init() {}
  }

  /// Writes the clause that two parties start from: a question wherever nothing is given.
  ///
  /// - Parameters:
  ///   - terms: what is known.
  ///   - path: where it goes; nil for nowhere.
  ///   - overwrites: whether a file there is replaced.
  /// - Returns: the clause's text.
  /// - Throws: `usage` where the file exists and may not be replaced; `failure` where it can't be
  ///   written.
  public static func draft(
    _ terms: Terms,
    to path: String? = nil,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> String {
    let text = Agreement.draft(
      dataset: terms.dataset,
      epsilon: terms.epsilon,
      delta: terms.delta,
      from: terms.from,
      until: terms.until,
      purposes: terms.purposes.map { $0.split(separator: ",").map(String.init) }
    ).pretty
    if let path { try Files.write(Array(text.utf8), to: path, overwrites: overwrites) }
    return text
  }

  /// A clause in plain English, for those who sign it.
  ///
  /// - Parameters:
  ///   - path: the clause, signed or not.
  ///   - parties: who have to have signed it; nil where the reader doesn't ask.
  /// - Returns: the text.
  /// - Throws: `verificationFailed` where they didn't; `usage` where it is still a draft; `badInput`
  ///   where it is no clause; `failure` where the file can't be read.
  public static func text(
    of path: String,
    signedBy parties: TrustedKeys? = nil
  ) throws(MarginaliaError) -> String {
    AgreementText(agreement: try agreement(at: path, signedBy: parties)).text
  }

  /// Signs a clause, or adds a signature to one that another party has signed.
  ///
  /// - Parameters:
  ///   - path: the clause, or the signed clause.
  ///   - key: the file of the party's private key.
  ///   - passphrases: asked where that key is encrypted.
  ///   - output: where the signed clause goes.
  ///   - overwrites: whether a file there is replaced.
  /// - Returns: the fingerprints of all that have signed, by their own word.
  /// - Throws: `usage` where it is still a draft, or the output exists; `badInput` where it is no
  ///   clause, or the key can't be read; `failure` where a file can't be read or written.
  public static func sign(
    _ path: String,
    key: String,
    passphrases: Passphrases = .none,
    to output: String,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> [String] {
    let key = try Keys.privateKey(at: key, passphrases: passphrases)
    var signed: SignedAgreement
    if let other = SignedAgreement(parsing: try Files.read(path)) {
      signed = other
      signed.sign(by: key)
    } else {
      signed = SignedAgreement(try agreement(at: path), by: key)
    }
    try Files.write(signed.envelope.bytes, to: output, overwrites: overwrites)
    return signed.envelope.signatures.map(\.keyIdentifier)
  }

  /// A clause's text as one JSON object.
  package static func document(_ text: String) -> String {
    Document.json("agreement-text/1", ["text": .string(text)])
  }

  /// The clause in a file, read once: what is returned is what was signed.
  ///
  /// A key's period and revocation are held against the present moment, in which somebody relies on
  /// the clause.
  ///
  /// - Parameters:
  ///   - path: the clause, signed or not.
  ///   - parties: who have to have signed it; nil for a caller who doesn't ask.
  /// - Returns: the clause.
  /// - Throws: `verificationFailed` where they didn't; `usage` with all that is still blank;
  ///   `badInput` where it is no clause, or its criteria are none; `failure` where the file can't be
  ///   read.
  package static func agreement(
    at path: String,
    signedBy parties: TrustedKeys? = nil
  ) throws(MarginaliaError) -> Agreement {
    let bytes = try Files.read(path)
    if let signed = SignedAgreement(parsing: bytes) {
      if let parties { try check(signed, by: parties, at: path) }
      _ = try CriteriaFile.criteria(signed.agreement.criteria, at: path)
      return signed.agreement
    }
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes)
    } catch {
      throw malformed(path, "\(error)")
    }
    let agreement: Agreement
    do throws(Agreement.Fault) {
      agreement = try Agreement(json)
    } catch {
      if case .blanks = error { throw .usage("\(path): \(error); fill in all of it") }
      throw malformed(path, error.description)
    }
    guard parties == nil else {
      throw .verificationFailed(
        "\(path) is not signed: have each party sign it by 'agreement sign'",
        findings: []
      )
    }
    _ = try CriteriaFile.criteria(agreement.criteria, at: path)
    return agreement
  }

  private static func check(
    _ signed: SignedAgreement,
    by parties: TrustedKeys,
    at path: String
  ) throws(MarginaliaError) {
    let count = parties.trust.count(signed.envelope, on: .clause(takenUp: try UTCTime.now()))
    guard count.shortfalls.isEmpty else {
      let keys = parties.trust.signers.flatMap(\.keys).map(\.key)
      let absent = keys.filter { !signed.envelope.isSigned(by: $0) }.map(\.fingerprint)
      throw .verificationFailed(
        absent.isEmpty
          ? "\(path) is not signed by those who have to have signed it"
          : "\(path) is not signed by \(absent.joined(separator: ", "))",
        findings: (count.objections + count.shortfalls).map { Finding(place: path, message: $0) }
      )
    }
  }

  private static func malformed(_ path: String, _ message: String) -> MarginaliaError {
    .badInput(
      "\(path) is no clause that a ledger can keep to: draft one by 'agreement draft'",
      findings: [Finding(place: path, message: message)]
    )
  }
}
