import JSON

/// A part of the JSON being read, with the way to it.
struct SchemaNode {
  /// The value.
  let value: JSON

  /// The steps to it from the root.
  let path: [JSONStep]
}

/// A reader of schemas that goes on after a finding, so that one look shows them all.
struct SchemaReader {
  /// What was found wrong so far.
  private(set) var findings: [SchemaFinding] = []

  /// The name of the column being read.
  var column: String?

  private let places: JSONPlaces

  /// Starts to read.
  ///
  /// - Precondition: `bytes` is valid JSON.
  init(bytes: [UInt8]) { places = JSONPlaces(of: bytes) }

  /// Notes a finding, up to one more than are shown: finding places costs a walk each.
  mutating func report(_ rule: SchemaRule, at path: [JSONStep]) {
    guard findings.count <= SchemaError.findingLimit else { return }
    let (line, position) = places.place(of: path)
    findings.append(SchemaFinding(line: line, position: position, column: column, rule: rule))
  }

  /// The schema in a JSON value, or nil where there was a finding.
  mutating func schema(_ root: JSON) -> Schema? {
    guard let members = root.members else {
      report(.notASchema, at: [])
      return nil
    }
    if root["marginalia"] == nil, !members.isEmpty,
      members.allSatisfy({ $0.value.number != nil })
    {
      return codedSchema(members)
    }
    guard root["marginalia"] != nil || root["columns"] != nil else {
      report(.notASchema, at: [])
      return nil
    }
    return writtenSchema(SchemaNode(value: root, path: []))
  }

  /// The schema that an mbi domain file stands for: a column of codes for every name.
  private mutating func codedSchema(_ members: [JSONMember]) -> Schema? {
    var columns: [Column] = []
    for member in members {
      column = member.key
      let path = [JSONStep.key(member.key)]
      if let size = member.value.integer {
        let kind = ColumnKind.code(size: size)
        let violations = Column.violations(kind: kind, missing: [], outside: .clamp)
        violations.forEach { report($0, at: path) }
        if violations.isEmpty { columns.append(Column(name: member.key, kind: kind)) }
      } else {
        report(.expected("a whole number", for: member.key), at: path)
      }
    }
    return schema(columns, of: members.count, at: members.map { [.key($0.key)] })
  }

  private mutating func writtenSchema(_ root: SchemaNode) -> Schema? {
    let keys = members(
      of: root,
      allowed: ["marginalia", "name", "note", "unit", "neighbours", "columns", "impossible"],
      required: ["marginalia", "columns"]
    )
    if let version = keys["marginalia"], version.value.string != Schema.format {
      report(.unknownVersion, at: version.path)
    }
    let name = keys["name"].flatMap { text($0, for: "name") } ?? "table"
    _ = keys["note"].flatMap { text($0, for: "note") }
    let unit = keys["unit"].map { readUnit($0) } ?? .row
    let neighbours =
      keys["neighbours"].flatMap {
        word($0, for: "neighbours", allowed: Neighbours.allCases.map(\.rawValue))
      }.flatMap(Neighbours.init(rawValue:)) ?? .addRemoveOne
    guard let list = keys["columns"], let nodes = elements(list, for: "columns") else {
      return nil
    }
    let columns = nodes.prefix(Schema.columnLimit + 1).compactMap { readColumn($0) }
    return schema(
      columns,
      of: nodes.count,
      at: nodes.map { $0.path + [.key("name")] },
      name: name,
      unit: unit,
      neighbours: neighbours,
      impossible: keys["impossible"]
    )
  }

  /// The schema of the columns that could be read, if that is all of them and nothing is wrong.
  private mutating func schema(
    _ columns: [Column],
    of count: Int,
    at paths: [[JSONStep]],
    name: String = "table",
    unit: PrivacyUnit = .row,
    neighbours: Neighbours = .addRemoveOne,
    impossible: SchemaNode? = nil
  ) -> Schema? {
    // With a column missing, positions no longer fit and the rules on all columns mean nothing.
    guard columns.count == count || count > Schema.columnLimit else { return nil }
    for violation in Schema.violations(columns: columns, unit: unit) {
      column = violation.index.map { columns[$0].name }
      report(violation.rule, at: violation.index.map { paths[$0] } ?? [.key("columns")])
    }
    column = nil
    let combinations = impossible.map { self.combinations($0, of: columns) } ?? []
    guard findings.isEmpty else { return nil }
    return Schema(
      name: name,
      columns: columns,
      unit: unit,
      neighbours: neighbours,
      impossible: combinations
    )
  }

  private mutating func readUnit(_ node: SchemaNode) -> PrivacyUnit {
    if node.value.string == "row" { return .row }
    guard node.value.members != nil else {
      report(.expected("\"row\", or an object with \"column\"", for: "unit"), at: node.path)
      return .row
    }
    let keys = ["column", "maximumRows"]
    let members = members(of: node, allowed: keys, required: keys)
    guard let name = members["column"], let bound = members["maximumRows"] else { return .row }
    guard let name = text(name, for: "column") else { return .row }
    guard let maximumRows = bound.value.integer else {
      report(.expected("a whole number", for: "maximumRows"), at: bound.path)
      return .row
    }
    return .column(name: name, maximumRows: maximumRows)
  }
}
