import Foundation
package import Schemas
import Strategies
import Tables

/// Schemas in files: what is public about a private table.
public enum SchemaFiles {
  /// Checks a schema, or an mbi domain file, and tells the size of each column.
  ///
  /// - Parameters:
  ///   - path: the schema.
  ///   - data: a private table to hold against it; then the result is private.
  /// - Returns: the columns, each with its fit where there is a table.
  /// - Throws: `badInput` with all that is wrong with schema or table; `failure` where a file can't
  ///   be read.
  public static func check(
    _ path: String,
    data: String? = nil
  ) throws(MarginaliaError) -> SchemaSummary {
    let schema = try schema(at: path)
    try SynthesisTerms.check(schema, holdIn: Strategies.all[0].defaultModelCells, at: path)
    guard let data else { return SchemaSummary(schema) }
    do throws(TableError) {
      return SchemaSummary(schema, checkedAgainst: try DataCheck(csv: data, schema: schema))
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// Guesses a schema from private rows, for a person to vouch for; the draft is private too.
  ///
  /// - Parameters:
  ///   - data: the private table.
  ///   - path: where the draft goes, readable by its owner alone; nil for no file.
  ///   - overwrites: whether a file there is replaced.
  /// - Returns: the draft, each guess in it marked.
  /// - Throws: `usage` where the file exists and may not be replaced; `badInput` with all that is
  ///   malformed in the table; `failure` where a file can't be read or written.
  public static func draft(
    of data: String,
    to path: String? = nil,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> SchemaDraft {
    if let path, !overwrites, Files.exists(path) {
      throw .usage("\(path) exists; --force replaces it")
    }
    let name =
      data == "-"
      ? "table" : URL(fileURLWithPath: data).deletingPathExtension().lastPathComponent
    let draft: Schemas.SchemaDraft
    do throws(TableError) {
      draft = try Schemas.SchemaDraft(guessedFrom: data, name: name)
    } catch {
      throw MarginaliaError(error)
    }
    if let path {
      try Files.write(
        Array(draft.text.utf8),
        to: path,
        permissions: 0o600,
        overwrites: overwrites
      )
    }
    return SchemaDraft(path: path, text: draft.text, columns: draft.guesses.count)
  }

  /// Reads a schema.
  ///
  /// - Throws: `badInput` with all that is wrong with it; `failure` where it can't be read.
  package static func schema(at path: String) throws(MarginaliaError) -> Schema {
    let bytes = try Files.read(path)
    do throws(SchemaError) {
      return try Schema(parsing: bytes, file: path)
    } catch {
      throw MarginaliaError(error)
    }
  }
}
