import Reports
import Testing

@Suite struct MarkupTests {
  @Test func `Text from outside can't become markup`() {
    #expect(
      Markup.text("<b title='x' id=\"y\">&amp;</b>")
        == "&lt;b title=&#39;x&#39; id=&quot;y&quot;&gt;&amp;amp;&lt;/b&gt;"
    )
  }

  @Test func `Control characters and those that turn the writing are replaced`() {
    #expect(
      Markup.text("a\u{0}b\u{1B}[31m\u{202E}c\u{7F}") == "a\u{FFFD}b\u{FFFD}[31m\u{FFFD}c\u{FFFD}"
    )
    #expect(Markup.text("Ålesund – 港\n") == "Ålesund – 港\n")
  }
}
