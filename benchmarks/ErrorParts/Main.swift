import Foundation
import Lineage
import Schemas
import Tables

/// `ErrorParts TABLE RELEASE`: what the error of a release's rows is made of, as a line of JSON.
///
/// It holds the release against the exact counts of the table, so it is for public data only.
@main
enum Main {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 3 else {
      FileHandle.standardError.write(Data("usage: ErrorParts TABLE RELEASE\n".utf8))
      exit(2)
    }
    let release = URL(filePath: words[2])
    let schemaFile = release.appending(path: "schema.json")
    let schema = try Schema(parsing: Array(Data(contentsOf: schemaFile)), file: schemaFile.path)
    let measurements = try MeasurementsFile(
      parsing: Array(Data(contentsOf: release.appending(path: "measurements.json")))
    )
    let parts = ErrorParts(
      table: try EncodedTable(csv: words[1], schema: schema),
      rows: try EncodedTable(
        csv: release.appending(path: "synthetic.csv").path,
        schema: schema
      ),
      measurements: measurements
    )
    print(parts.json)
  }
}
