package import Marginals
import Parallel

extension Model {
  /// The number of rows that the model expects in every cell of a clique's table, row-major.
  ///
  /// - Complexity: O(cells of the holding clique) where a clique of the tree holds it; else a
  ///   variable elimination on the part of the tree that spans it.
  package func expectedCounts(over clique: Clique) -> [Double] {
    distribution(over: clique).values.map { $0 * total }
  }

  /// The expected counts of many cliques, in their order.
  ///
  /// Pairs are found by one walk over the tree for each attribute, the others one by one, on all
  /// threads; the bits of the results don't depend on how many there are.
  package func expectedCounts(over cliques: [Clique]) -> [[Double]] {
    expectedCounts(over: cliques) { $1 }
  }

  /// What is made of the expected counts of many cliques, in their order.
  ///
  /// Each table goes as soon as something is made of it, so that few exist at once.
  ///
  /// - Parameters:
  ///   - cliques: what to count.
  ///   - make: is told the position of a clique and its table.
  /// - Returns: what was made, in the cliques' order.
  package func expectedCounts<Made: Sendable>(
    over cliques: [Clique],
    _ make: @Sendable (_ position: Int, _ counts: [Double]) -> Made
  ) -> [Made] {
    distributions(over: cliques) { position, table in
      make(position, table.map { $0 * total })
    }
  }

  /// The distributions of many cliques' attributes, in their order.
  func distributions(over cliques: [Clique]) -> [[Double]] {
    distributions(over: cliques) { $1 }
  }

  /// What is made of the distributions of many cliques' attributes, in their order.
  func distributions<Made: Sendable>(
    over cliques: [Clique],
    _ make: @Sendable (_ position: Int, _ table: [Double]) -> Made
  ) -> [Made] {
    let tasks = tasks(for: cliques)
    let answers = Parallel.map(count: tasks.count) { task -> [Made] in
      let members = tasks[task]
      guard members.count > 1 else {
        return members.map { make($0, distribution(over: cliques[$0]).values) }
      }
      return pairs(members.map { cliques[$0] }) { make(members[$0], $1) }
    }
    var places = Array(repeating: (task: 0, member: 0), count: cliques.count)
    for (task, members) in tasks.enumerated() {
      for (member, position) in members.enumerated() { places[position] = (task, member) }
    }
    return places.map { answers[$0.task][$0.member] }
  }

  /// The work on many cliques: one task for the pairs of each first attribute that no clique of the
  /// tree holds, one for each other clique; each as positions.
  private func tasks(for cliques: [Clique]) -> [[Int]] {
    var tasks: [[Int]] = []
    var walks: [Int: Int] = [:]
    for (index, clique) in cliques.enumerated() {
      guard clique.count == 2, tree.host(of: clique) == nil else {
        tasks.append([index])
        continue
      }
      if let walk = walks[clique.attributes[0]] {
        tasks[walk].append(index)
      } else {
        walks[clique.attributes[0]] = tasks.count
        tasks.append([index])
      }
    }
    return tasks
  }

  /// The distribution of a clique's attributes.
  func distribution(over clique: Clique) -> Factor {
    if let host = tree.host(of: clique) { return belief(host).sums(onto: clique) }
    return eliminated(onto: clique)
  }

  /// The calibrated table of a clique of the tree.
  func belief(_ index: Int) -> Factor {
    Factor(
      clique: tree.cliques[index],
      shape: domain.shape(of: tree.cliques[index]),
      values: beliefs.tables[index]
    )
  }

  /// The distribution of a separator.
  private func separatorBelief(above index: Int) -> Factor {
    belief(index).sums(onto: tree.separator[index])
  }

  /// The distribution of attributes that no single clique holds.
  ///
  /// From the leaves up, every clique passes to its parent the joint distribution of their
  /// separator and of the wanted attributes met so far; the first that has met all answers.
  private func eliminated(onto wanted: Clique) -> Factor {
    var received: [[Factor]] = Array(repeating: [], count: tree.cliques.count)
    for index in tree.order.reversed() {
      let clique = tree.cliques[index]
      let messages = received[index]
      received[index] = []
      let met = messages.reduce(clique.intersection(wanted)) { met, message in
        met.union(message.clique.intersection(wanted))
      }
      let separator = tree.separator[index]
      let done = met == wanted
      // What the parent holds too, it need not be told.
      if !done && met.isSubset(of: separator) { continue }
      let result = done ? wanted : separator.union(met)
      var needed = messages.reduce(result) { $0.union($1.clique) }
      var joint = belief(index).sums(onto: needed)
      for (place, message) in messages.enumerated() {
        needed = messages[(place + 1)...].reduce(result) {
          $0.union($1.clique.intersection(clique))
        }
        joint = joint.product(with: message, onto: needed)
      }
      if done { return joint }
      guard let parent = tree.parent[index] else { break }
      received[parent].append(joint.divided(by: separatorBelief(above: index)))
    }
    preconditionFailure("\(wanted) has attributes that are not in the domain")
  }

  /// The distributions of pairs that share their first attribute and that no clique holds.
  ///
  /// One walk from a clique with that attribute over the whole tree, carrying its joint
  /// distribution with each separator.
  private func pairs<Made>(
    _ pairs: [Clique],
    _ make: (_ position: Int, _ table: [Double]) -> Made
  ) -> [Made] {
    let first = pairs[0].attributes[0]
    let start = tree.hostOfMeasured([first])
    var made: [Made?] = pairs.map { _ in nil }
    var wanted: [Int: [Int]] = [:]
    for (position, pair) in pairs.enumerated() {
      wanted[pair.attributes[1], default: []].append(position)
    }
    // Each entry: a clique, the one it is reached from, and what is known of the attribute there:
    // its distribution given the separator between the two (nothing where the clique holds it).
    var pending: [(clique: Int, from: Int?, given: Factor?)] = [(start, nil, nil)]
    while let (index, from, given) = pending.popLast(), !wanted.isEmpty {
      let here = belief(index)
      func joint(_ attributes: Clique) -> Factor {
        guard let given else { return here.sums(onto: attributes.union([first])) }
        return here.product(with: given, onto: attributes.union([first]))
      }
      for attribute in here.clique.attributes {
        guard let positions = wanted.removeValue(forKey: attribute) else { continue }
        let table = joint([attribute]).values
        for position in positions { made[position] = make(position, table) }
      }
      let parent = tree.parent[index].map { [$0] } ?? []
      for next in parent + tree.children[index] where next != from {
        let edge = tree.parent[next] == index ? next : index
        let separator = tree.separator[edge]
        let known =
          tree.cliques[next].contains(first)
          ? nil : joint(separator).divided(by: separatorBelief(above: edge))
        pending.append((next, index, known))
      }
    }
    return made.compactMap(\.self)
  }
}
