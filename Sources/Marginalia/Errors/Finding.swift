/// One thing that is wrong: where, and what.
///
/// A finding names files, lines and columns; it never holds a cell's text.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
  /// Where: a file, a file with line and column, or a record.
  public let place: String

  /// What is wrong there, and what to do where that isn't plain.
  public let message: String

  /// Makes a finding.
  public init(place: String, message: String) {
    self.place = place
    self.message = message
  }

  /// The place, then what is wrong there; once, where the message begins with the place itself.
  public var description: String {
    place.isEmpty || message.hasPrefix("\(place) ") ? message : "\(place): \(message)"
  }
}
