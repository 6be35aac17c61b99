/// What a number in a report gives away about the private table.
///
/// A public report has numbers of the first two classes only.
enum LeakClass: String, CaseIterable {
  /// Known before anything was measured: nothing.
  case declared = "P"
  /// Computed from measurements that are paid for: nothing beyond what was paid.
  case measured = "M"

  /// The class as a mark beside a number.
  var mark: String {
    "<abbr class=\"leak\" title=\"\(meaning)\">\(rawValue)</abbr>"
  }

  /// The class in words.
  var meaning: String {
    switch self {
    case .declared: "Public before anything was measured"
    case .measured: "Computed from the paid measurements alone"
    }
  }
}
