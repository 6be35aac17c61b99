package import JSON
package import Lineage

/// What only people know of a release: a file that a person fills in, once for each product.
public enum AboutFiles {
  /// Writes the file that a person starts from: a question in place of each answer.
  ///
  /// - Parameters:
  ///   - path: where it goes; nil for nowhere.
  ///   - overwrites: whether a file there is replaced.
  /// - Returns: the file's text.
  /// - Throws: `usage` where the file exists and may not be replaced; `failure` where it can't be
  ///   written.
  public static func draft(
    to path: String? = nil,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> String {
    if let path { try Files.write(Array(About.draft.utf8), to: path, overwrites: overwrites) }
    return About.draft
  }

  /// Reads a file that a person has filled in.
  ///
  /// - Throws: `usage` with every field that is still blank; `badInput` where the file is of another
  ///   form; `failure` where it can't be read.
  package static func about(at path: String) throws(MarginaliaError) -> About {
    let bytes = try Files.read(path)
    do throws(LineageError) {
      return try About(parsing: bytes, file: path)
    } catch {
      if case .blanks = error { throw .usage(error.description) }
      throw .badInput(
        "\(path) doesn't say what a release needs: draft one by 'about draft'",
        findings: [Finding(place: path, message: error.description)]
      )
    }
  }

  /// Reads a report of the program's audit of itself.
  ///
  /// - Throws: `usage` where a check in it doesn't hold; `badInput` where it is no such report.
  package static func selfAudit(at path: String) throws(MarginaliaError) -> JSON {
    guard let report = try? JSON(parsing: try Files.read(path)),
      report["marginalia"]?.string == "self-audit/1", let checks = report["checks"]?.array,
      !checks.isEmpty
    else {
      throw .badInput("\(path) is no report of 'audit --self --json'", findings: [])
    }
    guard checks.allSatisfy({ $0["holds"]?.boolean == true }) else {
      throw .usage("\(path) has a check that doesn't hold: draw no noise with this program")
    }
    return report
  }
}
