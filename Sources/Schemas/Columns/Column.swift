/// A column of the private file as the schema declares it: all that is public about it.
///
/// Its levels are, in the order of their codes: the labels or the bins, then a level for other
/// texts where there is one, then a level for missing cells where there is one.
package struct Column: Sendable, Hashable {
  /// The largest number of levels of a column.
  package static let levelLimit = 1_000_000

  /// The name in the file's header.
  package let name: String

  /// What its texts mean.
  package let kind: ColumnKind

  /// The texts that mean a missing cell, the one that is written back first; none: no such level.
  package let missing: [String]

  /// Where undeclared texts go.
  package let outside: OutsideRule

  /// Whether a person confirmed this line, or a draft only guessed it from private rows.
  package let isVouched: Bool

  /// Whether a person wants texts here that a spreadsheet would run (``FormulaText``).
  package let allowsFormulas: Bool

  /// The number of levels; 0 for an ignored column.
  package let levels: Int

  /// Makes a column.
  ///
  /// Without an outside rule the kind's own one holds: clamp for what is ordered, a level `other`
  /// for what is not.
  ///
  /// - Precondition: ``violations(kind:missing:outside:)`` finds none.
  package init(
    name: String,
    kind: ColumnKind,
    missing: [String] = [],
    outside: OutsideRule? = nil,
    isVouched: Bool = true,
    allowsFormulas: Bool = false
  ) {
    let outside = outside ?? Self.usualRule(for: kind)
    let violations = Self.violations(kind: kind, missing: missing, outside: outside)
    precondition(violations.isEmpty, "column \(name): \(violations)")
    self.name = name
    self.kind = kind
    self.missing = missing
    self.outside = outside
    self.isVouched = isVouched
    self.allowsFormulas = allowsFormulas
    self.levels = Self.levelCount(kind: kind, missing: missing, outside: outside)
  }

  /// Where undeclared texts go if the schema does not say.
  package static func usualRule(for kind: ColumnKind) -> OutsideRule {
    kind.labels == nil ? .clamp : .other("other")
  }

  /// The same column, with a person's confirmation or without it.
  package func vouched(_ isVouched: Bool) -> Column {
    Column(
      name: name,
      kind: kind,
      missing: missing,
      outside: outside,
      isVouched: isVouched,
      allowsFormulas: allowsFormulas
    )
  }
}

extension Column {
  /// Whether the column is read and synthesised.
  package var isSynthesised: Bool { kind != .ignored }

  /// The first text that a release could hold and a spreadsheet would run; none where the schema
  /// allows them.
  package var formula: String? {
    guard isSynthesised, !allowsFormulas else { return nil }
    var texts = [name] + (kind.labels ?? []) + missing
    if case .other(let label) = outside, kind.labels != nil { texts.append(label) }
    return texts.first(where: FormulaText.isFormula)
  }

  /// The code of missing cells, or nil where the column has no such level.
  package var missingCode: Int? { missing.isEmpty ? nil : levels - 1 }

  /// The code of undeclared texts that go to a label, or nil where the rule is another one.
  package var otherCode: Int? {
    guard case .other(let label) = outside, let labels = kind.labels else { return nil }
    return labels.firstIndex { $0.utf8.elementsEqual(label.utf8) } ?? labels.count
  }

  /// The code of a cell: total, as every text has one.
  ///
  /// For many cells of one column make a ``CellCoder`` once.
  ///
  /// - Complexity: O(levels), as it makes a coder.
  package func code(of cell: [UInt8]) -> Int { CellCoder(self).code(of: cell) }

  /// A level as a reader of tables and charts should see it.
  ///
  /// - Precondition: `0..<levels` holds `code`.
  package func label(of code: Int) -> String {
    precondition(0..<levels ~= code, "\(name) has no level \(code)")
    if code == missingCode { return "(missing)" }
    if let labels = kind.labels {
      if code < labels.count { return labels[code] }
      if case .other(let label) = outside { return label }
    }
    guard let (scale, bins) = kind.ordered else { return "" }
    let units = bins.units(of: code)
    return units.count == 1
      ? scale.text(of: units.lowerBound)
      : "\(scale.text(of: units.lowerBound))–\(scale.text(of: units.upperBound))"
  }

  /// The number of levels that such a column has.
  static func levelCount(kind: ColumnKind, missing: [String], outside: OutsideRule) -> Int {
    if kind == .ignored { return 0 }
    var levels = kind.labels?.count ?? kind.ordered?.bins.count ?? 0
    if case .other(let label) = outside, let labels = kind.labels,
      !labels.contains(where: { $0.utf8.elementsEqual(label.utf8) })
    {
      levels += 1
    }
    return levels + (missing.isEmpty ? 0 : 1)
  }
}
