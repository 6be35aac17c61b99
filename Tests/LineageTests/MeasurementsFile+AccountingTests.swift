import Accounting
import Arithmetic
import JSON
import Ledger
import Lineage
import Marginals
import Schemas
import Testing

@Suite struct MeasurementsFileAccountingTests {
  /// The squared sensitivities of the example's Gaussian entries, for a unit and a relation.
  func sensitivities(_ unit: PrivacyUnit, _ neighbours: Neighbours) throws -> [Int] {
    let schema = Schema(
      name: "harbour",
      columns: Example.schema.columns,
      unit: unit,
      neighbours: neighbours
    )
    let transcript = Example.transcript(merged: true)
    return try Example.measurements(transcript: transcript, schema: schema).ledgerEntries.compactMap
    { entry in
      if case .discreteGaussian(let squared, _) = entry.mechanism { squared } else { nil }
    }
  }

  @Test func `Sensitivities follow from the unit and the relation alone`() throws {
    // Three one-ways, the distances of two marginals, a pair, a coarse pair.
    #expect(try sensitivities(.row, .addRemoveOne) == [1, 1, 1, 2, 1, 1])
    #expect(try sensitivities(.row, .replaceOne) == [2, 2, 2, 8, 2, 2])
    let unit = PrivacyUnit.column(name: "ship", maximumRows: 3)
    #expect(try sensitivities(unit, .addRemoveOne) == [9, 9, 9, 18, 9, 9])
    #expect(try sensitivities(unit, .replaceOne) == [18, 18, 18, 72, 18, 18])
  }

  @Test func `Every price is within its charge, and the sum within the reservation`() throws {
    let entries = try Example.measurements(transcript: Example.transcript(merged: true))
      .ledgerEntries
    #expect(entries.count == 7)
    #expect(entries.allSatisfy { .zeroConcentrated($0.mechanism.price) <= $0.cost })
    let sum = entries.reduce(.zero(.zeroConcentrated)) { $0 + $1.cost }
    #expect(sum.value == Example.guarantee.cost.value * Rational(7, 8))
  }

  @Test func `Entries tell answers, shapes and candidates apart`() throws {
    let entries = try Example.measurements(transcript: Example.transcript(merged: true))
      .ledgerEntries
    #expect(Set(entries.map(\.output)).count == entries.count)
    #expect(entries[6].query["groups"]?.string?.count == 64)
    #expect(entries[0].query["groups"] == nil)
    #expect(entries[3].query["candidates"] != entries[4].query["candidates"])
    #expect(entries[0].unit == "row" && entries[0].bound == 1)
  }

  @Test func `Laplace noise for a ρ is refused by its place`() throws {
    let laplace = Transcript.Entry(
      answer: .measurement(
        Measurement(clique: [0], values: [1, 2, 3, 4], noise: .discreteLaplace(scale: 2))
      ),
      cost: try #require(PrivacyCost(1, under: .zeroConcentrated))
    )
    let file = Example.measurements(transcript: Transcript([laplace]), rows: .requested(1))
    #expect(throws: LineageError.unpriced(entry: 0)) { try file.ledgerEntries }
  }
}
