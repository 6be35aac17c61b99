import Schemas
import Testing

@Suite struct PrintableTests {
  @Test func `a text is cut and can't steer a terminal`() {
    #expect(Printable.text("plain äé 漢") == "plain äé 漢")
    #expect(Printable.text("a\u{1b}[31m\nb\u{202e}") == "a\\u{1b}[31m\\u{a}b\\u{202e}")
    #expect(
      Printable.text(String(repeating: "x", count: 65)) == String(repeating: "x", count: 64) + "…"
    )
    #expect(Printable.text(String(repeating: "x", count: 64)).count == 64)
  }

  @Test func `the nearest word is suggested, or none`() {
    let words = ["minimum", "maximum", "missing", "bins"]
    #expect(Suggestion.nearest(to: "minimun", among: words) == "minimum")
    #expect(Suggestion.nearest(to: "Maximum", among: words) == "maximum")
    #expect(Suggestion.nearest(to: "bin", among: words) == "bins")
    #expect(Suggestion.nearest(to: "width", among: words) == nil)
    #expect(Suggestion.nearest(to: "", among: words) == nil)
    #expect(Suggestion.nearest(to: String(repeating: "m", count: 1_000_000), among: words) == nil)
  }
}
