import Marginals

extension JunctionTree {
  /// The clique that holds a measured one.
  ///
  /// - Precondition: the tree was built with it.
  func hostOfMeasured(_ clique: Clique) -> Int {
    guard let host = host(of: clique) else {
      preconditionFailure("no clique of the tree holds \(clique)")
    }
    return host
  }

  /// The projection of a clique's table onto some of its attributes.
  func projection(of index: Int, onto kept: Clique) -> Projection {
    Projection(
      shape: domain.shape(of: cliques[index]),
      kept: cliques[index].attributes.map(kept.contains)
    )
  }

  /// The projection of a clique's table onto a shape over some of its attributes.
  func projection(of index: Int, onto shape: MarginalShape) -> ShapeProjection {
    ShapeProjection(
      fine: projection(of: index, onto: shape.clique),
      cells: shape.isFine ? nil : shape.cells(in: domain),
      count: shape.cellCount(in: domain)
    )
  }

  /// For each clique of the tree the sum of the parameters that it holds.
  func potentials(_ parameters: Parameters) -> [[Double]] {
    var potentials = cells.map { Array(repeating: 0.0, count: $0) }
    for entry in parameters.entries {
      let host = hostOfMeasured(entry.clique)
      let projection = projection(of: host, onto: entry.shape)
      projection.fine.add(projection.spread(entry.values), to: &potentials[host])
    }
    return potentials
  }
}
