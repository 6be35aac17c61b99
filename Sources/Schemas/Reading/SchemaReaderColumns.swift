import JSON

extension SchemaReader {
  /// The column that an object declares, or nil where there was a finding in it.
  mutating func readColumn(_ node: SchemaNode) -> Column? {
    let findingsBefore = findings.count
    column = node.value["name"]?.string
    defer { column = nil }
    guard let type = node.value["type"] else {
      _ = members(
        of: node,
        allowed: node.value.members?.map(\.key) ?? [],
        required: ["name", "type"]
      )
      return nil
    }
    let typeNode = SchemaNode(value: type, path: node.path + [.key("type")])
    guard let word = word(typeNode, for: "type", allowed: Self.forms.map(\.type)),
      let form = Self.forms.first(where: { $0.type == word })
    else { return nil }
    let keys = members(
      of: node,
      allowed: ["name", "type", "vouched", "formulas", "note"] + form.required + form.optional,
      required: ["name"] + form.required
    )
    let name = keys["name"].flatMap { text($0, for: "name") }
    let isVouched = keys["vouched"].flatMap { truth($0, for: "vouched") } ?? true
    let allowsFormulas = keys["formulas"].flatMap { truth($0, for: "formulas") } ?? false
    _ = keys["note"].flatMap { text($0, for: "note") }
    let missing = keys["missing"].map { missingTexts($0) } ?? []
    let kind = readKind(word, keys)
    guard let name, let kind, let outside = outsideRule(keys, of: kind),
      findings.count == findingsBefore
    else { return nil }
    let violations = Column.violations(kind: kind, missing: missing, outside: outside)
    for rule in violations { report(rule, at: node.path + Self.step(to: rule, in: keys)) }
    guard violations.isEmpty else { return nil }
    return Column(
      name: name,
      kind: kind,
      missing: missing,
      outside: outside,
      isVouched: isVouched,
      allowsFormulas: allowsFormulas
    )
  }

  /// The keys that go with each type of column.
  private static let forms: [(type: String, required: [String], optional: [String])] = {
    let ordered = ["bins", "missing", "outside"]
    return [
      ("categorical", ["categories"], ["missing", "outside", "other"]),
      ("boolean", [], ["true", "false", "missing", "outside", "other"]),
      ("integer", ["minimum", "maximum"], ordered),
      ("decimal", ["decimals", "minimum", "maximum"], ordered),
      ("date", ["minimum", "maximum"], ordered),
      ("code", ["size"], ["missing", "outside"]),
      ("ignored", [], []),
    ]
  }()

  private mutating func readKind(_ type: String, _ keys: [String: SchemaNode]) -> ColumnKind? {
    switch type {
    case "categorical":
      return keys["categories"].flatMap { texts($0, for: "categories") }
        .map { .categorical($0) }
    case "boolean":
      let falseText = keys["false"].map { text($0, for: "false") } ?? "false"
      let trueText = keys["true"].map { text($0, for: "true") } ?? "true"
      guard let falseText, let trueText else { return nil }
      return .boolean(falseText: falseText, trueText: trueText)
    case "integer": return bins(keys, on: .integer).map { .integer($0) }
    case "date": return bins(keys, on: .date).map { .date($0) }
    case "decimal":
      guard let node = keys["decimals"] else { return nil }
      guard let places = node.value.integer, Scale.places.contains(places) else {
        report(.placesOutOfRange, at: node.path)
        return nil
      }
      return bins(keys, on: .decimal(places: places)).map { .decimal(places: places, $0) }
    case "code":
      guard let node = keys["size"] else { return nil }
      guard let size = node.value.integer else {
        report(.expected("a whole number", for: "size"), at: node.path)
        return nil
      }
      return .code(size: size)
    default: return .ignored
    }
  }

  private mutating func bins(_ keys: [String: SchemaNode], on scale: Scale) -> Bins? {
    let minimum = keys["minimum"].flatMap { units($0, for: "minimum", on: scale) }
    let maximum = keys["maximum"].flatMap { units($0, for: "maximum", on: scale) }
    guard let cut = keys["bins"].map({ readCut($0, on: scale) }) ?? .width(1),
      let minimum, let maximum
    else { return nil }
    if let rule = Bins.violation(minimum: minimum, maximum: maximum, cut: cut) {
      let node = keys["bins"].flatMap { rule == .boundsReversed ? nil : $0 } ?? keys["minimum"]
      report(rule, at: node?.path ?? [])
      return nil
    }
    return Bins(minimum: minimum, maximum: maximum, cut: cut)
  }

  private mutating func readCut(_ node: SchemaNode, on scale: Scale) -> Bins.Cut? {
    let keys = members(of: node, allowed: ["width", "edges"], required: [])
    guard node.value.members != nil else { return nil }
    switch (keys["width"], keys["edges"]) {
    case (let width?, nil):
      // A width of dates is a number of days, not a date.
      return units(width, for: "width", on: scale == .date ? .integer : scale).map { .width($0) }
    case (nil, let edges?):
      guard let nodes = elements(edges, for: "edges") else { return nil }
      let edges = nodes.compactMap { units($0, for: "edges", on: scale) }
      return edges.count == nodes.count ? .edges(edges) : nil
    default:
      report(.binsAmbiguous, at: node.path)
      return nil
    }
  }

  private mutating func missingTexts(_ node: SchemaNode) -> [String] {
    if let isOn = node.value.boolean { return isOn ? [""] : [] }
    guard node.value.array != nil else {
      report(.expected("true, false or a list of texts", for: "missing"), at: node.path)
      return []
    }
    return texts(node, for: "missing") ?? []
  }

  private mutating func outsideRule(
    _ keys: [String: SchemaNode],
    of kind: ColumnKind
  ) -> OutsideRule? {
    let label = keys["other"].map { text($0, for: "other") } ?? "other"
    var rule = Column.usualRule(for: kind).word
    if let node = keys["outside"] {
      guard let word = word(node, for: "outside", allowed: ["clamp", "other", "missing"]) else {
        return nil
      }
      rule = word
    }
    if rule != "other", let node = keys["other"] {
      report(.unknownKey("other", suggestion: nil), at: node.path)
    }
    switch rule {
    case "clamp": return .clamp
    case "missing": return .missing
    default: return label.map { .other($0) }
    }
  }

  /// The key whose value breaks a rule on the whole column.
  private static func step(to rule: SchemaRule, in keys: [String: SchemaNode]) -> [JSONStep] {
    let candidates =
      switch rule {
      case .outsideNeedsMissing, .outsideNotForKind: ["outside"]
      case .labelIsMissing, .binIsMissing: ["missing"]
      case .tooManyLevels: ["bins", "categories", "size"]
      case .sizeNotPositive: ["size"]
      case .labelRepeated, .noLabels: ["categories", "missing", "true"]
      default: ["minimum"]
      }
    return [.key(candidates.first { keys[$0] != nil } ?? "name")]
  }
}
