import Schemas
import Testing

@Suite struct CSVTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), (" spaces ", " spaces "), ("a,b", "\"a,b\""),
    ("5\" nail", "\"5\"\" nail\""), ("a\rb", "\"a\rb\""), ("a\nb", "\"a\nb\""),
    ("\u{feff}x", "\"\u{feff}x\""),
  ])
  func `a field is quoted where it has to be`(text: String, field: String) {
    #expect(String(decoding: CSVText.field(text), as: UTF8.self) == field)
    #expect(String(decoding: CSVText.record([text, "z"]), as: UTF8.self) == field + ",z\n")
  }
}
