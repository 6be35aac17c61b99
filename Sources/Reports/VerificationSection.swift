import Lineage

/// How anyone checks a release, with the program or without it.
struct VerificationSection {
  var html: String {
    Markup.section(
      "verify",
      "How to check it",
      """
      <p>This page is one of the files that the publisher’s signature covers. With the program and
      the publisher’s public key, from a source that you trust:</p>
      <pre><code>marginalia verify release/ --key release.pub.pem --replay</code></pre>
      <p>With nothing but a shell and <span class="name">openssl</span> (3.0 or later), in the folder
      of the release:</p>
      <pre><code>\(Markup.text(VerificationRecipe.text))</code></pre>
      <p>The signature shows who vouches for these files. A replay shows that nothing private entered
      the rows after the measurements. Neither shows that the noise was drawn honestly: that is the
      publisher’s word, and the program’s, whose source is public.</p>
      <h3>The letters beside numbers</h3>
      <dl class="legend">\(legend)</dl>
      """
    )
  }

  private var legend: String {
    LeakClass.allCases.map { leak in
      "<div><dt>\(leak.mark)</dt><dd>\(leak.meaning).</dd></div>"
    }.joined()
  }
}
