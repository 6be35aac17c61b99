/// The way of a sweep over a junction tree: depth first from the root, with a message across each
/// separator each way.
///
/// At every stop the clique there is calibrated with all that changed before. A clique is fitted on
/// the way down and, where it has children, again on the way up, with what they have learnt.
struct Tour {
  /// One step of a sweep.
  enum Stop {
    /// Fit the targets of a clique.
    case fit(Int)
    /// Bring the parent's news to a clique.
    case receive(Int)
    /// Bring a clique's news to its parent.
    case send(Int)
  }

  /// The steps, in order.
  let stops: [Stop]

  /// Plans the tour of a tree.
  init(of tree: JunctionTree) {
    var stops: [Stop] = []
    var path: [Int] = []
    func leave(_ clique: Int) {
      if !tree.children[clique].isEmpty { stops.append(.fit(clique)) }
      stops.append(.send(clique))
    }
    for clique in tree.order {
      while let last = path.last, last != tree.parent[clique] {
        leave(last)
        path.removeLast()
      }
      stops += [.receive(clique), .fit(clique)]
      path.append(clique)
    }
    for clique in path.reversed() { leave(clique) }
    self.stops = stops
  }
}
