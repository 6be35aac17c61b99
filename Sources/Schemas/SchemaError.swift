/// Why a file is no schema: everything found wrong with it.
package enum SchemaError: Error, Equatable {
  /// The findings in the order of the file, at most ``findingLimit``; `isCut` where there are more.
  case invalid(file: String, findings: [SchemaFinding], isCut: Bool)

  /// The largest number of findings reported at once.
  package static let findingLimit = 20
}

/// One thing wrong with a schema.
package struct SchemaFinding: Sendable, Equatable {
  /// The line in the schema's file, from 1; nil where the file as a whole is meant.
  package let line: Int?

  /// The Unicode scalar in the line, from 1; nil where the file as a whole is meant.
  package let position: Int?

  /// The column of the table that the finding is about, if any.
  package let column: String?

  /// The rule that is broken.
  package let rule: SchemaRule

  /// Makes a finding.
  package init(line: Int?, position: Int?, column: String?, rule: SchemaRule) {
    self.line = line
    self.position = position
    self.column = column
    self.rule = rule
  }
}

extension SchemaError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalid(let file, let findings, let isCut):
      findings.map { $0.description(in: file) }.joined(separator: "\n")
        + (isCut ? "\n\(file): and more; mend these first" : "")
    }
  }
}

extension SchemaFinding {
  /// `file:line:position: column "name": what is wrong; what to do`.
  package func description(in file: String) -> String {
    let place = [line, position].compactMap { $0 }.map { ":\($0)" }.joined()
    let subject = column.map { "column \"\(Printable.text($0))\": " } ?? ""
    return "\(file)\(place): \(subject)\(rule)"
  }
}
