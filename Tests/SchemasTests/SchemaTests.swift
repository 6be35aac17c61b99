import Marginals
import Schemas
import Testing

@Suite struct SchemaTests {
  @Test func `ignored columns and the unit's column are no attributes`() {
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "id", kind: .ignored), Column(name: "a", kind: .code(size: 3)),
        Column(name: "b", kind: .code(size: 2), isVouched: false),
      ],
      unit: .column(name: "id", maximumRows: 4)
    )
    #expect(schema.attributes.map(\.name) == ["a", "b"])
    #expect(schema.domain.attributes.map(\.size) == [3, 2])
    #expect(schema.unvouchedColumns == ["b"])
    #expect(schema.unit.maximumRows == 4 && PrivacyUnit.row.maximumRows == 1)
  }

  @Test func `a schema that breaks a rule can't be made`() async {
    await #expect(processExitsWith: .failure) {
      _ = Schema(name: "t", columns: [Column(name: "a", kind: .ignored)])
    }
  }
}
