import Schemas
import Testing

@Suite struct ColumnTests {
  @Test func `a level is shown as its text, its bin or its meaning`() {
    let age = Column(
      name: "age",
      kind: .integer(Bins(minimum: 17, maximum: 90, cut: .width(5))),
      missing: ["?"]
    )
    #expect(age.label(of: 0) == "17–21" && age.label(of: 14) == "87–90")
    #expect(age.label(of: 15) == "(missing)")
    let gain = Column(
      name: "gain",
      kind: .decimal(places: 1, Bins(minimum: 0, maximum: 20, cut: .edges([0, 1, 20])))
    )
    #expect(gain.label(of: 0) == "0.0" && gain.label(of: 1) == "0.1–2.0")
    let sex = Column(
      name: "sex",
      kind: .boolean(falseText: "f", trueText: "m"),
      outside: .other("x")
    )
    #expect((0..<3).map(sex.label(of:)) == ["f", "m", "x"])
    let day = Column(name: "day", kind: .date(Bins(minimum: 0, maximum: 1)))
    #expect(day.label(of: 1) == "1970-01-02")
  }

  @Test func `rules between the parts of a column are all checked`() {
    func violations(
      _ kind: ColumnKind,
      missing: [String] = [],
      _ outside: OutsideRule
    ) -> [SchemaRule] {
      Column.violations(kind: kind, missing: missing, outside: outside)
    }
    let bins = Bins(minimum: 0, maximum: 9)
    #expect(violations(.categorical([]), .other("o")) == [.noLabels])
    #expect(violations(.categorical(["a", "b", "a"]), .other("o")) == [.labelRepeated("a")])
    #expect(violations(.categorical(["a"]), missing: ["a"], .missing) == [.labelIsMissing("a")])
    #expect(violations(.categorical(["a"]), missing: ["b"], .other("b")) == [.labelIsMissing("b")])
    #expect(
      violations(.categorical(["a"]), missing: ["b", "b"], .other("o")) == [.labelRepeated("b")]
    )
    #expect(violations(.categorical(["a"]), .missing) == [.outsideNeedsMissing])
    #expect(
      violations(.categorical(["a"]), .clamp) == [.outsideNotForKind("clamp", "categorical")]
    )
    #expect(violations(.integer(bins), .other("o")) == [.outsideNotForKind("other", "integer")])
    #expect(violations(.code(size: 0), .clamp) == [.sizeNotPositive])
    #expect(violations(.code(size: 1_000_001), .clamp) == [.tooManyLevels])
    #expect(violations(.code(size: 1_000_000), .clamp) == [])
    #expect(violations(.code(size: 1_000_000), missing: [""], .clamp) == [.tooManyLevels])
    #expect(violations(.decimal(places: 13, bins), .clamp) == [.placesOutOfRange])
    #expect(violations(.integer(bins), missing: ["7"], .clamp) == [.binIsMissing("7")])
    #expect(violations(.integer(bins), missing: ["07"], .clamp) == [])
    let wide = Bins(minimum: 0, maximum: 9, cut: .width(2))
    #expect(violations(.integer(wide), missing: ["7"], .clamp) == [])
    #expect(violations(.integer(wide), missing: ["7", "6"], .clamp) == [.binIsMissing("6")])
    let far = Bins(minimum: 0, maximum: 3_000_000, cut: .width(1000))
    #expect(violations(.date(far), .clamp) == [.numberTooLarge])
    #expect(violations(.ignored, .clamp) == [])
  }

  @Test func `a column that breaks a rule can't be made`() async {
    await #expect(processExitsWith: .failure) {
      _ = Column(name: "c", kind: .categorical(["a", "a"]))
    }
  }
}
