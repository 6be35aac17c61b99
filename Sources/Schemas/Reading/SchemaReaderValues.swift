import JSON

extension SchemaReader {
  /// The members of an object by their keys; unknown and missing keys are findings.
  mutating func members(
    of node: SchemaNode,
    allowed: [String],
    required: [String]
  ) -> [String: SchemaNode] {
    guard let members = node.value.members else {
      report(.expected("an object", for: name(of: node)), at: node.path)
      return [:]
    }
    var nodes: [String: SchemaNode] = [:]
    for member in members {
      let path = node.path + [.key(member.key)]
      if allowed.contains(member.key) {
        nodes[member.key] = SchemaNode(value: member.value, path: path)
      } else {
        let suggestion = Suggestion.nearest(to: member.key, among: allowed)
        report(.unknownKey(member.key, suggestion: suggestion), at: path)
      }
    }
    for key in required where nodes[key] == nil { report(.missingKey(key), at: node.path) }
    return nodes
  }

  /// The text that a value has to be.
  mutating func text(_ node: SchemaNode, for key: String) -> String? {
    if let text = node.value.string { return text }
    report(.expected("a text", for: key), at: node.path)
    return nil
  }

  /// The truth value that a value has to be.
  mutating func truth(_ node: SchemaNode, for key: String) -> Bool? {
    if let truth = node.value.boolean { return truth }
    report(.expected("true or false", for: key), at: node.path)
    return nil
  }

  /// The elements of the list that a value has to be.
  mutating func elements(_ node: SchemaNode, for key: String) -> [SchemaNode]? {
    guard let elements = node.value.array else {
      report(.expected("a list", for: key), at: node.path)
      return nil
    }
    return elements.enumerated().map { index, element in
      SchemaNode(value: element, path: node.path + [.index(index)])
    }
  }

  /// The texts of the list of texts that a value has to be.
  mutating func texts(_ node: SchemaNode, for key: String) -> [String]? {
    guard let elements = elements(node, for: key) else { return nil }
    var texts: [String] = []
    for element in elements {
      guard let text = element.value.string else {
        report(.expected("a list of texts", for: key), at: element.path)
        return nil
      }
      texts.append(text)
    }
    return texts
  }

  /// One of a few words.
  mutating func word(_ node: SchemaNode, for key: String, allowed: [String]) -> String? {
    guard let word = text(node, for: key) else { return nil }
    guard !allowed.contains(word) else { return word }
    let suggestion = Suggestion.nearest(to: word, among: allowed)
    report(.unknownWord(key: key, allowed: allowed, suggestion: suggestion), at: node.path)
    return nil
  }

  /// The units of a number or date, written as a JSON number or as a text, read exactly.
  mutating func units(_ node: SchemaNode, for key: String, on scale: Scale) -> Int? {
    guard let text = node.value.string ?? node.value.number?.literal,
      let reading = scale.parse(Array(text.utf8).span)
    else {
      report(.notExact(key: key, scale: scale), at: node.path)
      return nil
    }
    guard abs(reading.units) < NumberText.limit else {
      report(.numberTooLarge, at: node.path)
      return nil
    }
    guard reading.isExact else {
      report(.notExact(key: key, scale: scale), at: node.path)
      return nil
    }
    return reading.units
  }

  private func name(of node: SchemaNode) -> String {
    for case .key(let key) in node.path.reversed() { return key }
    return "schema"
  }
}
