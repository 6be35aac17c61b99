import Foundation
import Ledger
import Marginalia

/// A place for whole runs: keys, a ledger, a schema, and a table to choose.
final class Workbench {
  private let folder: TemporaryFolder

  init(columns: [String: Int] = ["a": 3, "b": 4, "c": 5]) throws {
    folder = try TemporaryFolder()
    for name in ["ledger", "release"] { _ = try Keys.generate(at: folder.file(name)) }
    _ = try Ledgers.create(
      at: path("L"),
      dataset: "people",
      epsilon: "100",
      delta: "1e-9",
      key: folder.file("ledger.pem")
    )
    let levels = columns.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
    try write("{\(levels.joined(separator: ","))}", to: "schema.json")
    try write(columns.keys.sorted().joined(separator: ",") + "\n", to: "people.csv")
  }

  /// The path of a file here.
  func path(_ name: String) -> String { folder.file(name) }

  /// The names of all files and folders here.
  func names() throws -> [String] { try folder.names() }

  /// Puts a file here, in place of any of that name.
  func write(_ text: String, to name: String) throws {
    try Files.write(Array(text.utf8), to: path(name), overwrites: true)
  }

  /// A request for a release of the table here.
  func request(strategy: String = "independent", output: String = "release") -> SynthesisRequest {
    Workbench.request(in: folder.path, strategy: strategy, output: output)
  }

  /// The same, for a process that knows the folder only.
  static func request(
    in folder: String,
    strategy: String = "independent",
    output: String = "release"
  ) -> SynthesisRequest {
    SynthesisRequest(
      data: "\(folder)/people.csv",
      schema: "\(folder)/schema.json",
      ledger: "\(folder)/L",
      ledgerKey: "\(folder)/ledger.pem",
      releaseKey: "\(folder)/release.pem",
      epsilon: "1",
      delta: "1e-9",
      strategy: strategy,
      rows: 5,
      output: "\(folder)/\(output)"
    )
  }

  /// What the ledger says.
  func ledger() throws -> LedgerState { try LedgerFile.show(path("L")) }
}
