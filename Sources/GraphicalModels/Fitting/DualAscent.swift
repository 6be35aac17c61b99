import Marginals

/// Ascent on the dual of fitting, target by target: what no model's loss can be under.
///
/// For any tables λ over the targets, with N rows of counts m and measured y,
/// Σ ½w‖m − y‖² ≥ Σ ⟨λ, y − m⟩ − Σ ‖λ‖²/(2w), and Σ ⟨λ, m⟩ ≤ N·max Σ λ_r(x_r) over all rows x. So
/// Σ ⟨λ, y⟩ − Σ ‖λ‖²/(2w) − N·max Σ λ_r(x_r) bounds the loss of any model from below.
///
/// With the other tables fixed, the best λ_r is w·(y − m) where m is the table nearest to
/// y + (greatest sum of the others)/w, without negative cells and with sum N. No step lowers the
/// bound. The ascent may end under the greatest bound there is, since the maximum has edges.
///
/// - Source: Globerson and Jaakkola, Fixing max-product: convergent message passing algorithms for MAP
///   LP-relaxations, NIPS 2007, for ascent by blocks over messages of maxima.
struct DualAscent {
  private let tree: JunctionTree
  private let targets: [Target]
  private let total: Double
  /// For each clique of the tree the targets it holds, in groups.
  private let groups: [[TargetGroup]]
  private let upward: [Projection]
  private let downward: [Projection]
  private let tour: Tour

  /// For each target the table λ.
  private var tables: [[Double]]
  /// For each clique the greatest Σ λ of any row with each of its cells, once calibrated.
  private var maxima: [[Double]] = []
  /// For each clique what was last sent across the separator above it.
  private var messages: [[Double]]

  /// Begins from given tables.
  init(tree: JunctionTree, targets: [Target], total: Double, tables: [[Double]]) {
    self.tree = tree
    self.targets = targets
    self.total = total
    self.tables = tables
    groups = TargetGroup.all(of: targets, in: tree)
    upward = tree.cliques.indices.map { tree.projection(of: $0, onto: tree.separator[$0]) }
    downward = tree.cliques.indices.map { index in
      tree.projection(of: tree.parent[index] ?? index, onto: tree.separator[index])
    }
    tour = Tour(of: tree)
    messages = tree.separator.map {
      Array(repeating: 0, count: tree.domain.cellCount(of: $0))
    }
    calibrate()
  }

  /// The bound.
  var bound: Double {
    var bound = -total * maxima[tree.order[0]].largest
    for (target, table) in zip(targets, tables) {
      var terms = table
      terms.update(with: target.values) { lambda, measured in
        lambda * (measured - lambda / (2 * target.weight))
      }
      bound += terms.lanewiseSum
    }
    return bound
  }

  /// Finds the best table for every target once or twice, one after the other.
  mutating func sweep() {
    for stop in tour.stops {
      switch stop {
      case .receive(let clique): receive(clique)
      case .send(let clique): send(clique)
      case .fit(let clique): for group in groups[clique] { improve(group, in: clique) }
      }
    }
    for clique in tree.order { receive(clique) }
  }

  private mutating func calibrate() {
    maxima = tree.cells.map { Array(repeating: 0, count: $0) }
    for (clique, groups) in groups.enumerated() {
      for group in groups {
        var sum = Array(repeating: 0.0, count: group.projection.imageCount)
        for member in group.members {
          member.projection.fine.add(member.projection.spread(tables[member.target]), to: &sum)
        }
        group.projection.add(sum, to: &maxima[clique])
      }
    }
    for clique in tree.order.reversed() { send(clique) }
    for clique in tree.order { receive(clique) }
  }

  private mutating func receive(_ clique: Int) {
    guard let parent = tree.parent[clique] else { return }
    let news = downward[clique].maxima(of: maxima[parent])
    upward[clique].add(exchange(news, above: clique), to: &maxima[clique])
  }

  private mutating func send(_ clique: Int) {
    guard let parent = tree.parent[clique] else { return }
    let news = upward[clique].maxima(of: maxima[clique])
    downward[clique].add(exchange(news, above: clique), to: &maxima[parent])
  }

  /// The news less what was known before; the news is remembered.
  private mutating func exchange(_ news: [Double], above clique: Int) -> [Double] {
    var difference = news
    difference.update(with: messages[clique]) { new, old in new - old }
    messages[clique] = news
    return difference
  }

  /// Finds the best table for each target of a group, one after the other.
  ///
  /// What they change depends on the group's attributes alone, so the maxima over the others do too.
  private mutating func improve(_ group: TargetGroup, in clique: Int) {
    let before = group.projection.maxima(of: maxima[clique])
    var largest = before
    for member in group.members {
      let change = change(
        of: member.target,
        largest: member.projection.maxima(of: largest)
      )
      tables[member.target].update(with: change) { own, change in own + change }
      member.projection.fine.add(member.projection.spread(change), to: &largest)
    }
    largest.update(with: before) { after, before in after - before }
    group.projection.add(largest, to: &maxima[clique])
  }

  /// What one target's best table is more than its present one.
  private func change(of index: Int, largest: [Double]) -> [Double] {
    let target = targets[index]
    var shifted = largest
    shifted.update(with: tables[index], target.values) { largest, own, measured in
      measured + (largest - own) / target.weight
    }
    let threshold = SimplexProjection.threshold(of: shifted, sum: total)
    shifted.update(with: tables[index], target.values) { shifted, own, measured in
      let count = shifted > threshold ? shifted - threshold : 0
      return target.weight * (measured - count) - own
    }
    return shifted
  }
}
