import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Lineage
import Schemas

/// The terms of a release, for machines and for people: the clause that it was made under, or, where
/// there is none, what its publisher offers.
///
/// - Source: W3C, ODRL Information Model 2.2; GA4GH, Data Use Ontology. No vocabulary has a word for a
///   privacy loss, so those of the profile below carry it.
struct Terms {
  let facts: ReleaseFacts
  let accuracy: Accuracy

  private static let profile = "https://marginalia.dev/ns/dp#"

  private var about: About { facts.about }
  private var words: PlainWords { PlainWords(claim: facts.claim) }
  private var agreement: Agreement? { facts.agreement }

  // MARK: For machines

  /// The terms as an ODRL policy.
  var json: JSON {
    let target = JSON.string(JSONLD.urn(facts.release.identifier.hex))
    return .object(
      [
        JSONMember(
          key: "@context",
          value: [
            "http://www.w3.org/ns/odrl.jsonld",
            [
              "dp": .string(Terms.profile), "dct": "http://purl.org/dc/terms/",
              "duo": "http://purl.obolibrary.org/obo/DUO_",
            ],
          ]
        ),
        JSONMember(key: "@type", value: agreement == nil ? "Offer" : "Agreement"),
        JSONMember(key: "uid", value: .string("\(JSONLD.urn(facts.release.identifier.hex)):terms")),
        JSONMember(key: "profile", value: .string(Terms.profile)),
        JSONMember(key: "dct:title", value: .string(agreement?.title ?? about[.name])),
        JSONMember(
          key: "dct:license",
          value: ["@type": "dct:LicenseDocument", "dct:title": .string(about[.terms])]
        ),
        JSONMember(key: "permission", value: [permission(of: target)]),
        JSONMember(key: "prohibition", value: .array(prohibitions(of: target))),
        JSONMember(key: "obligation", value: .array(obligations)),
        JSONMember(key: "dp:guarantee", value: guarantee),
        JSONMember(key: "dp:scope", value: scope), JSONMember(key: "dp:evidence", value: evidence),
        JSONMember(key: "dp:accuracy", value: .string(PlainSummary.reliability(accuracy))),
      ] + clause
    )
  }

  private func permission(of target: JSON) -> JSON {
    var constraints: [JSON] = []
    if let agreement {
      constraints = [
        [
          "leftOperand": "purpose", "operator": "isAnyOf",
          "rightOperand": .array(agreement.purposes.map(Terms.purpose)),
        ]
      ]
    }
    let parties = agreement?.parties ?? []
    var members = [
      JSONMember(key: "target", value: target), JSONMember(key: "action", value: "use"),
      JSONMember(key: "assigner", value: .array(assigners.map(Terms.party))),
      JSONMember(key: "dp:intendedUse", value: .string(about[.intendedUse])),
    ]
    let assignees = parties.filter { $0.role != "curator" }.map(\.name)
    if !assignees.isEmpty {
      members.append(JSONMember(key: "assignee", value: .array(assignees.map(Terms.party))))
    }
    if !constraints.isEmpty {
      members.append(JSONMember(key: "constraint", value: .array(constraints)))
    }
    return .object(members)
  }

  /// A party by its name; a text alone would be read as its identifier.
  ///
  /// - Source: ODRL Information Model 2.2, section 2.3; ODRL JSON-LD context, "assigner".
  private static func party(_ name: String) -> JSON {
    ["@type": "Party", "dct:title": .string(name)]
  }

  private static func purpose(_ code: String) -> JSON {
    [
      "@id": .string("duo:" + code.dropFirst(4)), "dct:title": .string(DataUse.meaning(of: code)),
    ]
  }

  private var assigners: [String] {
    agreement.map { $0.parties.filter { $0.role == "curator" }.map(\.name) }
      ?? about.list(.curators)
  }

  private func prohibitions(of target: JSON) -> [JSON] {
    forbidden.map {
      ["target": target, "action": .string($0.action), "dct:description": .string($0.text)]
    }
  }

  private var obligations: [JSON] {
    required.map { ["action": .string($0.action), "dct:description": .string($0.text)] }
  }

  /// What the clause forbids in its own words, or else what every publisher should.
  private var forbidden: [(action: String, text: String)] {
    agreement?.prohibitions.map { ("dp:prohibitedByClause", $0) } ?? PlainWords.prohibitions
  }

  /// What the clause requires in its own words, or else what every publisher should.
  private var required: [(action: String, text: String)] {
    agreement?.duties.map { ("dp:requiredByClause", $0) } ?? PlainWords.duties
  }

  /// The guarantee, every number as an exact text.
  private var guarantee: JSON {
    let claim = facts.claim
    let amount = claim.guarantee.cost
    return [
      "dp:variant": .string(claim.variant), "dp:asProved": .string(amount.description),
      "dp:epsilon": .string(claim.guarantee.epsilon.value.description),
      "dp:delta": .string(claim.guarantee.delta.value.description),
      "dp:unit": .string(words.unit), "dp:adjacency": .string(claim.neighbours.rawValue),
      "dp:maximumRows": .integer(claim.unit.maximumRows),
      "dp:unprotectedQuantities": .array(
        about.list(.unprotectedQuantities).map { .string($0) }
      ),
    ]
  }

  private var scope: JSON {
    let claim = facts.claim
    return [
      "dp:ledger": .string(facts.ledger.genesis.hash.hex),
      "dp:thisRelease": .string(claim.guarantee.cost.description),
      "dp:cumulative": .string(claim.cumulative.description),
      "dp:cap": .string(claim.cap.cost.description),
    ]
  }

  private var evidence: JSON {
    [
      "dp:manifest": .string(ReleaseFile.manifest),
      "dp:program": .string("\(facts.implementation.software) \(facts.implementation.version)"),
      "dp:verify": "marginalia verify RELEASE --key KEY.pub.pem --replay",
      "dp:audit": "marginalia ledger verify LEDGER --key LEDGERKEY.pub.pem",
    ]
  }

  /// The clause itself, as the ledger's first record has it.
  private var clause: [JSONMember] {
    guard let agreement else { return [] }
    return [
      JSONMember(key: "dp:clause", value: agreement.json),
      JSONMember(key: "dp:clauseDigest", value: ["dp:sha256": .string(agreement.digest.hex)]),
    ]
  }

  // MARK: For people

  /// The terms in Markdown.
  var text: String {
    """
    # Terms of use: \(Markdown.text(about[.name])), version \(Markdown.text(about[.version]))

    \(origin)

    ## You may

    \(Markdown.points(permissions))

    ## What is forbidden

    \(Markdown.points(forbidden.map { Markdown.text($0.text) }))

    ## What is required

    \(Markdown.points(required.map { Markdown.text($0.text) }))

    ## What the publisher promises

    \(words.promise) In the field's terms: \(words.price). \(words.neighbours)

    All releases of this private table from this ledger have cost \(words.spent) so far; the most that \
    they may ever cost is \(words.cap). The ledger is \
    `\(facts.ledger.genesis.hash.hex)`.

    ## How to check that

    \(Markdown.text(agreement?.checking ?? Terms.checking))

    Questions, discoveries and defects: \(Markdown.text(about[.contact])).

    """
  }

  private static let checking =
    "Before use, run: marginalia verify RELEASE --key KEY.pub.pem --replay, with the publisher's "
    + "public key from another source than the release."

  private var origin: String {
    guard let agreement else {
      return "Offered by \(Markdown.text(about.list(.curators).joined(separator: ", "))). No "
        + "contract stands behind this release; where one does, the ledger quotes it and this page "
        + "repeats it."
    }
    return """
      Made under the agreement “\(Markdown.text(agreement.title))” between \
      \(agreement.parties.map { "\(Markdown.text($0.name)) (\(Markdown.text($0.role)))" }
        .joined(separator: " and ")), about the private table `\(agreement.dataset)`, for releases \
      from \(agreement.from) until \(agreement.until). The ledger's first record quotes it; the \
      SHA-256 of its canonical JSON is `\(agreement.digest.hex)`.
      """
  }

  private var permissions: [String] {
    guard let agreement else {
      return [
        "use the rows under these terms: \(Markdown.text(about[.terms]))",
        "as they are meant to be used: \(Markdown.text(about[.intendedUse]))",
      ]
    }
    let purposes = agreement.purposes.map {
      "use the rows for \(Markdown.text(DataUse.meaning(of: $0))) (\($0))"
        + ($0 == facts.use ? ", for which they were made" : "")
    }
    return purposes + ["under these terms: \(Markdown.text(about[.terms]))"]
  }
}
