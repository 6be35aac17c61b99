import JSON
import Testing

struct JSONTests {
  @Test func `two spellings of one letter are two texts and two keys`() {
    let composed: JSON = "\u{E9}"
    let decomposed: JSON = "e\u{301}"
    #expect(composed != decomposed)
    #expect(JSON.object([JSONMember(key: "\u{E9}", value: 1)])["e\u{301}"] == nil)
    #expect(
      JSON.object([JSONMember(key: "\u{E9}", value: 1)])
        != JSON.object([JSONMember(key: "e\u{301}", value: 1)])
    )
  }

  @Test func `equality minds the order of members and elements`() {
    let one: JSON = ["a": 1, "b": [true, .null]]
    #expect(one == ["a": 1, "b": [true, .null]])
    #expect(one != ["b": [true, .null], "a": 1])
    #expect(one != ["a": 1, "b": [.null, true]])
    #expect(JSON.array([]) != .object([]))
  }
}
