import JSON
package import Schemas
package import Tables

/// What a schema says: the columns with their sizes, and what is protected.
public struct SchemaSummary: Sendable, Equatable {
  /// How many cells of a private table a column's declaration doesn't list.
  ///
  /// Both counts are exact and private.
  public struct Fit: Sendable, Equatable {
    /// Cells that hold one of the column's texts for a missing value.
    public let missing: Int

    /// Values beyond the bounds, or not in the list.
    public let outside: Int

    /// Texts that are no number or date, where the column has such.
    public let unreadable: Int

    /// Makes a fit.
    package init(missing: Int, outside: Int, unreadable: Int) {
      self.missing = missing
      self.outside = outside
      self.unreadable = unreadable
    }
  }

  /// One column that is synthesised.
  public struct Column: Sendable, Equatable {
    /// The column's name.
    public let name: String

    /// The column's type, as the schema names it.
    public let kind: String

    /// The number of levels: bins or categories, and those for other and missing values.
    public let levels: Int

    /// How the private table fits, where one was given.
    public let fit: Fit?

    /// Makes a column.
    package init(name: String, kind: String, levels: Int, fit: Fit?) {
      self.name = name
      self.kind = kind
      self.levels = levels
      self.fit = fit
    }
  }

  /// The schema's name.
  public let name: String

  /// What is protected: "row", or the id column's values.
  public let unit: String

  /// What the unit is protected against: "add-remove-one" or "replace-one".
  public let neighbours: String

  /// The columns, in the schema's order, those ignored left out.
  public let columns: [Column]

  /// The combinations of levels that no row has, in words.
  public let impossible: [String]

  /// The columns that no person has vouched for.
  public let unvouched: [String]

  /// The summary of a schema, with the fit of each column where a table was held against it.
  package init(_ schema: Schema, checkedAgainst check: DataCheck? = nil) {
    name = schema.name
    unit =
      switch schema.unit {
      case .row: "row"
      case .column(let column, let maximumRows): "\(column) of at most \(maximumRows) rows"
      }
    neighbours = schema.neighbours.rawValue
    let fits = check?.columns.map {
      Fit(missing: $0.missing, outside: $0.outside, unreadable: $0.unreadable)
    }
    columns = schema.attributes.enumerated().map { index, column in
      Column(name: column.name, kind: column.kind.word, levels: column.levels, fit: fits?[index])
    }
    impossible = schema.impossible.map(schema.words)
    unvouched = schema.unvouchedColumns
  }

  /// The schema as one JSON object; private where a column has a fit.
  public var json: String {
    Document.json(
      "schema-check/1",
      [
        "name": .string(name),
        "unit": .string(unit),
        "neighbours": .string(neighbours),
        "columns": .array(columns.map(\.document)),
        "impossible": .array(impossible.map(JSON.string)),
        "unvouched": .array(unvouched.map(JSON.string)),
      ]
    )
  }
}

extension SchemaSummary.Column {
  fileprivate var document: JSON {
    let cells: JSON =
      fit.map {
        [
          "missing": .integer($0.missing), "outside": .integer($0.outside),
          "unreadable": .integer($0.unreadable),
        ]
      } ?? .null
    return [
      "name": .string(name), "type": .string(kind), "levels": .integer(levels), "cells": cells,
    ]
  }
}
