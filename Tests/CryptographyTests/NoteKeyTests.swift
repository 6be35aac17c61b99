import Cryptography
import Testing

struct NoteKeyTests {
  let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

  @Test func `C2SP's example is read and written`() throws {
    let key = try #require(NoteKey(parsing: text))
    #expect(key.name == "example.com/foo")
    #expect(key.id.hex == "530d903a")
    #expect(key.text == text)
  }

  @Test func `a hash that does not fit, or another form, is refused`() {
    for other in [
      text.replacing("530d903a", with: "530d903b"), text.replacing("530d903a", with: "530D903A"),
      text.replacing("foo", with: "fop"), text.replacing("AekyeRrm", with: "AukyeRrm"),
      String(text.dropLast()), String(text.drop { $0 != "+" }), "", "++", text + "A",
    ] {
      #expect(NoteKey(parsing: other) == nil)
    }
  }

  @Test(arguments: ["", "a b", "a+b", "a\nb", "a\u{2003}b", "a\u{0}"])
  func `a name has no white space, no plus and no control character`(name: String) {
    #expect(!NoteKey.isValid(name: name))
    #expect(NoteKey.isValid(name: "example.org/a-b_c"))
  }
}
