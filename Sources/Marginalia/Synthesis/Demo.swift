import Foundation

/// The whole path on the bundled census sample: keys, a ledger, a release, its verification.
public struct Demo: Sendable {
  /// Where the sample lies in the repository.
  public static let dataFolder = "benchmarks/data/adult"

  /// Where all goes unless told otherwise, under the current folder.
  public static let outputFolder = "marginalia-demo"

  /// The budget of the demo's release, and of its ledger.
  private static let epsilon = (release: "1", cap: "4")
  private static let delta = "1e-9"

  /// An eighth of Grove's own: the demo fits twice, once to verify, and is to be over in seconds.
  private static let modelCells = 1 << 20

  private let data: String?
  private let output: String
  private let overwrites: Bool

  /// Makes a demo.
  ///
  /// - Parameters:
  ///   - data: the folder with adult.csv, schema.json and about.json; nil looks for ``dataFolder`` in the
  ///     current folder and in those above it.
  ///   - output: the folder to make.
  ///   - overwrites: whether an earlier demo's files there are replaced.
  public init(data: String? = nil, output: String = Demo.outputFolder, overwrites: Bool = false) {
    self.data = data
    self.output = output
    self.overwrites = overwrites
  }

  /// Makes keys, ledger and release, and verifies the release by replay.
  ///
  /// - Throws: `usage` where the sample isn't found, or the output exists and may not be replaced;
  ///   else what making, spending and verifying throw.
  public func run(progress: (SynthesisProgress) -> Void) throws(MarginaliaError) -> DemoResult {
    let data = try sample()
    try makeRoom()
    let ledgerKey = try Keys.generate(at: "\(output)/keys/ledger")
    let releaseKey = try Keys.generate(at: "\(output)/keys/release")
    guard let publicKey = releaseKey.publicPath else {
      preconditionFailure("a generated key has a public half")
    }
    let ledger = "\(output)/adult.ledger"
    _ = try Ledgers.create(
      at: ledger,
      dataset: "adult",
      epsilon: Demo.epsilon.cap,
      delta: Demo.delta,
      key: ledgerKey.path
    )
    let request = SynthesisRequest(
      data: "\(data)/adult.csv",
      schema: "\(data)/schema.json",
      about: "\(data)/about.json",
      ledger: ledger,
      ledgerKey: ledgerKey.path,
      releaseKey: releaseKey.path,
      epsilon: Demo.epsilon.release,
      delta: Demo.delta,
      output: "\(output)/release",
      modelCells: Demo.modelCells
    )
    let release = try Synthesizer(request).run(progress: progress)
    progress(.station("verifying"))
    let verification = try Verifier.verify(folder: release.folder, key: publicKey, replay: true)
    return DemoResult(
      release: release,
      verification: verification,
      ledger: ledger,
      publicKey: publicKey
    )
  }

  private func sample() throws(MarginaliaError) -> String {
    if let data {
      guard Demo.holdsSample(data) else {
        throw .usage("\(data) holds no adult.csv with its schema.json and about.json")
      }
      return data
    }
    var folder = Demo.dataFolder
    for _ in 0..<16 {
      if Demo.holdsSample(folder) { return folder }
      folder = "../\(folder)"
    }
    throw .usage(
      "the sample \(Demo.dataFolder) is not here: run the demo in the repository, or name the "
        + "folder with --data"
    )
  }

  private static func holdsSample(_ folder: String) -> Bool {
    ["adult.csv", "schema.json", "about.json"].allSatisfy { Files.exists("\(folder)/\($0)") }
  }

  /// Removes an earlier demo's files, by their names alone, so that nothing else can be lost.
  private func makeRoom() throws(MarginaliaError) {
    let names = ["keys", "adult.ledger", "adult.ledger.lock", "adult.ledger.checkpoint", "release"]
    let old = names.map { "\(output)/\($0)" }.filter { Files.exists($0) }
    guard overwrites || old.isEmpty else {
      throw .usage("\(old[0]) exists; --force replaces an earlier demo, --out names another folder")
    }
    for path in old {
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw .failure("can't remove \(path), which an earlier demo left")
      }
    }
  }
}
