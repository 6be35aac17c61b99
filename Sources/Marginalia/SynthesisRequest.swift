import Strategies

/// What to synthesise, at what price, into where.
public struct SynthesisRequest: Sendable {
  /// The names of the strategies, the default first.
  public static var strategies: [String] { Strategies.all.map(\.name) }

  /// The private table: a CSV file.
  public var data: String
  /// The public schema: a JSON file.
  public var schema: String
  /// The ledger that pays.
  public var ledger: String
  /// The private key of the ledger.
  public var ledgerKey: String
  /// The private key that signs the release.
  public var releaseKey: String
  /// ε of the whole release, as an exact decimal or fraction.
  public var epsilon: String
  /// δ of the whole release, likewise.
  public var delta: String
  /// One of ``strategies``.
  public var strategy: String
  /// The marginals to get right: `pairs`, `triples`, or a JSON file that lists them.
  public var workload: String
  /// The number of synthetic rows; nil for the noisy total.
  public var rows: Int?
  /// The release folder to make.
  public var output: String
  /// Whether a folder of that name is replaced.
  public var overwrites: Bool
  /// The greatest number of cells of the model; nil for the default.
  public var modelCells: Int?
  /// Whether an ε above 10 is wanted, although it hides little; the manifest records the word.
  public var acceptsLargeEpsilon: Bool
  /// Makes a request.
  ///
  /// - Parameters:
  ///   - data: the private table: a CSV file.
  ///   - schema: the public schema: a JSON file.
  ///   - ledger: the ledger that pays.
  ///   - ledgerKey: the private key of the ledger.
  ///   - releaseKey: the private key that signs the release.
  ///   - epsilon: ε of the whole release.
  ///   - delta: δ of the whole release.
  ///   - strategy: one of ``strategies``.
  ///   - workload: `pairs`, `triples`, or a JSON file.
  ///   - rows: the number of synthetic rows; nil for the noisy total.
  ///   - output: the release folder to make.
  ///   - overwrites: whether a folder of that name is replaced.
  ///   - modelCells: the greatest number of cells of the model; nil for the default.
  ///   - acceptsLargeEpsilon: whether an ε above 10 is wanted.
  public init(
    data: String,
    schema: String,
    ledger: String,
    ledgerKey: String,
    releaseKey: String,
    epsilon: String,
    delta: String,
    strategy: String = "grove",
    workload: String = "pairs",
    rows: Int? = nil,
    output: String,
    overwrites: Bool = false,
    modelCells: Int? = nil,
    acceptsLargeEpsilon: Bool = false
  ) {
    self.data = data
    self.schema = schema
    self.ledger = ledger
    self.ledgerKey = ledgerKey
    self.releaseKey = releaseKey
    self.epsilon = epsilon
    self.delta = delta
    self.strategy = strategy
    self.workload = workload
    self.rows = rows
    self.output = output
    self.overwrites = overwrites
    self.modelCells = modelCells
    self.acceptsLargeEpsilon = acceptsLargeEpsilon
  }
}
