import Lineage
import Schemas

extension Watermarks {
  /// Tests tables for the choices of a secret key, with neither release nor model.
  ///
  /// - Parameters:
  ///   - suspect: a CSV file, or a folder of them.
  ///   - schema: the release's schema, which is public.
  ///   - watermarkKey: the file of the secret that rows were drawn with.
  ///   - recipients: a file of the names that rows were drawn for, one a line; nil where they were
  ///     drawn for nobody in particular.
  /// - Returns: a report for each suspect, in the order of their names.
  /// - Throws: `badInput` where a suspect shares no column with the schema, or schema, key or list
  ///   can't be used; `failure` where a file can't be read.
  /// - Complexity: for each recipient O(rows · columns), some twenty codes of HMAC-SHA256 a cell.
  public static func detect(
    _ suspect: String,
    schema: String,
    watermarkKey: String,
    recipients: String? = nil
  ) throws(MarginaliaError) -> [KeyedReport] {
    let secret = try RecipientKeys.key(at: watermarkKey)
    let names: [String?] =
      try recipients.map { list throws(MarginaliaError) in try self.names(in: list) } ?? [nil]
    let schema = try SchemaFiles.schema(at: schema)
    let (paths, tables) = try suspects(suspect, schema)
    let count = schema.attributes.count
    let keys = names.map { WatermarkKey(secret, schema: schema, recipient: $0) }
    return zip(paths, tables).map { path, table in
      KeyedReport(
        suspect: path,
        rows: table.rowCount,
        columns: table.attributes.map { schema.attributes[$0].name },
        columnsOfSchema: count,
        tests: zip(names, keys).map { ($0, KeyedTest(of: table, columns: count, key: $1)) }
      )
    }
  }
}
