import Accounting
import Arithmetic
import GraphicalModels
import Lineage
import Marginals
import Reports
import Schemas

/// A made-up release to report on: columns of every kind, one of them wide.
enum Example {
  /// The definition of privacy that the release is made under.
  @TaskLocal static var definition = PrivacyDefinition.zeroConcentrated

  static let schema = Schema(
    name: "Harbour survey <2026>",
    columns: [
      Column(
        name: "occupation",
        kind: .categorical([
          "Crew", "Pilot", "Stevedore & crane operator, night shift", "Customs", "Engineer",
          "Cook", "Harbour office",
        ]),
        missing: ["?"]
      ),
      Column(name: "age", kind: .integer(Bins(minimum: 17, maximum: 90))),
      Column(name: "resident", kind: .boolean(falseText: "no", trueText: "yes")),
      Column(
        name: "tonnage",
        kind: .integer(
          Bins(
            minimum: 0,
            maximum: 500_000,
            cut: .edges([0, 1, 500, 5_000, 20_000, 50_000, 100_000, 500_000])
          )
        )
      ),
      Column(name: "berth", kind: .code(size: 700)),
      Column(
        name: "first_call",
        kind: .date(Bins(minimum: 10_957, maximum: 20_453, cut: .width(365)))
      ),
    ]
  )

  static func guaranteed(epsilon: Int) -> PrivacyGuarantee {
    guard let epsilon = Epsilon(Rational(epsilon)),
      let delta = definition == .pure ? .zero : Delta(Rational(1, 1_000_000_000)),
      let guarantee = try? PrivacyGuarantee(epsilon: epsilon, delta: delta)
    else { preconditionFailure("an example out of range") }
    return guarantee
  }

  /// Noisy counts of a made-up table: a hump over each attribute, and a wobble in place of noise.
  static func counts(_ clique: Clique, rows: Double, deviation: Double) -> [Int] {
    let sizes = schema.domain.shape(of: clique)
    var shares = [1.0]
    for size in sizes {
      let hump = (0..<size).map { level in
        let place = Double(level + 1) / Double(size + 1)
        return place * (1 - place) * (1 - place) + 0.02
      }
      let sum = hump.reduce(0, +)
      shares = shares.flatMap { share in hump.map { share * $0 / sum } }
    }
    return shares.enumerated().map { index, share in
      let wobble = Double((index * 7919 + clique.attributes[0] * 104_729) % 211) / 105 - 1
      return Int((rows * share + 1.7 * deviation * wobble).rounded())
    }
  }

  static func measurements(
    distances: Bool = true,
    rows: Double = 21_000,
    schema: Schema = schema
  ) -> MeasurementsFile {
    let budget = guaranteed(epsilon: 1).cost
    let domain = schema.domain
    let cliques: [Clique] = [[0], [1], [2], [3], [4], [5], [0, 2], [1, 3], [2, 3], [0, 1, 2]]
    let pairs = Workload.all(degree: 2, of: domain).queries.map(\.clique)
    let shares = budget.shares(cliques.map { $0.count == 1 ? 1 : 3 } + [1, 1])
    var entries = zip(cliques, shares).map { clique, share in
      let noise = noise(1, within: share)
      return Transcript.Entry(
        answer: .measurement(
          Measurement(
            clique: clique,
            values: counts(
              clique,
              rows: rows,
              deviation: noise.approximateVariance.squareRoot()
            ),
            noise: noise
          )
        ),
        cost: share
      )
    }
    let selection = Selection(
      candidates: pairs,
      terms: pairs.map { .distance(weight: 2, penalty: $0.attributes[1]) },
      chosen: 3,
      rate: Price.rate(within: shares[cliques.count])
    )
    entries.append(
      Transcript.Entry(answer: .selection(selection), cost: shares[cliques.count])
    )
    if distances {
      let errors = NoisyErrors(
        cliques: pairs,
        values: pairs.indices.map { 900 + $0 * 37 % 400 },
        noise: noise(pairs.count, within: shares[cliques.count + 1])
      )
      entries.append(
        Transcript.Entry(answer: .errors(errors), cost: shares[cliques.count + 1])
      )
    }
    return MeasurementsFile(
      schemaDigest: [UInt8](repeating: 7, count: 32),
      domain: domain,
      neighbours: schema.neighbours,
      unit: schema.unit,
      transcript: Transcript(entries),
      strategy: "grove",
      workload: Workload.all(degree: 2, of: domain),
      rowRule: .noisyTotal,
      inference: InferenceSettings(
        curvature: 30,
        restarts: 3,
        sweeps: 2,
        tolerance: 1e-4,
        discrepancy: 0.6
      )
    )
  }

  /// Noise on so many numbers, each of which a row moves by 1.
  private static func noise(_ count: Int, within cost: PrivacyCost) -> Noise {
    switch cost {
    case .zeroConcentrated(let rho):
      .discreteGaussian(variance: Price.variance(sensitivitySquared: count, within: rho))
    case .pure(let epsilon):
      .discreteLaplace(scale: Price.scale(sensitivity: count, within: epsilon))
    }
  }

  static func claim(_ schema: Schema = schema) -> PrivacyClaim {
    let release = guaranteed(epsilon: 1)
    return PrivacyClaim(
      guarantee: release,
      neighbours: schema.neighbours,
      unit: schema.unit,
      cumulative: release.cost + release.cost,
      cap: guaranteed(epsilon: 4)
    )
  }

  /// The model that is fitted to measurements.
  static func model(_ measurements: MeasurementsFile) -> Model {
    Model.fitted(
      to: measurements.transcript.measurements,
      domain: measurements.domain,
      total: Model.total(of: measurements.transcript.measurements),
      settings: measurements.inference,
      startingFrom: nil
    )
  }

  static func report(
    _ measurements: MeasurementsFile = measurements(),
    schema: Schema = schema,
    acceptance: [AcceptanceResult] = []
  ) -> String {
    let model = model(measurements)
    return String(
      decoding: PublicReport.html(
        measurements: measurements,
        model: model,
        schema: schema,
        claim: claim(schema),
        acceptance: acceptance
      ),
      as: UTF8.self
    )
  }
}
