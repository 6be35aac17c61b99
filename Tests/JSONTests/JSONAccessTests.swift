import JSON
import Testing

struct JSONAccessTests {
  let value: JSON = [
    "text": "a", "number": 7, "truth": false, "list": [1, "b"], "nothing": .null,
    "inner": ["x": .number(0.5)],
  ]

  @Test func `each kind is reached by its accessor`() {
    #expect(value["text"]?.string == "a")
    #expect(value["number"]?.integer == 7)
    #expect(value["truth"]?.boolean == false)
    #expect(value["list"]?.array == [1, "b"])
    #expect(value["nothing"]?.isNull == true)
    #expect(value["inner"]?["x"]?.double == 0.5)
    #expect(value["inner"]?.members == [JSONMember(key: "x", value: .number(0.5))])
  }

  @Test func `no accessor turns one kind into another`() {
    #expect(value["number"]?.string == nil)
    #expect(value["text"]?.integer == nil)
    #expect(value["truth"]?.integer == nil)
    #expect(value["number"]?.boolean == nil)
    #expect(value["inner"]?.array == nil)
    #expect(value["list"]?.members == nil)
    #expect(value["list"]?["x"] == nil)
    #expect(value["absent"] == nil)
    #expect(value["inner"]?["x"]?.integer == nil)
    #expect(value["text"]?.isNull == false)
  }
}
