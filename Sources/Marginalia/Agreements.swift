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
  /// - Throws: `usage` where it is still a draft; `badInput` where it is no clause; `failure` where
  ///   the file can't be read.
  public static func text(of path: String) throws(MarginaliaError) -> String {
    AgreementText(agreement: try agreement(at: path)).text
  }

  /// Signs a clause, or adds a signature to one that another party has signed.
  ///
  /// - Parameters:
  ///   - path: the clause, or the signed clause.
  ///   - key: the file of the party's private key.
  ///   - output: where the signed clause goes.
  ///   - overwrites: whether a file there is replaced.
  /// - Returns: the fingerprints of all that have signed, by their own word.
  /// - Throws: `usage` where it is still a draft, or the output exists; `badInput` where it is no
  ///   clause, or the key can't be read; `failure` where a file can't be read or written.
  public static func sign(
    _ path: String,
    key: String,
    to output: String,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> [String] {
    let key = try Keys.privateKey(at: key)
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

  /// Checks that a party has signed a clause.
  ///
  /// - Parameters:
  ///   - path: the signed clause.
  ///   - key: the file of the public key that the caller trusts to be the party's.
  /// - Throws: `verificationFailed` where the key didn't sign it; `badInput` where the key can't be
  ///   read; `failure` where a file can't be read.
  public static func verify(_ path: String, key: String) throws(MarginaliaError) {
    let key = try Keys.publicKey(at: key)
    guard SignedAgreement(parsing: try Files.read(path))?.envelope.isSigned(by: key) == true else {
      throw .verificationFailed("\(path) is not signed by \(key.fingerprint)", findings: [])
    }
  }

  /// A clause's text as one JSON object.
  package static func document(_ text: String) -> String {
    Document.json("agreement-text/1", ["text": .string(text)])
  }

  /// The clause in a file.
  ///
  /// - Throws: `usage` with all that is still blank; `badInput` where it is no clause, or its criteria
  ///   are none; `failure` where the file can't be read.
  package static func agreement(at path: String) throws(MarginaliaError) -> Agreement {
    let bytes = try Files.read(path)
    if let signed = SignedAgreement(parsing: bytes) {
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
    _ = try CriteriaFile.criteria(agreement.criteria, at: path)
    return agreement
  }

  private static func malformed(_ path: String, _ message: String) -> MarginaliaError {
    .badInput(
      "\(path) is no clause that a ledger can keep to: draft one by 'agreement draft'",
      findings: [Finding(place: path, message: message)]
    )
  }
}
