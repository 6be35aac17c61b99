import GraphicalModels
import Lineage
import Schemas
import Testing

@Suite struct SuspectTableTests {
  func table(_ text: String) throws -> SuspectTable {
    try SuspectTable(csv: Array(text.utf8), schema: Example.schema)
  }

  @Test func `Columns are found by name, in any order, among others`() throws {
    let table = try table("note,tonnage,port\nx,250,Bergen\ny,999,\"Stavanger, N\"\n")
    #expect(table.attributes == [0, 1])
    #expect(table.columns == [[1, 2], [1, 3]])
    #expect(table.rowCount == 2)
  }

  @Test func `Line ends, quotes, empty lines and a byte order mark make no difference`() throws {
    let plain = try table("port,tonnage\nBergen,1\n\"Stavanger, N\",2\n")
    for text in [
      "\u{FEFF}port,tonnage\r\nBergen,1\r\n\"Stavanger, N\",2",
      "\n\"port\",\"tonnage\"\n\n\"Bergen\",\"1\"\n\"Stavanger, N\",\"2\"\n\n",
    ] {
      #expect(try table(text) == plain)
    }
  }

  @Test func `Rows of another length are left out, and quotes that stay open end with the text`()
    throws
  {
    let table = try table("port,tonnage\nBergen\nBergen,1,2\nBergen,3\n\"Ålesund,4\n5")
    #expect(table.columns == [[1], [0]])
    #expect(try self.table("port\n\"Ber\"\"gen\n").columns == [[3]])
  }

  @Test func `A text without a shared column or a row can't be compared`() {
    for text in ["", "a,b\n1,2\n", "Bergen,1\nBergen,2\n"] {
      #expect(throws: SuspectTable.Fault.noSharedColumn) { try table(text) }
    }
    #expect(throws: SuspectTable.Fault.noRow) { try table("port,tonnage\nBergen\n") }
  }

  @Test func `The rows of a release come back as the codes they were written from`() throws {
    let replay = try ReplayTests.replay()
    let table = try SuspectTable(csv: replay.table, schema: Example.schema)
    #expect(table.attributes == [0, 1, 2])
    #expect(table.columns == replay.rows.columns)
  }
}
