import Accounting
import Arithmetic
import JSON
import Ledger

extension ReleaseVerification {
  /// Checks the claim by itself: the certificates, and the charge against the cap.
  mutating func checkClaim(of manifest: Manifest) {
    let claim = manifest.claim
    let file = ReleaseFile.manifest
    require(
      claim.guarantee.isCertified,
      .accounting,
      file,
      claim.guarantee.definition == .pure
        ? "epsilon is the price itself, and delta is 0"
        : "(epsilon, delta) follows from rho, by the closed form at alpha",
      else: "(epsilon, delta) doesn't follow from rho by the closed form at alpha"
    )
    require(
      claim.cap.isCertified,
      .cap,
      file,
      claim.cap.definition == .pure
        ? "the cap's epsilon is the price itself, and its delta is 0"
        : "the cap's (epsilon, delta) follows from its rho",
      else: "the cap's (epsilon, delta) doesn't follow from its rho"
    )
    require(
      claim.guarantee.cost <= claim.cumulative && claim.cumulative <= claim.cap.cost,
      .cap,
      file,
      "all charges so far, this release's included, stay within the cap",
      else: "the charges so far leave out this release's, or pass the cap"
    )
  }

  /// Recomputes every price from the measurements, and compares with the ledger and the claim.
  mutating func checkAccounting(of manifest: Manifest, measurements: MeasurementsFile) {
    let file = ReleaseFile.measurements
    let claim = manifest.claim
    require(
      measurements.unit == claim.unit && measurements.neighbours == claim.neighbours,
      .accounting,
      file,
      "measured for the unit and the neighbours of the claim",
      else: "measured for another unit or other neighbours than the claim's"
    )
    require(
      ReleaseProcess(measurements) == manifest.process
        && ReleaseInputs(measurements, commitment: manifest.facts.inputs.commitment)
          == manifest.facts.inputs,
      .measurements,
      file,
      "the settings are those of the manifest",
      else: "the settings are not those of the manifest"
    )
    let entries: [LedgerEntry]
    do throws(LineageError) {
      entries = try measurements.ledgerEntries
    } catch {
      note(.accounting, .failed, file, "\(error)")
      return
    }
    if case .commit(let commit) = manifest.ledger.commit.event {
      let differing = firstDifference(entries, commit.entries)
      require(
        differing == nil,
        .ledger,
        file,
        "the commit record's \(entries.count) entries are those of the transcript, one by one",
        else: "entry \(differing ?? 0) of the commit record is not that of the transcript"
      )
    }
    let definition = claim.guarantee.definition
    let prices = entries.compactMap { entry in
      entry.cost.definition == definition ? entry.mechanism.price(under: definition) : nil
    }
    guard prices.count == entries.count else {
      note(.accounting, .failed, file, "a price is not in the currency of the claim")
      return
    }
    require(
      MechanismAccount(entries, under: definition) == manifest.facts.accounting,
      .accounting,
      ReleaseFile.manifest,
      "the manifest sums up the mechanisms that were measured with",
      else: "the manifest sums up other mechanisms than were measured with"
    )
    let overpriced = entries.indices.first { prices[$0] > entries[$0].cost }
    require(
      overpriced == nil,
      .accounting,
      file,
      "every mechanism's price, recomputed, is within what it was charged",
      else: "mechanism \(overpriced ?? 0) costs more than it was charged"
    )
    let price = prices.reduce(.zero(definition), +)
    let charged = entries.reduce(.zero(definition)) { $0 + $1.cost }
    let reserved = claim.guarantee.cost
    require(
      price <= reserved && charged <= reserved,
      .accounting,
      file,
      "the recomputed prices add up to \(definition.word) = "
        + "\(price.value.decimal(significantDigits: 6, .up)), within the "
        + "\(reserved.value.decimal(significantDigits: 6, .up)) that was reserved",
      else: "the prices add up to more than was reserved"
    )
  }

  private func firstDifference(_ left: [LedgerEntry], _ right: [LedgerEntry]) -> Int? {
    if let index = zip(left, right).enumerated().first(where: { $1.0 != $1.1 })?.offset {
      return index
    }
    return left.count == right.count ? nil : min(left.count, right.count)
  }
}
