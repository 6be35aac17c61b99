/// The fields of ``About``, in the order in which a person fills them in.
///
/// - Source: opendp/deployments-registry-data, schemas/deployments-schema.yaml, tiers 1 to 3; NIST
///   SP 800-226 for what undermines a claim.
package enum AboutField: String, Sendable, CaseIterable {
  case name, version, description, address, curators, contact, intendedUse, unsuitableUse, region,
    sector
  case terms, approval, changes
  case dataDomain, unitDetails, unprotectedQuantities
  case actors, trustAssumptions, rawDataProtection, releaseType, releasePlan, dataSourceType
  case preparation, justification, registryAuthors

  /// A section of a manifest's predicate.
  enum Section: String { case release, privacy, deployment, implementation }

  /// The section in which a manifest says it.
  var section: Section {
    switch self {
    case .name, .version, .description, .address, .curators, .contact, .intendedUse,
      .unsuitableUse, .region, .sector, .terms, .approval, .changes, .registryAuthors:
      .release
    case .dataDomain, .unitDetails, .unprotectedQuantities: .privacy
    case .actors, .trustAssumptions, .rawDataProtection, .releaseType, .releasePlan,
      .dataSourceType:
      .deployment
    case .preparation, .justification: .implementation
    }
  }

  /// Whether there may be several texts.
  var isList: Bool {
    switch self {
    case .curators, .unprotectedQuantities, .registryAuthors: true
    default: false
    }
  }

  /// The only answers, where there is a choice; they are the registry's words.
  package var words: [String] {
    switch self {
    case .sector: ["Technology", "Healthcare", "Education", "Government", "Energy", "Finance"]
    case .releaseType: ["One release", "Many releases"]
    case .dataSourceType: ["Static", "Dynamic"]
    default: []
    }
  }

  /// What a person is asked.
  var question: String {
    switch self {
    case .name: "the name of the published table"
    case .version: "its version, as in 1.0"
    case .description: "what it holds, in one or two sentences"
    case .address: "the web address at which it is, or will be, found"
    case .curators: "who publishes it: organisations or people"
    case .contact: "where questions, corrections and discoveries of a risk go"
    case .intendedUse: "what it is meant for"
    case .unsuitableUse: "what it is unfit for, or must not be used for"
    case .region: "which region the data is about, or whose law applies"
    case .sector, .releaseType, .dataSourceType: "one of: " + words.joined(separator: ", ")
    case .terms: "the licence or the terms of use: an address, or the terms themselves"
    case .approval: "who approved it, when, under which number; 'none' is an answer"
    case .changes: "what is new in this version, and its known defects"
    case .dataDomain:
      "which tables the private one might have been: who is in it, when and where "
        + "it was collected"
    case .unitDetails:
      "what the unit of privacy stands for, such as a person, and how often one "
        + "can occur"
    case .unprotectedQuantities: "what was published, or kept exact, without noise; [] for nothing"
    case .actors: "who sees what: people in the data, curator, recipients, the public"
    case .trustAssumptions: "who is trusted with what, and why"
    case .rawDataProtection: "how the private table is kept, and who may read it"
    case .releasePlan: "which other releases of the same data exist or are planned"
    case .preparation:
      "what was done to the private table, or learned from it, before this "
        + "program read it, and whether that was charged"
    case .justification: "why this epsilon, this unit and these settings; who checked that"
    case .registryAuthors: "who filled in this file"
    }
  }
}
