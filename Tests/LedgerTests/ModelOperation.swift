/// An operation of the model of `Proofs/Ledger.v`, as the golden vectors spell it.
enum ModelOperation: CustomStringConvertible {
  case reserve(Int, cost: Int, stops: Bool)
  case begin(Int)
  case void(Int, stops: Bool)
  case commit(Int, stops: Bool)
  case crash

  /// A letter and a reservation's number; a capital where the machine stops before the record is
  /// durable.
  init?(_ word: Substring, cost: Int) {
    guard let letter = word.first else { return nil }
    guard letter != "x" else {
      self = .crash
      return
    }
    guard let id = Int(word.dropFirst()) else { return nil }
    let stops = letter.isUppercase
    switch letter.lowercased() {
    case "r": self = .reserve(id, cost: cost, stops: stops)
    case "b": self = .begin(id)
    case "v": self = .void(id, stops: stops)
    case "c": self = .commit(id, stops: stops)
    default: return nil
    }
  }

  /// Whether power fails between the record's write and its synchronising.
  var stops: Bool {
    switch self {
    case .reserve(_, _, let stops), .void(_, let stops), .commit(_, let stops): stops
    case .begin, .crash: false
    }
  }

  var description: String {
    switch self {
    case .reserve(let id, let cost, let stops): "reserve \(id) for \(cost)\(stops ? ", stop" : "")"
    case .begin(let id): "begin \(id)"
    case .void(let id, let stops): "void \(id)\(stops ? ", stop" : "")"
    case .commit(let id, let stops): "commit \(id)\(stops ? ", stop" : "")"
    case .crash: "crash"
    }
  }
}
