import Schemas
package import Tables

extension MarginaliaError {
  /// What a table's faults mean to the caller; none of them carries a cell.
  package init(_ error: TableError) {
    switch error {
    case .malformed(let file, let findings, let isCut):
      self = .badInput(
        "\(file) is no table of this schema" + (isCut ? "; these are the first findings" : ""),
        findings: findings.map { Finding($0, in: file) }
      )
    case .unreadable:
      self = .failure(error.description)
    }
  }
}

extension Finding {
  /// A finding about a table's file.
  package init(_ finding: TableFinding, in file: String) {
    let place = ([finding.line] + [finding.byte].compactMap { $0 }).map { ":\($0)" }.joined()
    let subject = finding.column.map { "column \"\(Printable.text($0))\": " } ?? ""
    self.init(place: file + place, message: "\(subject)\(finding.rule)")
  }
}
