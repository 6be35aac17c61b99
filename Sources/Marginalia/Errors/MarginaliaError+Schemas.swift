package import Schemas

extension MarginaliaError {
  /// What a schema's faults mean to the caller.
  package init(_ error: SchemaError) {
    switch error {
    case .invalid(let file, let findings, let isCut):
      self = .badInput(
        "\(file) is no schema" + (isCut ? "; these are the first findings" : ""),
        findings: findings.map { Finding($0, in: file) }
      )
    }
  }
}

extension Finding {
  /// A finding about a schema's file.
  package init(_ finding: SchemaFinding, in file: String) {
    let place = [finding.line, finding.position].compactMap { $0 }.map { ":\($0)" }.joined()
    let subject = finding.column.map { "column \"\(Printable.text($0))\": " } ?? ""
    self.init(place: file + place, message: "\(subject)\(finding.rule)")
  }
}
