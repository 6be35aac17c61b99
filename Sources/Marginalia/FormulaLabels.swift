import Schemas

/// Texts of a schema that a spreadsheet would take for a formula when it opens the synthetic table.
///
/// They are refused and never rewritten, as that would change the data: whoever means them says so.
///
/// - Source: CWE-1236; OWASP ASVS 4.0.3, 5.3.10 (CSV and formula injection).
enum FormulaLabels {
  private static let beginnings: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\0"]

  /// Refuses a schema with such texts, naming each text: a schema is public.
  static func check(
    _ schema: Schema,
    at path: String,
    isAllowed: Bool
  ) throws(MarginaliaError) {
    guard !isAllowed else { return }
    let findings = schema.columns.filter(\.isSynthesised).flatMap { column in
      texts(of: column).filter(isFormula).map { text in
        Finding(
          place: path,
          message: "column \"\(column.name)\": the text \"\(text)\" would be taken for a formula"
        )
      }
    }
    guard findings.isEmpty else {
      throw .badInput(
        "a spreadsheet would compute texts of this schema; rename them, or add "
          + "--allow-formula-labels",
        findings: findings
      )
    }
  }

  /// All that a column can put into a table, but numbers and dates.
  private static func texts(of column: Column) -> [String] {
    var texts = [column.name] + (column.kind.labels ?? []) + column.missing.prefix(1)
    if case .other(let label) = column.outside, column.kind.labels != nil { texts.append(label) }
    return texts
  }

  /// Whether a text begins as a formula does and is no number.
  static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, beginnings.contains(first) else { return false }
    return text.wholeMatch(of: /[+-]\d+(\.\d+)?([eE][+-]?\d+)?/.asciiOnlyDigits()) == nil
  }
}
