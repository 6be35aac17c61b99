import Arithmetic
import Cryptography
import JSON

/// An object in a file, read member by member; each fault names the file and the path.
///
/// Members that nobody asks for are found by comparing the file with its re-encoding.
struct FileFields {
  /// The file's name, for errors.
  let file: String

  /// Where the object is, such as `transcript[3]`; empty for the outermost one.
  let path: String

  /// The object.
  let json: JSON

  /// The fault of a member of this object.
  func fault(_ fault: MemberFault, at key: String) -> LineageError {
    .member(file: file, path: path.isEmpty ? key : "\(path).\(key)", fault: fault)
  }

  /// The member of that name.
  func value(_ key: String) throws(LineageError) -> JSON {
    guard let value = json[key] else { throw fault(.missing, at: key) }
    return value
  }

  /// The object under that name.
  func object(_ key: String) throws(LineageError) -> FileFields {
    FileFields(file: file, path: path.isEmpty ? key : "\(path).\(key)", json: try value(key))
  }

  /// The text under that name.
  func text(_ key: String) throws(LineageError) -> String {
    guard let text = try value(key).string else { throw fault(.notText, at: key) }
    return text
  }

  /// The integer under that name, within a range.
  func integer(_ key: String, in range: ClosedRange<Int>) throws(LineageError) -> Int {
    guard let integer = try value(key).integer else { throw fault(.notInteger, at: key) }
    guard range.contains(integer) else { throw fault(.outOfRange, at: key) }
    return integer
  }

  /// The integers under that name; those beyond 2^53 are texts.
  func integers(_ key: String) throws(LineageError) -> [Int] {
    var integers: [Int] = []
    for element in try elements(key) {
      guard let integer = element.exactInteger else { throw fault(.notInteger, at: key) }
      integers.append(integer)
    }
    return integers
  }

  /// The finite number under that name.
  func number(_ key: String) throws(LineageError) -> Double {
    guard let number = try value(key).double else { throw fault(.notNumber, at: key) }
    return number
  }

  /// The finite numbers under that name.
  func numbers(_ key: String) throws(LineageError) -> [Double] {
    var numbers: [Double] = []
    for element in try elements(key) {
      guard let number = element.double else { throw fault(.notNumber, at: key) }
      numbers.append(number)
    }
    return numbers
  }

  /// The exact number that the text under that name spells.
  func exact(_ key: String) throws(LineageError) -> Rational {
    guard let value = try value(key).string.flatMap(Rational.init(_:)) else {
      throw fault(.notExact, at: key)
    }
    return value
  }

  /// The exact number under that name, which has to be greater than 0.
  func positive(_ key: String) throws(LineageError) -> Rational {
    let value = try exact(key)
    guard value > 0 else { throw fault(.outOfRange, at: key) }
    return value
  }

  /// The SHA-256 digest under that name.
  func digest(_ key: String) throws(LineageError) -> [UInt8] {
    guard let digest = try value(key).string.flatMap([UInt8].init(hex:)), digest.count == 32 else {
      throw fault(.notDigest, at: key)
    }
    return digest
  }

  /// The elements of the list under that name.
  func elements(_ key: String) throws(LineageError) -> [JSON] {
    guard let elements = try value(key).array else { throw fault(.notList, at: key) }
    return elements
  }

  /// The texts of the list under that name.
  func texts(_ key: String) throws(LineageError) -> [String] {
    var texts: [String] = []
    for element in try elements(key) {
      guard let text = element.string else { throw fault(.notText, at: key) }
      texts.append(text)
    }
    return texts
  }

  /// The objects of the list under that name, each with its own path.
  func objects(_ key: String) throws(LineageError) -> [FileFields] {
    let base = path.isEmpty ? key : "\(path).\(key)"
    return try elements(key).enumerated().map { index, element in
      FileFields(file: file, path: "\(base)[\(index)]", json: element)
    }
  }
}

extension JSON {
  /// An integer as a JSON number, or as a text where a reader might round it.
  ///
  /// - Source: RFC 7493, section 2.2.
  static func exact(_ value: Int) -> JSON {
    JSONNumber.safeIntegers.contains(value) ? .integer(value) : .string(String(value))
  }

  /// An exact number as a text, "p/q".
  static func exact(_ value: Rational) -> JSON { .string(value.description) }

  /// A digest as hexadecimal text.
  static func digest(_ bytes: [UInt8]) -> JSON { .string(bytes.hex) }

  /// The integer that ``exact(_:)-(Int)`` wrote.
  var exactInteger: Int? { integer ?? string.flatMap { Int($0) } }
}
