import Marginals

extension Domain {
  /// The projection of a clique's table onto a shape over some of its attributes.
  func projection(of clique: Clique, onto shape: MarginalShape) -> ShapeProjection {
    ShapeProjection(
      fine: Projection(
        shape: self.shape(of: clique),
        kept: clique.attributes.map(shape.clique.contains)
      ),
      cells: shape.isFine ? nil : shape.cells(in: self),
      count: shape.cellCount(in: self)
    )
  }
}

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
    domain.projection(of: cliques[index], onto: shape)
  }

  /// For each clique of the tree the sum of the parameters that it holds.
  func potentials(_ parameters: Parameters) -> [[Double]] {
    var potentials: [[Double]?] = cells.map { _ in nil }
    for entry in parameters.entries {
      let host = hostOfMeasured(entry.clique)
      if potentials[host] == nil, entry.clique == cliques[host], entry.shape.isFine {
        // The parameters themselves: most tables need no copy.
        potentials[host] = entry.values
        continue
      }
      let projection = projection(of: host, onto: entry.shape)
      var sum = potentials[host] ?? Array(repeating: 0, count: cells[host])
      potentials[host] = nil
      projection.fine.add(projection.spread(entry.values), to: &sum)
      potentials[host] = sum
    }
    return zip(potentials, cells).map { $0 ?? Array(repeating: 0, count: $1) }
  }
}
