import Accounting
import Foundation
import JSON
import Ledger
import Marginalia
import Testing

/// What a ledger says of where parameters come from is true: those that are said to be fixed by the
/// plan are the same whatever the door answered.
@Suite struct ParameterOriginTests {
  /// The entries of a run on a table of so many rows.
  private func entries(rows: Int, strategy: String) throws -> [JSON] {
    let bench = try Workbench(columns: ["a": 3, "b": 4, "c": 5, "d": 40])
    let lines = (0..<rows).map { "\($0 % 3),\($0 % 3),\($0 * $0 % 5),\($0 % 2 * 20)\n" }
    try bench.write("a,b,c,d\n" + lines.joined(), to: "people.csv")
    _ = try Synthesizer(bench.request(strategy: strategy)).run { _ in }
    return try #require(bench.ledger().reservations[0].commit).entries.map(\.json)
  }

  private func parameters(_ entry: JSON) -> [JSON?] { [entry["mechanism"], entry["parameters"]] }

  @Test(arguments: SynthesisRequest.strategies)
  func `parameters of the plan don't depend on answers`(strategy: String) throws {
    let runs = try [0, 3_000].map { try entries(rows: $0, strategy: strategy) }
    let fixed = runs.map { entries in entries.filter { $0["origin"]?.string == "plan" } }
    #expect(!fixed[0].isEmpty)
    #expect(fixed[0].map(parameters) == fixed[1].map(parameters))
    // What is fixed comes first.
    for run in runs {
      let origins = run.map { $0["origin"]?.string ?? "" }
      #expect(origins == origins.sorted())
      #expect(Set(origins).isSubset(of: ["plan", "plan and earlier answers"]))
    }
  }

  @Test func `all that the independent strategy asks is fixed, and what grove asks is not`() throws
  {
    let independent = try entries(rows: 300, strategy: "independent")
    #expect(independent.allSatisfy { $0["origin"]?.string == "plan" })
    let grove = try entries(rows: 300, strategy: "grove")
    #expect(grove.prefix(4).allSatisfy { $0["origin"]?.string == "plan" })
    #expect(grove.dropFirst(4).allSatisfy { $0["origin"]?.string != "plan" })
  }

  @Test func `rounds are fixed where nothing learnt sets a price or ends them`() throws {
    let rounds = try entries(rows: 300, strategy: "mwem")
    #expect((4 + 2 * 8...4 + 2 * 12).contains(rounds.count))
    #expect(rounds.allSatisfy { $0["origin"]?.string == "plan" })
    // The one-ways and the first round, of which there are more.
    let annealed = try entries(rows: 300, strategy: "aim").map { $0["origin"]?.string == "plan" }
    #expect(annealed.filter { $0 }.count == 4 + 2 && annealed.count > 6)
    let network = try entries(rows: 300, strategy: "privbayes").map { $0["origin"]?.string }
    #expect(network.filter { $0 == "plan" }.count == 4 && network.count > 4)
  }

  @Test func `a commit of fixed parameters is composed by privacy losses without a voucher`() throws
  {
    let bench = try Workbench()
    let entries = try entries(rows: 300, strategy: "independent")
    try bench.write(JSON.array(entries).text, to: "commit.json")
    let account = try Accounts.compose(bench.path("commit.json"), delta: "1e-9")
    #expect(account.lossMethod == "privacy-loss")
    let adaptive = try self.entries(rows: 300, strategy: "grove")
    try bench.write(JSON.array(adaptive).text, to: "commit.json")
    let other = try Accounts.compose(bench.path("commit.json"), delta: "1e-9")
    #expect(other.lossMethod == "zcdp")
    #expect(other.lossObstacle?.contains("may depend on earlier answers") == true)
  }
}

extension JSON {
  fileprivate var text: String { String(decoding: canonical, as: UTF8.self) }
}
