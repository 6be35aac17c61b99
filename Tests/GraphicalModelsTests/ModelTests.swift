import Arithmetic
import GraphicalModels
import Marginals
import Parallel
import Testing

/// Exact marginals of random rows, with noise of standard deviation `sigma` added.
private func measurements(
  of cliques: [Clique],
  in domain: Domain,
  rows: Int,
  sigma: Double,
  seed: UInt64
) -> [Measurement] {
  var numbers = Numbers(seed: seed)
  let table = (0..<rows).map { _ -> [Int] in
    // Skewed, and each attribute leans on the one before.
    var codes: [Int] = []
    for attribute in domain.attributes {
      let lean = codes.last ?? 0
      let draw = min(numbers.next(), numbers.next())
      codes.append((Int(draw * Double(attribute.size)) + lean) % attribute.size)
    }
    return codes
  }
  return cliques.map { clique in
    var counts = Array(repeating: 0, count: domain.cellCount(of: clique))
    for codes in table { counts[BruteForce.index(of: codes, in: clique, domain)] += 1 }
    return Measurement(
      clique: clique,
      values: counts.map { $0 + Int((numbers.normal() * sigma).rounded()) },
      noise: .discreteGaussian(variance: Rational(exactly: sigma * sigma))
    )
  }
}

@Suite struct ModelTests {
  @Test(arguments: [
    [[0, 1], [1, 2], [2, 3]], [[0, 1], [1, 2], [0, 2], [3]], [[0, 1, 2], [3, 4]], [[0], [2]],
    [[0, 1], [1, 2], [2, 3], [3, 4], [0, 4]],
  ])
  func `a model from parameters is the brute-force joint`(cliques: [[Int]]) {
    let domain = domain(3, 2, 4, 2, 3)
    var numbers = Numbers(seed: 7)
    let parameters = cliques.map { attributes in
      let clique = Clique(attributes)
      return Parameters.Entry(
        clique: clique,
        values: (0..<domain.cellCount(of: clique)).map { _ in 3 * numbers.normal() }
      )
    }
    let joint = BruteForce(
      domain: domain,
      parameters: parameters.map { ($0.clique, $0.values) }
    )
    let model = Model(domain: domain, total: 100, parameters: Parameters(parameters))
    let asked = (1...5).flatMap { Workload.all(degree: $0, of: domain).queries.map(\.clique) }
    for (clique, counts) in zip(asked, model.expectedCounts(over: asked)) {
      let expected = joint.distribution(over: clique).map { 100 * $0 }
      #expect(distance(counts, expected) < 1e-10, "\(clique)")
      #expect(distance(model.expectedCounts(over: clique), expected) < 1e-10, "\(clique)")
    }
  }

  @Test func `potentials too far apart for plain numbers are calibrated all the same`() {
    let domain = domain(2, 3, 2)
    // Each message alone spans more than a Double's exponents.
    let entries = [
      Parameters.Entry(clique: [0, 1], values: [0, -900, -1800, 5, -905, -1790]),
      Parameters.Entry(clique: [1, 2], values: [-1800, -1801, -900, -901, 0, -2]),
    ]
    let joint = BruteForce(domain: domain, parameters: entries.map { ($0.clique, $0.values) })
    let model = Model(domain: domain, total: 1, parameters: Parameters(entries))
    for clique in [[0, 1], [1, 2], [0, 2], [0, 1, 2]] as [Clique] {
      #expect(
        distance(model.expectedCounts(over: clique), joint.distribution(over: clique)) < 1e-9
      )
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `fits reach the loss of mirror descent on the whole joint`(seed: UInt64) {
    let domain = domain(3, 2, 4, 3)
    let measured = measurements(
      of: [[0], [1], [2], [3], [0, 1], [1, 2], [2, 3], [0, 3]],
      in: domain,
      rows: 500,
      sigma: 5,
      seed: seed
    )
    let model = Model.fitted(to: measured, domain: domain, total: 500, settings: .thorough)
    let oracle = mirrorDescentLoss(measured, domain: domain, total: 500, steps: 4_000)
    let loss = model.loss ?? .infinity
    let gap = model.dualityGap ?? .infinity
    // The bound holds for every model, so for the oracle's too; and the fit is nearly there.
    #expect(loss - gap <= oracle)
    #expect(gap >= 0 && gap < 0.05 * oracle + 0.05, "a gap of \(gap)")
    #expect(loss < oracle * 1.02 + 0.02, "\(loss) against \(oracle)")
  }

  @Test func `exact marginals that agree are met exactly`() {
    let domain = domain(3, 4, 2)
    let measured = measurements(
      of: [[0, 1], [1, 2]],
      in: domain,
      rows: 1_000,
      sigma: 0,
      seed: 4
    ).map {
      Measurement(clique: $0.clique, values: $0.values, noise: .discreteGaussian(variance: 1))
    }
    let model = Model.fitted(to: measured, domain: domain, total: 1_000, settings: .thorough)
    for measurement in measured {
      let expected = model.expectedCounts(over: measurement.clique)
      #expect(distance(expected, measurement.values.map(Double.init)) < 0.05)
    }
  }

  @Test func `two measurements of one clique count as their weighted mean`() {
    let domain = domain(3, 2)
    func measurement(_ values: [Int], _ variance: Rational) -> Measurement {
      Measurement(clique: [0, 1], values: values, noise: .discreteGaussian(variance: variance))
    }
    let twice = [
      measurement([10, 20, 30, 40, 50, 60], 1), measurement([14, 16, 34, 36, 54, 56], 3),
    ]
    // Weights 1 and 1/3: means at a quarter of the way, variance 3/4.
    let once = [
      measurement([11, 19, 31, 39, 51, 59], Rational(exactly: 0.75))
    ]
    let first = Model.fitted(to: twice, domain: domain, total: 210)
    let second = Model.fitted(to: once, domain: domain, total: 210)
    #expect(
      distance(
        first.expectedCounts(over: [0, 1] as Clique),
        second.expectedCounts(over: [0, 1])
      ) < 1e-9
    )
  }

  @Test func `negative counts become small expectations`() {
    let domain = domain(4)
    let measured = Measurement(
      clique: [0],
      values: [-30, 100, -5, 40],
      noise: .discreteGaussian(variance: 100)
    )
    let counts = Model.fitted(
      to: [measured],
      domain: domain,
      total: 120,
      settings: .thorough
    ).expectedCounts(over: [0] as Clique)
    // The projection onto non-negative tables of sum 120 is (0, 90, 0, 30).
    #expect(distance(counts, [0, 90, 0, 30]) < 0.5)
  }

  @Test(arguments: [-3, 0, 0.25, 1] as [Double])
  func `tiny totals give finite models`(total: Double) {
    let domain = domain(2, 3)
    let measured = Measurement(
      clique: [0, 1],
      values: [3, -2, 0, 1, -4, 2],
      noise: .discreteGaussian(variance: 9)
    )
    let model = Model.fitted(to: [measured], domain: domain, total: total)
    #expect(model.total == max(total, 0))
    let counts = model.expectedCounts(over: [0, 1] as Clique)
    #expect(counts.allSatisfy { $0 >= 0 && $0 <= model.total })
    #expect(abs(counts.reduce(0, +) - model.total) < 1e-9)
  }

  @Test func `attributes that nothing was measured of are uniform`() {
    let domain = domain(2, 5)
    let measured = Measurement(
      clique: [0],
      values: [30, 70],
      noise: .discreteGaussian(variance: 1)
    )
    let model = Model.fitted(to: [measured], domain: domain, total: 100)
    #expect(distance(model.expectedCounts(over: [1] as Clique), [20, 20, 20, 20, 20]) < 1e-9)
    let nothing = Model.fitted(to: [], domain: domain, total: 10)
    #expect(distance(nothing.expectedCounts(over: [0] as Clique), [5, 5]) < 1e-9)
  }

  @Test func `a warm start goes on from where the first fit ended`() {
    let domain = domain(3, 2, 4, 3)
    let measured = measurements(
      of: [[0, 1], [1, 2], [2, 3]],
      in: domain,
      rows: 500,
      sigma: 5,
      seed: 5
    )
    let first = Model.fitted(to: measured, domain: domain, total: 500, settings: .thorough)
    let short = InferenceSettings(
      curvature: 30,
      restarts: 1,
      sweeps: 1,
      tolerance: 0,
      discrepancy: 0
    )
    let cold = Model.fitted(to: measured, domain: domain, total: 500, settings: short)
    let warm = Model.fitted(
      to: measured,
      domain: domain,
      total: 500,
      settings: short,
      startingFrom: first.parameters
    )
    #expect((warm.loss ?? 1) <= (first.loss ?? 0) * (1 + 1e-6))
    #expect((warm.loss ?? 1) < (cold.loss ?? 0))
  }

  @Test func `a start that rules out what was measured is left behind`() {
    let domain = domain(2, 3, 2)
    let measured = measurements(
      of: [[0], [0, 1], [1, 2], [2]],
      in: domain,
      rows: 600,
      sigma: 5,
      seed: 8
    )
    // Whole slices of the start underflow: no factor could bring them back from zero.
    let entries = [
      Parameters.Entry(clique: [0, 1], values: [0, -900, -1800, 5, -905, -1790]),
      Parameters.Entry(clique: [1, 2], values: [-1800, -1801, -900, -901, 0, -2]),
    ]
    let model = Model.fitted(
      to: measured,
      domain: domain,
      total: 600,
      settings: .thorough,
      startingFrom: Parameters(entries)
    )
    let oracle = mirrorDescentLoss(measured, domain: domain, total: 600, steps: 4_000)
    let loss = model.loss ?? .infinity
    #expect(loss < oracle * 1.02 + 0.02, "\(loss) against \(oracle)")
  }

  @Test func `the total is the mean of sums with the least variance`() {
    let pair = Measurement(
      clique: [0, 1],
      values: [10, 20, 30, 44],
      noise: .discreteGaussian(variance: 2)
    )
    let single = Measurement(
      clique: [0],
      values: [40, 60],
      noise: .discreteLaplace(scale: 2)
    )
    // Variances of the sums: 4·2 = 8 and 2·(2·2²) = 16.
    #expect(abs(Model.total(of: [pair, single]) - (104.0 / 8 + 100.0 / 16) / (3.0 / 16)) < 1e-12)
    #expect(Model.total(of: []) == 0)
  }

  @Test func `the number of threads changes no bit`() {
    let domain = domain(3, 2, 4, 3, 5, 2)
    let measured = measurements(
      of: [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]],
      in: domain,
      rows: 800,
      sigma: 4,
      seed: 6
    )
    let asked = Workload.all(degree: 3, of: domain).queries.map(\.clique)
    let answers = [1, 2, 0].map { threads -> [[UInt64]] in
      Parallel.use(threads: threads)
      let model = Model.fitted(to: measured, domain: domain, total: 800)
      return model.expectedCounts(over: asked).map { $0.map(\.bitPattern) }
    }
    Parallel.use(threads: 0)
    #expect(answers[0] == answers[1])
    #expect(answers[0] == answers[2])
  }

  @Test func `a fit has the same bits on every machine and in every build`() {
    let domain = domain(3, 9, 4, 13)
    let measured = measurements(
      of: [[0, 1], [1, 2], [2, 3], [0, 3], [1]],
      in: domain,
      rows: 700,
      sigma: 6,
      seed: 9
    )
    let model = Model.fitted(to: measured, domain: domain, total: 700)
    let pairs = Workload.all(degree: 2, of: domain).queries.map(\.clique)
    let digest = model.expectedCounts(over: pairs).joined().reduce(
      0xcbf2_9ce4_8422_2325 as UInt64
    ) { ($0 ^ $1.bitPattern) &* 0x0000_0100_0000_01b3 }
    #expect(digest == 18_355_275_702_457_602_167)
  }
}
