import Accounting
import Arithmetic
import Cryptography
import Lineage
import Schemas

/// A release as a record of the OpenDP Deployments Registry, complete for its tier 3.
///
/// - Source: opendp/deployments-registry-data, schemas/deployments-schema.yaml and
///   scripts/update_slug.py.
struct RegistryRecord {
  let facts: ReleaseFacts
  let strategy: String

  /// The record.
  var text: String {
    YAML.mapping([
      ("url_slug", .text(slug)), ("status", .text("Draft")), ("tier", .number("3")),
      (
        "deployment",
        .mapping([
          ("basic", basic), ("dp_variant", variant), ("privacy_loss", loss),
          ("deployment_model", model), ("accounting", accounting),
          ("implementation", implementation), ("administrative", administrative),
        ])
      ),
    ]).document
  }

  private var about: About { facts.about }
  private var words: PlainWords { PlainWords(claim: facts.claim) }

  /// Name, curators and year, in lower case, with one dash for each run of other characters.
  private var slug: String {
    [
      about[.name], about.list(.curators).joined(separator: "-"),
      String(facts.release.date.prefix(4)),
    ]
    .map(RegistryRecord.clean).joined(separator: "-")
  }

  private static func clean(_ text: String) -> String {
    var cleaned = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        cleaned.append(character)
      } else if cleaned.last != "-" {
        cleaned.append("-")
      }
    }
    return cleaned
  }

  private func text(_ field: AboutField) -> YAML { .text(about[field]) }

  private var basic: YAML {
    .mapping([
      ("name", text(.name)), ("data_curators", .list(about.list(.curators).map { .text($0) })),
      ("intended_use", text(.intendedUse)),
      ("data_product_type", .text(ReleaseIdentity.productType)),
      ("data_product_region", text(.region)), ("description", text(.description)),
      ("publication_date", .text(facts.release.date)), ("data_product_sector", text(.sector)),
    ])
  }

  private var variant: YAML {
    let unprotected = about.list(.unprotectedQuantities)
    return .mapping([
      ("variant_name", .text(facts.claim.variant)), ("data_domain", text(.dataDomain)),
      (
        "unprotected_quantities",
        unprotected.isEmpty
          ? .text("None. Names, categories, bounds and bins are declared in schema.json.")
          : .points(unprotected)
      ),
    ])
  }

  private var loss: YAML {
    .mapping([
      ("privacy_unit", .text(words.unit)),
      (
        "privacy_unit_details",
        .points(
          [about[.unitDetails], words.neighbours]
            + (facts.claim.unit == .row ? [] : ["A unit's rows beyond the bound are left out."])
        )
      ),
      ("privacy_parameters", .mapping(parameters)),
      (
        "privacy_parameters_details",
        .points([
          "Proved: \(words.price). Digits are rounded up; manifest.dsse.json has exact fractions.",
          facts.claim.theorem,
          "All releases from this ledger so far: \(words.spent); the cap is \(words.cap).",
        ])
      ),
    ])
  }

  private var parameters: [(String, YAML)] {
    let guarantee = facts.claim.guarantee
    let epsilon = [("epsilon", YAML.number(guarantee.epsilon.value))]
    return switch guarantee.cost {
    case .pure: epsilon
    case .zeroConcentrated(let rho):
      epsilon + [("delta", .number(guarantee.delta.value)), ("rho", .number(rho.value))]
    }
  }

  private var model: YAML {
    .mapping([
      ("model_name", .text("Central")), ("model_name_details", text(.rawDataProtection)),
      ("actors", .points([about[.actors], about[.trustAssumptions]])),
      ("release_type", text(.releaseType)),
      (
        "release_type_details",
        .points([about[.releasePlan], "Charged so far: \(words.spent). Nothing is given back."])
      ),
      ("data_source_type", text(.dataSourceType)), ("access_type", .text("Non-interactive")),
      (
        "access_type_details",
        .text("Rows, noisy measurements and model are published whole; nobody queries the data.")
      ),
    ])
  }

  private var accounting: YAML {
    .mapping([
      ("post_processing", .points(MechanismAccount.postProcessing)),
      (
        "composition",
        .points(
          [facts.accounting.composition]
            + facts.accounting.kinds.map {
              "\($0.name): \($0.count) times, \(PlainWords.amount($0.cost)) together"
            }
            + ["Each mechanism and its price stand in the ledger's commit record in the manifest."]
        )
      ),
    ])
  }

  private var implementation: YAML {
    let program = facts.implementation
    let digest = program.program.map { ", SHA-256 of the program \($0.hex)" } ?? ""
    return .mapping([
      (
        "preprocessing_and_hyperparameter_tuning",
        .points([about[.preparation], program.preprocessing])
      ),
      (
        "mechanisms",
        .points([
          "\(program.software) \(program.version)\(digest); strategy \(strategy).",
          "Randomness: \(program.randomness).", "Floating point: \(program.floatingPoint).",
          "Timing: \(program.timing).", "Access: \(about[.rawDataProtection])",
        ])
      ),
      (
        "justification",
        .points([
          about[.justification],
          "Anyone can check signature, prices and replay: see summary.md in the release.",
        ])
      ),
    ])
  }

  private var administrative: YAML {
    .mapping([
      ("sources", .points([about[.address], "Release \(facts.release.identifier.hex)"])),
      (
        "notes",
        .points([
          "Contact: \(about[.contact])", "Approval: \(about[.approval])",
          "Changes: \(about[.changes])", "Unsuitable uses: \(about[.unsuitableUse])",
        ])
      ),
      ("registry_authors", .list(about.list(.registryAuthors).map { .text($0) })),
    ])
  }
}
