/// Texts that a spreadsheet runs when somebody opens a table with them.
///
/// All texts of a synthetic table come from the schema, so that is where they are refused.
///
/// - Source: OWASP ASVS 4.0.3, 5.3.10 and "CSV Injection"; CWE-1236.
package enum FormulaText {
  /// Whether a spreadsheet would take the cell for a formula, not for a text or a number.
  ///
  /// - Complexity: O(bytes).
  package static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0: return true
    case UInt8(ascii: "="), UInt8(ascii: "@"): return text.utf8.count > 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return text.utf8.count > 1 && !isNumber(text.utf8.dropFirst())
    default: return false
    }
  }

  /// Digits with at most one point among them.
  private static func isNumber(_ digits: Substring.UTF8View) -> Bool {
    let points = digits.count { $0 == UInt8(ascii: ".") }
    return points <= 1 && digits.count > points
      && digits.allSatisfy {
        $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
  }
}
