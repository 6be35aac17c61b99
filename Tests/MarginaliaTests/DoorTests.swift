import Accounting
import Arithmetic
import Cryptography
import Foundation
import JSON
import Ledger
import Marginalia
import Marginals
import Mechanisms
import Randomness
import Tables
import Testing

/// The door's discipline, with a private side that knows nothing behind it.
@Suite struct DoorTests {
  private static let domain = Domain([Attribute(name: "a", size: 2)])

  /// A side that ends the process, well, as soon as it is asked.
  private struct Tripwire: PrivateSide {
    let domain = DoorTests.domain

    mutating func measure(
      _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
      spending grant: consuming Grant
    ) -> [Marginals.Measurement] { exit(0) }

    mutating func errors(
      of shapes: [MarginalShape],
      against expected: PublicTables,
      spending grant: consuming Grant
    ) -> NoisyErrors { exit(0) }

    mutating func select(
      among candidates: [Candidate],
      against references: PublicTables,
      spending grant: consuming Grant
    ) -> Selection { exit(0) }
  }

  /// Runs `body` at a door to `side`, with a charge of ε = 1.
  private static func open(
    to side: consuming any PrivateSide & ~Copyable,
    delta: String = "1e-9",
    _ body: (inout Door, PrivacyCost) -> Void
  ) throws -> OpenCharge {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    return try open(to: side, charging: folder.file("L"), delta: delta, body)
  }

  /// The same with a ledger that is made there, for a process that may end before it could tidy up.
  private static func open(
    to side: consuming any PrivateSide & ~Copyable,
    charging path: String,
    delta: String = "1e-9",
    _ body: (inout Door, PrivacyCost) -> Void
  ) throws -> OpenCharge {
    let key = Ed25519.PrivateKey(seed: try Keys.randomBytes())
    let total = try PrivacyTarget(epsilon: "1", delta: delta).guarantee
    try LedgerFile.create(
      at: path,
      dataset: "none",
      cap: total,
      neighbours: .addRemoveOne,
      key: key,
      nonce: try Keys.randomBytes()
    )
    var ledger = try LedgerFile(opening: path, key: key)
    let charge = try ledger.reserve(
      total,
      purpose: ["neighbours": "add-remove-one"],
      nonce: try Keys.randomBytes()
    ).begin()
    var door = Door(
      to: side,
      sensitivity: Sensitivity(rowsPerUnit: 1, replacesUnit: false),
      charge: charge
    )
    body(&door, total.cost)
    return door.close()
  }

  @Test(arguments: [("1e-9", PrivacyDefinition.zeroConcentrated), ("0", .pure)])
  func `a forced answer consumes its grant like any other`(
    delta: String,
    definition: PrivacyDefinition
  ) throws {
    let side = ForcedSide(domain: Self.domain, answers: [])
    var asked = PrivacyCost.zero(definition)
    let charge = try Self.open(to: side, delta: delta) { door, cost in
      let parts = cost.shares([1, 2, 3])
      door.measure([(MarginalShape([0]), parts[0])])
      _ = door.errors(of: [MarginalShape([0])], against: PublicTables([[0, 0]]), for: parts[1])
      _ = door.select(
        among: [Candidate(distanceOf: MarginalShape([0]))],
        against: PublicTables([[0, 0]]),
        for: parts[2]
      )
      asked = parts.reduce(.zero(definition), +)
      #expect(door.transcript.cost(under: definition) == asked)
      #expect(door.transcript.entries.count == 3)
    }
    #expect(charge.left == charge.cost.remainder(after: asked))
  }

  @Test(arguments: [[0..<7], [0..<1, 1..<3, 3..<7], (0..<7).map { $0..<$0 + 1 }])
  func `distances to public counts are the same in any groups`(groups: [Range<Int>]) throws {
    let sizes = [3, 300, 2, 200]
    let domain = Domain(sizes.enumerated().map { Attribute(name: "\($0)", size: $1) })
    let table = EncodedTable(
      domain: domain,
      columns: sizes.map { size in (0..<1_000).map { UInt32($0 * 7 % size) } }
    )
    let cliques: [Clique] = [[0], [1], [0, 1], [0, 2], [1, 3], [2, 3], [3]]
    let shapes = cliques.map { MarginalShape($0) }
    // Far apart, so that no noise makes one look like another.
    let expected = PublicTables(inGroups: groups) { group in
      group.map { position in
        let exact = table.counts(over: cliques[position])
        return [exact[0] + 1_000_000 * (position + 1)] + exact.dropFirst()
      }
    }
    let side = NoisyTable(
      table: table,
      sensitivity: Sensitivity(rowsPerUnit: 1, replacesUnit: false),
      entropy: try SystemEntropy()
    )
    _ = try Self.open(to: side) { door, cost in
      let errors = door.errors(of: shapes, against: expected, for: cost)
      for (position, value) in errors.values.enumerated() {
        #expect(abs(value - 1_000_000 * (position + 1)) < 1_000)
      }
    }
  }

  @Test func `a price buys Gaussian noise from a ρ, and Laplace noise from an ε`() throws {
    let side = { ForcedSide(domain: Self.domain, answers: []) }
    _ = try Self.open(to: side()) { door, rho in
      guard case .discreteGaussian = door.noise(for: rho) else {
        Issue.record("\(door.noise(for: rho))")
        return
      }
    }
    _ = try Self.open(to: side(), delta: "0") { door, epsilon in
      #expect(door.noise(for: epsilon) == .discreteLaplace(scale: 1))
    }
  }

  @Test func `a question beyond the charge ends the program before anything is asked`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    await #expect(processExitsWith: .failure) { [ledger = folder.file("a") as String] in
      _ = try DoorTests.open(to: Tripwire(), charging: ledger) { door, rho in
        door.measure([(MarginalShape([0]), rho + rho)])
      }
    }
    await #expect(processExitsWith: .failure) { [ledger = folder.file("b") as String] in
      _ = try DoorTests.open(to: Tripwire(), charging: ledger, delta: "0") { door, epsilon in
        door.measure([(MarginalShape([0]), epsilon + epsilon)])
      }
    }
    await #expect(processExitsWith: .failure, "a price in another currency") {
      [ledger = folder.file("c") as String] in
      _ = try DoorTests.open(to: Tripwire(), charging: ledger, delta: "0") { door, _ in
        door.measure([(MarginalShape([0]), .zero(.zeroConcentrated))])
      }
    }
    await #expect(processExitsWith: .success, "the wire is there") {
      [ledger = folder.file("d") as String] in
      _ = try DoorTests.open(to: Tripwire(), charging: ledger) { door, rho in
        door.measure([(MarginalShape([0]), rho)])
      }
    }
  }
}
