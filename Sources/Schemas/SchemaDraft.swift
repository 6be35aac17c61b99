import JSON

/// A schema that a program guessed from private rows, for a person to correct and vouch for.
///
/// Until then it is as private as the rows: its categories and bounds occur in them.
package struct SchemaDraft: Sendable, Equatable {
  /// A guessed column, and what was seen.
  package struct Guess: Sendable, Equatable {
    /// The column, not vouched for.
    package let column: Column

    /// What the guess rests on, for the person who checks it.
    package let note: String

    /// Makes a guess of a column, whether vouched for or not.
    package init(column: Column, note: String) {
      self.column = column.vouched(false)
      self.note = note
    }
  }

  /// What the table is called.
  package let name: String

  /// The guesses in the order of the file's columns.
  package let guesses: [Guess]

  /// Makes a draft.
  package init(name: String, guesses: [Guess]) {
    self.name = name
    self.guesses = guesses
  }

  /// The draft as a schema file: every guessed line marked, with the reading it rests on.
  package var text: String {
    let columns = guesses.map { guess -> JSON in
      let members = guess.column.json.members ?? []
      return .object(members + [JSONMember(key: "note", value: .string(guess.note))])
    }
    let root: JSON = [
      "marginalia": .string(Schema.format),
      "name": .string(name),
      "note": .string(Self.note),
      "unit": "row",
      "neighbours": .string(Neighbours.addRemoveOne.rawValue),
      "columns": .array(columns),
    ]
    return root.pretty
  }

  /// What a person has to do with a draft.
  private static let note =
    "PRIVATE: drafted from private rows. Replace every category, bound and bin by what is known "
    + "without looking at the rows (a codebook, a form, a law), check the unit, remove the notes, "
    + "and set \"vouched\" to true. It can be published only then."
}
