import Strategies

/// What to synthesise, at what price, into where.
public struct SynthesisRequest: Sendable {
  /// The names of the strategies, the default first.
  public static var strategies: [String] { Strategies.all.map(\.name) }

  /// The greatest number of cells of a strategy's model unless a request says otherwise; nil for a
  /// strategy that isn't one of ``strategies``.
  public static func defaultModelCells(of strategy: String) -> Int? {
    Strategies.named(strategy)?.defaultModelCells
  }

  /// The private table: a CSV file.
  public var data: String
  /// The public schema: a JSON file.
  public var schema: String
  /// What only people know of the release: a JSON file, as ``AboutFiles`` drafts one.
  public var about: String
  /// The ledger that pays.
  public var ledger: String
  /// The private key of the ledger.
  public var ledgerKey: String
  /// The private key that signs the release.
  public var releaseKey: String
  /// Where the passphrases of the two keys come from, should they be encrypted.
  public var passphrases: Passphrases = .none
  /// ε of the whole release, as an exact decimal or fraction.
  public var epsilon: String
  /// δ of the whole release, likewise; 0 for pure privacy, from a ledger whose cap has δ = 0.
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
  /// The bytes of memory that the run may use; nil for those of the machine.
  public var memory: Int?
  /// Whether an ε above 10 is wanted, although it hides little; the manifest records the word.
  public var acceptsLargeEpsilon: Bool
  /// What the release is for, by its code in the Data Use Ontology, as in "DUO:0000042"; a ledger
  /// that was made under an agreement asks for one.
  public var purpose: String?
  /// Acceptance criteria beside those of the ledger's agreement: a JSON file; nil for none.
  public var criteria: String?
  /// A report of `audit --self` on this machine, in JSON, for the manifest; nil for none.
  public var selfAudit: String?

  /// Makes a request.
  ///
  /// - Parameters:
  ///   - data: the private table: a CSV file.
  ///   - schema: the public schema: a JSON file.
  ///   - about: what only people know of the release: a JSON file.
  ///   - ledger: the ledger that pays.
  ///   - ledgerKey: the private key of the ledger.
  ///   - releaseKey: the private key that signs the release.
  ///   - epsilon: ε of the whole release.
  ///   - delta: δ of the whole release; 0 for pure privacy.
  ///   - strategy: one of ``strategies``.
  ///   - workload: `pairs`, `triples`, or a JSON file.
  ///   - rows: the number of synthetic rows; nil for the noisy total.
  ///   - output: the release folder to make.
  ///   - overwrites: whether a folder of that name is replaced.
  ///   - modelCells: the greatest number of cells of the model; nil for the default.
  ///   - memory: the bytes of memory that the run may use; nil for those of the machine.
  ///   - acceptsLargeEpsilon: whether an ε above 10 is wanted.
  ///   - purpose: what the release is for; nil where the ledger doesn't ask.
  ///   - criteria: a JSON file of acceptance criteria; nil for none.
  ///   - selfAudit: a report of `audit --self` in JSON; nil for none.
  public init(
    data: String,
    schema: String,
    about: String,
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
    memory: Int? = nil,
    acceptsLargeEpsilon: Bool = false,
    purpose: String? = nil,
    criteria: String? = nil,
    selfAudit: String? = nil
  ) {
    self.data = data
    self.schema = schema
    self.about = about
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
    self.memory = memory
    self.acceptsLargeEpsilon = acceptsLargeEpsilon
    self.purpose = purpose
    self.criteria = criteria
    self.selfAudit = selfAudit
  }
}
