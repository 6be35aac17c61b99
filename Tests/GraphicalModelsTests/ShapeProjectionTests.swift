import Arithmetic
import GraphicalModels
import Marginals
import Testing

@Suite struct ShapeProjectionTests {
  private let domain = Domain([
    Attribute(name: "a", size: 5), Attribute(name: "b", size: 4), Attribute(name: "c", size: 2),
  ])

  /// Counts of `rows` rows in which b leans on a, and c on b.
  private func counts(over clique: Clique) -> [Int] {
    var table = Array(repeating: 0, count: domain.cellCount(of: clique))
    for row in 0..<2_000 {
      let a = row * row % 5
      let b = (a + row % 3 / 2) % 4
      let codes = [a, b, b / 2 ^ (row % 8 / 7)]
      let cell = clique.attributes.reduce(0) { $0 * domain.size($1) + codes[$1] }
      table[cell] += 1
    }
    return table
  }

  private func exact(_ shape: MarginalShape) -> Measurement {
    Measurement(
      shape: shape,
      values: shape.coarsen(counts(over: shape.clique), in: domain),
      noise: .discreteGaussian(variance: 1)
    )
  }

  private func coarse() throws -> MarginalShape {
    let merged = try #require(Grouping(merging: [false, true, false, true, true]))
    return MarginalShape([0, 1], groupings: [merged, nil])
  }

  @Test func `a model meets a merged marginal in its groups`() throws {
    let shape = try coarse()
    let measured = [exact(MarginalShape([0])), exact(shape), exact(MarginalShape([1, 2]))]
    let model = Model.fitted(to: measured, domain: domain, total: 2_000, settings: .thorough)
    let expected = shape.coarsen(model.expectedCounts(over: [0, 1] as Clique), in: domain)
    for (count, value) in zip(expected, measured[1].values) {
      #expect(abs(count - Double(value)) < 0.1)
    }
  }

  @Test func `within a group the model keeps to what it knows of the attribute alone`() throws {
    let model = Model.fitted(
      to: [exact(MarginalShape([0])), exact(try coarse())],
      domain: domain,
      total: 2_000,
      settings: .thorough
    )
    let pairs = model.expectedCounts(over: [0, 1] as Clique)
    // Levels 1, 3 and 4 of a are merged: given the group, b says nothing about which of them.
    let rows = [1, 3, 4].map { level in Array(pairs[level * 4..<level * 4 + 4]) }
    let shares = rows.map { row in row.map { $0 / row.reduce(0, +) } }
    for share in shares.dropFirst() {
      for (left, right) in zip(share, shares[0]) { #expect(abs(left - right) < 1e-6) }
    }
  }

  @Test func `grouping every level by itself changes nothing`() {
    let groups = Grouping(Array(0..<5))
    let fine = Model.fitted(
      to: [exact(MarginalShape([0, 1]))],
      domain: domain,
      total: 2_000
    )
    let alike = Model.fitted(
      to: [exact(MarginalShape([0, 1], groupings: [groups, nil]))],
      domain: domain,
      total: 2_000
    )
    #expect(
      fine.expectedCounts(over: [0, 1] as Clique) == alike.expectedCounts(over: [0, 1] as Clique)
    )
  }

  @Test func `shapes over one clique are fitted side by side`() throws {
    let shape = try coarse()
    let other = MarginalShape([0, 1], groupings: [nil, Grouping([0, 0, 1, 1])])
    let model = Model.fitted(
      to: [exact(shape), exact(other)],
      domain: domain,
      total: 2_000,
      settings: .thorough
    )
    let pairs = model.expectedCounts(over: [0, 1] as Clique)
    for shape in [shape, other] {
      for (count, value) in zip(shape.coarsen(pairs, in: domain), exact(shape).values) {
        #expect(abs(count - Double(value)) < 0.1)
      }
    }
    #expect(model.parameters.entries.count == 2)
    let again = Model(domain: domain, total: 2_000, parameters: model.parameters)
    #expect(again.expectedCounts(over: [0, 1] as Clique) == pairs)
  }
}
