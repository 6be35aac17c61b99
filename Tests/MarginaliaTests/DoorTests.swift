import Accounting
import Arithmetic
import Cryptography
import Foundation
import JSON
import Ledger
import Marginalia
import Marginals
import Mechanisms
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
      against expected: [[Int]],
      spending grant: consuming Grant
    ) -> NoisyErrors { exit(0) }

    mutating func select(
      among candidates: [MarginalShape],
      against expected: [[Int]],
      weights: [Int],
      spending grant: consuming Grant
    ) -> Selection { exit(0) }
  }

  /// Runs `body` at a door to `side`, with a charge of ε = 1.
  private static func open(
    to side: consuming any PrivateSide & ~Copyable,
    _ body: (inout Door, PrivacyCost) -> Void
  ) throws -> OpenCharge {
    let folder = try TemporaryFolder()
    let key = Ed25519.PrivateKey(seed: try Keys.randomBytes())
    let total = try PrivacyTarget(epsilon: "1", delta: "1e-9").guarantee
    try LedgerFile.create(
      at: folder.file("L"),
      dataset: "none",
      cap: total,
      neighbours: .addRemoveOne,
      key: key,
      nonce: try Keys.randomBytes()
    )
    var ledger = try LedgerFile(opening: folder.file("L"), key: key)
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

  @Test func `a forced answer consumes its grant like any other`() throws {
    let side = ForcedSide(domain: Self.domain, answers: [])
    var asked = PrivacyCost.zero(.zeroConcentrated)
    let charge = try Self.open(to: side) { door, rho in
      let parts = rho.shares([1, 2, 3])
      door.measure([(MarginalShape([0]), parts[0])])
      _ = door.errors(of: [MarginalShape([0])], against: [[0, 0]], for: parts[1])
      _ = door.select(among: [MarginalShape([0])], against: [[0, 0]], weights: [1], for: parts[2])
      asked = parts.reduce(.zero(.zeroConcentrated), +)
      #expect(door.transcript.cost(under: .zeroConcentrated) == asked)
      #expect(door.transcript.entries.count == 3)
    }
    #expect(charge.left == charge.cost.remainder(after: asked))
  }

  @Test func `a question beyond the charge ends the program before anything is asked`() async {
    await #expect(processExitsWith: .failure) {
      _ = try DoorTests.open(to: Tripwire()) { door, rho in
        door.measure([(MarginalShape([0]), rho + rho)])
      }
    }
    await #expect(processExitsWith: .success, "the wire is there") {
      _ = try DoorTests.open(to: Tripwire()) { door, rho in
        door.measure([(MarginalShape([0]), rho)])
      }
    }
  }
}
