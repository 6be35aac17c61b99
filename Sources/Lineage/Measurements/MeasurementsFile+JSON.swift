import Accounting
import GraphicalModels
import JSON
import Marginals
import Schemas

extension MeasurementsFile {
  /// The name and version of the format.
  package static let format = "measurements/2"

  /// The file's content.
  var json: JSON {
    let candidates = CandidateTable(of: transcript)
    return [
      "marginalia": .string(MeasurementsFile.format),
      "schema": ["sha256": .digest(schemaDigest)],
      "domain": .array(domain.attributes.map(\.json)),
      "privacy": ["neighbours": .string(neighbours.rawValue), "unit": unit.json],
      "strategy": ["name": .string(strategy), "settings": strategySettings],
      "workload": .array(workload.queries.map { $0.json(in: domain) }),
      "rows": ["rule": .string(rowRule.name), "count": .integer(rows)],
      "inference": inference.json,
      "determinism": .integer(determinism),
      "candidates": candidates.json(in: domain),
      "transcript": .array(
        transcript.entries.map { $0.json(in: domain, referringTo: candidates) }
      ),
    ]
  }

  /// Reads the file; only the bytes that ``bytes`` gives are accepted.
  ///
  /// - Parameter bytes: the file's content.
  /// - Throws: `LineageError` with the path of the first member that isn't as the format asks.
  package init(parsing bytes: [UInt8]) throws(LineageError) {
    let fields = try FileFields(
      parsing: bytes,
      file: ReleaseFile.measurements,
      format: MeasurementsFile.format
    )
    let privacy = try fields.object("privacy")
    let strategy = try fields.object("strategy")
    let rows = try fields.object("rows")
    let domain = try Domain(reading: fields, at: "domain")
    guard let neighbours = Neighbours(rawValue: try privacy.text("neighbours")) else {
      throw privacy.fault(.unknownWord, at: "neighbours")
    }
    let settings = try strategy.value("settings")
    guard settings.members != nil else { throw strategy.fault(.missing, at: "settings") }
    let candidates = try CandidateTable(reading: fields, at: "candidates", in: domain)
    var entries: [Transcript.Entry] = []
    for entry in try fields.objects("transcript") {
      entries.append(
        try Transcript.Entry(reading: entry, in: domain, referringTo: candidates)
      )
    }
    var queries: [Workload.Query] = []
    for query in try fields.objects("workload") {
      queries.append(try Workload.Query(reading: query, in: domain))
    }
    let count = try rows.integer("count", in: 0...RowRule.limit)
    self.init(
      schemaDigest: try fields.object("schema").digest("sha256"),
      domain: domain,
      neighbours: neighbours,
      unit: try PrivacyUnit(reading: privacy),
      transcript: Transcript(entries),
      strategy: try strategy.text("name"),
      strategySettings: settings,
      workload: Workload(queries),
      rowRule: try RowRule(reading: rows, count: count),
      rows: count,
      inference: try InferenceSettings(reading: try fields.object("inference")),
      determinism: try fields.integer("determinism", in: 1...1_000_000)
    )
    // One comparison refuses unknown members, other orders, other number texts and white space.
    guard self.bytes == bytes else { throw .notCanonical(file: ReleaseFile.measurements) }
  }
}

extension FileFields {
  /// Reads a file of the given format: one JSON object that names it under "marginalia".
  init(parsing bytes: [UInt8], file: String, format: String) throws(LineageError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes)
    } catch {
      throw .json(file: file, error)
    }
    self.init(file: file, path: "", json: json)
    try require(format, at: "marginalia")
  }

  /// Refuses an object that doesn't call itself by this name and version.
  func require(_ format: String, at key: String) throws(LineageError) {
    let found = json[key]?.string
    guard found == format else {
      throw .unknownFormat(file: file, found: found, expected: format)
    }
  }
}

extension RowRule {
  fileprivate init(reading fields: FileFields, count: Int) throws(LineageError) {
    switch try fields.text("rule") {
    case RowRule.noisyTotal.name: self = .noisyTotal
    case RowRule.requested(count).name: self = .requested(count)
    default: throw fields.fault(.unknownWord, at: "rule")
    }
  }
}

extension PrivacyUnit {
  /// The unit as files have it: `"row"`, or the column that names the unit, and the bound.
  var json: JSON {
    switch self {
    case .row: "row"
    case .column(let name, let maximumRows):
      ["column": .string(name), "maximumRows": .integer(maximumRows)]
    }
  }

  /// Reads the member `unit`.
  init(reading fields: FileFields) throws(LineageError) {
    if let word = try fields.value("unit").string {
      guard word == "row" else { throw fields.fault(.unknownWord, at: "unit") }
      self = .row
    } else {
      let unit = try fields.object("unit")
      self = .column(
        name: try unit.text("column"),
        maximumRows: try unit.integer("maximumRows", in: 1...1_000_000)
      )
    }
  }
}
