package import Marginals

/// All that is public about a private table before anything is measured: the input of every run.
///
/// Nothing in it may be read off the rows: names, categories, bounds and bins are declared by a
/// person, who vouches for them.
package struct Schema: Sendable, Hashable {
  /// The largest number of columns.
  package static let columnLimit = 4096

  /// What the table is called.
  package let name: String

  /// The columns, ignored ones too, in the order in which synthetic rows have them.
  package let columns: [Column]

  /// Whose presence the guarantee hides.
  package let unit: PrivacyUnit

  /// Which tables the guarantee makes indistinguishable.
  package let neighbours: Neighbours

  /// Makes a schema.
  ///
  /// - Precondition: ``violations(columns:unit:)`` finds none.
  package init(
    name: String,
    columns: [Column],
    unit: PrivacyUnit = .row,
    neighbours: Neighbours = .addRemoveOne
  ) {
    let violations = Self.violations(columns: columns, unit: unit)
    precondition(violations.isEmpty, "schema \(name): \(violations)")
    self.name = name
    self.columns = columns
    self.unit = unit
    self.neighbours = neighbours
  }

  /// The columns that are read and synthesised: an attribute of ``domain`` each, in its order.
  package var attributes: [Column] { columns.filter(\.isSynthesised) }

  /// The attributes and their sizes, as the models see them.
  package var domain: Domain {
    Domain(attributes.map { Attribute(name: $0.name, size: $0.levels) })
  }

  /// The names of the columns that a draft guessed and no person has confirmed.
  package var unvouchedColumns: [String] { columns.filter { !$0.isVouched }.map(\.name) }

  /// Whether a person vouches for every column.
  package var isVouched: Bool { unvouchedColumns.isEmpty }

  /// The rules that such a schema would break as a whole, all of them, with the column of each.
  package static func violations(
    columns: [Column],
    unit: PrivacyUnit
  ) -> [(index: Int?, rule: SchemaRule)] {
    var violations: [(index: Int?, rule: SchemaRule)] = []
    if !columns.contains(where: \.isSynthesised) { violations.append((nil, .noColumns)) }
    if columns.count > columnLimit { violations.append((nil, .tooManyColumns)) }
    var names: Set<String> = []
    for (index, column) in columns.enumerated() {
      if !names.insert(column.name).inserted { violations.append((index, .nameRepeated)) }
      if let text = column.formula { violations.append((index, .formula(text))) }
      if case .column(let name, _) = unit, name == column.name, column.isSynthesised {
        violations.append((index, .unitColumnSynthesised))
      }
    }
    if case .column(_, let maximumRows) = unit, !PrivacyUnit.bounds.contains(maximumRows) {
      violations.append((nil, .unitBoundOutOfRange))
    }
    return violations
  }
}

/// Whose presence in the table the guarantee hides.
package enum PrivacyUnit: Sendable, Hashable {
  /// A row.
  case row
  /// All rows that share a value in the column called `name`; at most `maximumRows` of them count.
  case column(name: String, maximumRows: Int)

  /// The bounds on rows that can be asked for.
  package static let bounds = 1...1_000_000

  /// The largest number of rows that one unit has in an encoded table.
  package var maximumRows: Int {
    switch self {
    case .row: 1
    case .column(_, let maximumRows): maximumRows
    }
  }
}

/// Which pairs of tables count as neighbours.
package enum Neighbours: String, Sendable, Hashable, CaseIterable {
  /// One has a unit that the other has not.
  case addRemoveOne = "add-remove-one"
  /// They have equally many units and differ in one.
  case replaceOne = "replace-one"
}
