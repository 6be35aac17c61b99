import JSON

/// What only people know about a release: who publishes what, for whom, and on what terms.
///
/// It comes from a small file that a person writes; nothing in it may be read off the private rows.
/// A manifest says each of these things in its place, and none of them may be blank.
package struct About: Sendable, Equatable {
  /// The format of the file, under its key "marginalia".
  package static let format = "about/1"

  /// One value for each field, in the order of ``AboutField``.
  private let values: [JSON]

  /// Reads a file that a person wrote.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name, for errors.
  /// - Throws: `json`, `unknownFormat` and `member` for a file of another form; `blanks` with all
  ///   fields that say nothing.
  package init(parsing bytes: [UInt8], file: String) throws(LineageError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: bytes)
    } catch {
      throw .json(file: file, error)
    }
    let fields = FileFields(file: file, path: "", json: json)
    try fields.require(About.format, at: "marginalia")
    let known = ["marginalia"] + AboutField.allCases.map(\.rawValue)
    for member in json.members ?? [] where !known.contains(member.key) {
      throw fields.fault(.unknownWord, at: member.key)
    }
    let blanks = AboutField.allCases.filter { json[$0.rawValue].map(About.isBlank) ?? true }
    guard blanks.isEmpty else { throw .blanks(file: file, fields: blanks.map(\.rawValue)) }
    values = try About.values { _ in fields }
  }

  /// Reads what a manifest says, each field in its section of the predicate.
  init(reading predicate: FileFields) throws(LineageError) {
    values = try About.values { field throws(LineageError) in
      try predicate.object(field.section.rawValue)
    }
  }

  /// The file that a person starts from: a question in place of each answer.
  ///
  /// A text that begins with a question mark says nothing yet, so the draft itself is refused.
  package static var draft: String {
    JSON.object(
      [JSONMember(key: "marginalia", value: .string(format))]
        + AboutField.allCases.map { field in
          let question = JSON.string("? \(field.question)")
          return JSONMember(
            key: field.rawValue,
            value: field.isList ? .array([question]) : question
          )
        }
    ).pretty
  }

  /// The text of a field that has one.
  ///
  /// - Precondition: the field is no list.
  package subscript(field: AboutField) -> String {
    guard let text = value(of: field).string else {
      preconditionFailure("\(field.rawValue) is a list")
    }
    return text
  }

  /// The texts of a field that may have several.
  package func list(_ field: AboutField) -> [String] {
    (value(of: field).array ?? [value(of: field)]).compactMap(\.string)
  }

  /// The fields of a section of the predicate, as its members.
  func members(of section: AboutField.Section) -> [JSONMember] {
    AboutField.allCases.filter { $0.section == section }
      .map { JSONMember(key: $0.rawValue, value: value(of: $0)) }
  }

  private func value(of field: AboutField) -> JSON {
    for (known, value) in zip(AboutField.allCases, values) where known == field { return value }
    preconditionFailure("a field without a value")
  }

  /// Reads every field, with its type, from the object that holds it.
  private static func values(
    from object: (AboutField) throws(LineageError) -> FileFields
  ) throws(LineageError) -> [JSON] {
    var values: [JSON] = []
    for field in AboutField.allCases {
      let fields = try object(field)
      if field.isList {
        values.append(.array(try fields.texts(field.rawValue).map { .string($0) }))
      } else {
        let text = try fields.text(field.rawValue)
        guard field.words.isEmpty || field.words.contains(text) else {
          throw fields.fault(.unknownWord, at: field.rawValue)
        }
        values.append(.string(text))
      }
    }
    return values
  }

  /// Whether an answer says nothing: no text, or still a question.
  ///
  /// The empty list says something: that there is nothing of the kind.
  private static func isBlank(_ json: JSON) -> Bool {
    switch json {
    case .null: true
    case .string(let text): text.allSatisfy(\.isWhitespace) || text.hasPrefix("?")
    case .array(let elements): elements.contains(where: isBlank)
    case .boolean, .number, .object: false
    }
  }
}
