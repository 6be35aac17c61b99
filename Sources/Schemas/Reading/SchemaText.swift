package import JSON

extension Schema {
  /// The name and version of the format, under its key "marginalia".
  package static let format = "schema/1"

  /// Reads a schema from its JSON form, or from an mbi domain file.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The file's name, for the findings.
  /// - Throws: ``SchemaError`` with all that is wrong, up to a limit.
  package init(parsing bytes: [UInt8], file: String) throws(SchemaError) {
    let root: JSON
    do {
      root = try JSON(parsing: bytes)
    } catch {
      throw .invalid(file: file, findings: [SchemaFinding(error)], isCut: false)
    }
    var reader = SchemaReader(bytes: bytes)
    if let schema = reader.schema(root), reader.findings.isEmpty {
      self = schema
      return
    }
    let limit = SchemaError.findingLimit
    let shown = reader.findings.prefix(limit).sorted {
      ($0.line ?? 0, $0.position ?? 0) < ($1.line ?? 0, $1.position ?? 0)
    }
    throw .invalid(file: file, findings: shown, isCut: reader.findings.count > limit)
  }

  /// The schema in its JSON form: what a release holds as `schema.json`, in canonical form.
  ///
  /// Reading it gives this schema again. Every rule is spelled out, so that a stranger need not
  /// know what is usual.
  package var json: JSON {
    let unit: JSON =
      switch unit {
      case .row: "row"
      case .column(let name, let maximumRows):
        ["column": .string(name), "maximumRows": .integer(maximumRows)]
      }
    let members: [(String, JSON)] = [
      ("marginalia", .string(Schema.format)),
      ("name", .string(name)),
      ("unit", unit),
      ("neighbours", .string(neighbours.rawValue)),
      ("columns", .array(columns.map(\.json))),
    ]
    let impossible: [(String, JSON)] =
      impossible.isEmpty ? [] : [("impossible", .array(impossible.map(json)))]
    return .object((members + impossible).map { JSONMember(key: $0.0, value: $0.1) })
  }
}

extension SchemaFinding {
  /// What the JSON reader found.
  init(_ error: JSONError) {
    switch error {
    case .malformed(let fault, let line, let position):
      self.init(line: line, position: position, column: nil, rule: .notJSON("\(fault)"))
    case .tooLarge:
      self.init(line: nil, position: nil, column: nil, rule: .notJSON("\(error)"))
    }
  }
}

extension Column {
  /// The column in the JSON form of a schema.
  package var json: JSON {
    var members: [(String, JSON)] = [("name", .string(name)), ("type", .string(kind.word))]
    switch kind {
    case .categorical(let labels):
      members.append(("categories", .array(labels.map { .string($0) })))
    case .boolean(let falseText, let trueText):
      members += [("true", .string(trueText)), ("false", .string(falseText))]
    case .integer(let bins): members += bins.members(on: .integer)
    case .decimal(let places, let bins):
      members.append(("decimals", .integer(places)))
      members += bins.members(on: .decimal(places: places))
    case .date(let bins): members += bins.members(on: .date)
    case .code(let size): members.append(("size", .integer(size)))
    case .ignored: break
    }
    if kind != .ignored {
      if !missing.isEmpty { members.append(("missing", .array(missing.map { .string($0) }))) }
      members.append(("outside", .string(outside.word)))
      if case .other(let label) = outside { members.append(("other", .string(label))) }
    }
    if !isVouched { members.append(("vouched", false)) }
    if allowsFormulas { members.append(("formulas", true)) }
    return .object(members.map { JSONMember(key: $0.0, value: $0.1) })
  }
}

extension Bins {
  /// Bounds and bins as members of a column in the JSON form of a schema.
  func members(on scale: Scale) -> [(String, JSON)] {
    let bins: JSON =
      switch cut {
      case .width(let width): ["width": (scale == .date ? .integer : scale).json(width)]
      case .edges(let edges): ["edges": .array(edges.map(scale.json))]
      }
    return [("minimum", scale.json(minimum)), ("maximum", scale.json(maximum)), ("bins", bins)]
  }
}

extension Scale {
  /// Units as JSON: small whole numbers as numbers; the rest as text, as a double may not hold it.
  func json(_ units: Int) -> JSON {
    self == .integer && JSONNumber.safeIntegers.contains(units)
      ? .integer(units) : .string(text(of: units))
  }
}
