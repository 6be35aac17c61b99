extension Column {
  /// The rules that such a column would break, all of them.
  package static func violations(
    kind: ColumnKind,
    missing: [String],
    outside: OutsideRule
  ) -> [SchemaRule] {
    var violations: [SchemaRule] = []
    let labels = kind.labels ?? []
    if case .categorical = kind, labels.isEmpty { violations.append(.noLabels) }
    if let repeated = firstRepeated(labels) { violations.append(.labelRepeated(repeated)) }
    if let repeated = firstRepeated(missing) { violations.append(.labelRepeated(repeated)) }
    if let both = firstRepeated(unique(labels) + unique(missing)) {
      violations.append(.labelIsMissing(both))
    }
    switch outside {
    case .clamp:
      if kind.labels != nil { violations.append(.outsideNotForKind(outside.word, kind.word)) }
    case .other(let label):
      if kind.labels == nil { violations.append(.outsideNotForKind(outside.word, kind.word)) }
      // An empty cell that no label claims is missing, where there is a missing level.
      let isEmptyCell = label.isEmpty && !missing.isEmpty && !labels.contains("")
      if isEmptyCell || missing.contains(where: { $0.utf8.elementsEqual(label.utf8) }) {
        violations.append(.labelIsMissing(label))
      }
    case .missing:
      if missing.isEmpty { violations.append(.outsideNeedsMissing) }
    }
    if case .code(let size) = kind, !(1...levelLimit ~= size) {
      return violations + [size < 1 ? .sizeNotPositive : .tooManyLevels]
    }
    if case .decimal(let places, _) = kind, !Scale.places.contains(places) {
      return violations + [.placesOutOfRange]
    }
    if let (scale, bins) = kind.ordered {
      if !scale.units.contains(bins.minimum) || !scale.units.contains(bins.maximum) {
        violations.append(.numberTooLarge)
      } else if let bin = binOfMissingTexts(scale, bins, missing) {
        violations.append(.binIsMissing(bin))
      }
    }
    if levelCount(kind: kind, missing: missing, outside: outside) > levelLimit {
      violations.append(.tooManyLevels)
    }
    return violations
  }

  /// The numbers within bounds whose own text means a missing cell, ascending.
  ///
  /// No such number may be written into a synthetic row: it would be read as missing.
  static func missingUnits(_ scale: Scale, _ bins: Bins, _ missing: [String]) -> [Int] {
    missing.compactMap { text in
      let bytes = Array(text.utf8)
      guard let reading = scale.parse(bytes.span), bins.minimum...bins.maximum ~= reading.units,
        scale.text(of: reading.units).utf8.elementsEqual(bytes)
      else { return nil }
      return reading.units
    }.sorted()
  }

  /// The text of a bin in which every number's own text means a missing cell, if there is one.
  private static func binOfMissingTexts(
    _ scale: Scale,
    _ bins: Bins,
    _ missing: [String]
  ) -> String? {
    var inBin: [Int: Int] = [:]
    for units in missingUnits(scale, bins, missing) {
      inBin[bins.index(of: units), default: 0] += 1
    }
    let full = inBin.filter { bins.units(of: $0.key).count == $0.value }.keys.min()
    return full.map { scale.text(of: bins.units(of: $0).lowerBound) }
  }

  /// The first text that occurs a second time, byte for byte.
  private static func firstRepeated(_ texts: [String]) -> String? {
    var seen: Set<[UInt8]> = []
    return texts.first { !seen.insert(Array($0.utf8)).inserted }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<[UInt8]> = []
    return texts.filter { seen.insert(Array($0.utf8)).inserted }
  }
}
