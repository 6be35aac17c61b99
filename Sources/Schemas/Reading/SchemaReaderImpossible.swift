import JSON
package import Marginals

extension SchemaReader {
  /// The impossible combinations in a list: objects that give levels for some columns.
  mutating func combinations(
    _ node: SchemaNode,
    of columns: [Column]
  ) -> [ImpossibleCombination] {
    guard let nodes = elements(node, for: "impossible") else { return [] }
    guard nodes.count <= Schema.impossibleLimit else {
      report(.tooManyCombinations, at: node.path)
      return []
    }
    let attributes = columns.filter(\.isSynthesised)
    return nodes.compactMap { combination($0, of: attributes) }
  }

  private mutating func combination(
    _ node: SchemaNode,
    of attributes: [Column]
  ) -> ImpossibleCombination? {
    guard let members = node.value.members else {
      report(.expected("a list of objects, column to levels", for: "impossible"), at: node.path)
      return nil
    }
    if members.isEmpty { report(.emptyCombination, at: node.path) }
    var levels: [Int: [Int]] = [:]
    for member in members {
      let path = node.path + [.key(member.key)]
      guard let index = attributes.firstIndex(where: { $0.name == member.key }) else {
        let suggestion = Suggestion.nearest(to: member.key, among: attributes.map(\.name))
        report(.noSuchColumn(member.key, suggestion: suggestion), at: path)
        continue
      }
      column = member.key
      levels[index] = self.levels(
        SchemaNode(value: member.value, path: path),
        of: attributes[index]
      )
      column = nil
    }
    guard levels.count == members.count, !members.isEmpty else { return nil }
    let clique = Clique(Array(levels.keys))
    return ImpossibleCombination(
      clique: clique,
      levels: clique.attributes.map { levels[$0] ?? [] }
    )
  }

  /// The levels that a list names, or a range of numbers or dates; nil where there was a finding.
  private mutating func levels(_ node: SchemaNode, of column: Column) -> [Int]? {
    if let ordered = column.kind.ordered, node.value.members != nil {
      return range(node, on: ordered.scale, in: ordered.bins)
    }
    guard let nodes = elements(node, for: column.name) else { return nil }
    guard !nodes.isEmpty else {
      report(.emptyCombination, at: node.path)
      return nil
    }
    let levels = nodes.compactMap { level($0, of: column) }
    return levels.count == nodes.count ? Array(Set(levels)).sorted() : nil
  }

  private mutating func range(_ node: SchemaNode, on scale: Scale, in bins: Bins) -> [Int]? {
    let keys = members(of: node, allowed: ["minimum", "maximum"], required: [])
    let lower = keys["minimum"].map { units($0, for: "minimum", on: scale) } ?? bins.minimum
    let upper = keys["maximum"].map { units($0, for: "maximum", on: scale) } ?? bins.maximum
    guard let lower, let upper else { return nil }
    guard lower <= upper else {
      report(.boundsReversed, at: node.path)
      return nil
    }
    let allowed = bins.minimum...bins.maximum
    for (key, bound) in [("minimum", lower), ("maximum", upper)] where !allowed.contains(bound) {
      report(.noSuchLevel(scale.text(of: bound), suggestion: nil), at: keys[key]?.path ?? node.path)
      return nil
    }
    let (first, last) = (bins.index(of: lower), bins.index(of: upper))
    for (bin, isWhole) in [
      (first, bins.units(of: first).lowerBound == lower),
      (last, bins.units(of: last).upperBound == upper),
    ] where !isWhole {
      report(.cutsBin(text(of: bin, in: bins, on: scale)), at: node.path)
      return nil
    }
    return Array(first...last)
  }

  private mutating func level(_ node: SchemaNode, of column: Column) -> Int? {
    if node.value == .null {
      if let code = column.missingCode { return code }
      report(.noSuchLevel("null", suggestion: nil), at: node.path)
      return nil
    }
    if let (scale, bins) = column.kind.ordered {
      guard let units = units(node, for: column.name, on: scale) else { return nil }
      guard (bins.minimum...bins.maximum).contains(units) else {
        report(.noSuchLevel(scale.text(of: units), suggestion: nil), at: node.path)
        return nil
      }
      let bin = bins.index(of: units)
      guard bins.units(of: bin).count == 1 else {
        report(.cutsBin(text(of: bin, in: bins, on: scale)), at: node.path)
        return nil
      }
      return bin
    }
    guard let text = text(node, for: column.name) else { return nil }
    var labels = column.kind.labels ?? []
    if case .other(let label) = column.outside { labels.append(label) }
    guard let code = labels.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) }) else {
      let suggestion = Suggestion.nearest(to: text, among: labels)
      report(.noSuchLevel(text, suggestion: suggestion), at: node.path)
      return nil
    }
    return code
  }

  private func text(of bin: Int, in bins: Bins, on scale: Scale) -> String {
    let units = bins.units(of: bin)
    return "\(scale.text(of: units.lowerBound))–\(scale.text(of: units.upperBound))"
  }
}

extension Schema {
  /// An impossible combination in the JSON form of a schema.
  func json(_ combination: ImpossibleCombination) -> JSON {
    let attributes = attributes
    return .object(
      zip(combination.clique.attributes, combination.levels).map { attribute, levels in
        JSONMember(
          key: attributes[attribute].name,
          value: attributes[attribute].json(ofLevels: levels)
        )
      }
    )
  }

  /// An impossible combination in words, for people: each column with its levels.
  package func words(for combination: ImpossibleCombination) -> String {
    let attributes = attributes
    return zip(combination.clique.attributes, combination.levels).map { attribute, levels in
      let column = attributes[attribute]
      let labels = levels.prefix(4).map { "\"\(Printable.text(column.label(of: $0)))\"" }
      let rest = levels.count > labels.count ? " and \(levels.count - labels.count) more" : ""
      return "\(Printable.text(column.name)) \(labels.joined(separator: ", "))\(rest)"
    }.joined(separator: " with ")
  }
}

extension Column {
  /// Levels as a list of their texts or, where they are neighbouring bins, as a range.
  fileprivate func json(ofLevels levels: [Int]) -> JSON {
    if let (scale, bins) = kind.ordered {
      let isRun = zip(levels, levels.dropFirst()).allSatisfy { $1 == $0 + 1 }
      if isRun, let first = levels.first, let last = levels.last, last < bins.count {
        return [
          "minimum": scale.json(bins.units(of: first).lowerBound),
          "maximum": scale.json(bins.units(of: last).upperBound),
        ]
      }
      return .array(
        levels.map { $0 == missingCode ? .null : scale.json(bins.units(of: $0).lowerBound) }
      )
    }
    return .array(levels.map { $0 == missingCode ? .null : .string(label(of: $0)) })
  }
}
