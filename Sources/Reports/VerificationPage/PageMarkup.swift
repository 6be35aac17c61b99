/// What stands on the verification page before anything is chosen.
enum PageMarkup {
  static let text = """
    <header>
    <p class="eyebrow">Differentially private synthetic data</p>
    <h1>Check a release</h1>
    <p class="lead">Are these the files that a publisher whom you trust has signed, what do they
    promise, and does the budget behind the promise add up? This page finds out by itself: it loads
    nothing, sends nothing, and needs no network.</p>
    </header>
    <main>
    <noscript><p class="verdict open"><span class="word">Can’t tell.</span> This page checks with a
    script of its own, and scripts are turned off here.</p></noscript>
    <form autocomplete="off" aria-label="What to check">
    <fieldset>
    <legend>Whom you trust</legend>
    <p>The publisher’s public key, from an agreement, a person or a site that you trust. A key that
    came with the release proves nothing. Where you give several, each has to have signed.</p>
    <div class="field"><label for="key-files">Key files</label>
    <input id="key-files" type="file" multiple accept=".pem"></div>
    <div class="field"><label for="key-text">or their text</label>
    <textarea id="key-text" rows="3" spellcheck="false"
    placeholder="-----BEGIN PUBLIC KEY-----"></textarea></div>
    </fieldset>
    <fieldset>
    <legend>The release</legend>
    <div class="field"><label for="folder">Its folder</label>
    <input id="folder" type="file" webkitdirectory></div>
    <div class="field"><label for="files">or all its files</label>
    <input id="files" type="file" multiple></div>
    </fieldset>
    <fieldset>
    <legend>If you have them</legend>
    <div class="field"><label for="ledger-keys">The ledger’s key</label>
    <input id="ledger-keys" type="file" multiple accept=".pem"></div>
    <div class="field"><label for="notices">Rotations and revocations</label>
    <input id="notices" type="file" multiple accept=".json"></div>
    <div class="field"><label for="witnesses">The witnesses’ keys</label>
    <input id="witnesses" type="file" multiple></div>
    <div class="field"><label for="older">An older manifest of the same ledger</label>
    <input id="older" type="file" accept=".json"></div>
    </fieldset>
    </form>
    <section aria-labelledby="verdict-title">
    <h2 id="verdict-title">Verdict</h2>
    <div id="verdict" class="verdict open" role="status"></div>
    <progress id="progress" max="1" value="0" hidden aria-label="Reading the files"></progress>
    </section>
    <div id="results"></div>
    <section aria-labelledby="beyond-title">
    <h2 id="beyond-title">What no page can tell</h2>
    <ul>
    <li>Whether the noise was drawn honestly: that is the publisher’s word. A signature says whose.</li>
    <li>Whether the rows follow from the measurements: the program draws them again and compares
    every byte, with <span class="name">marginalia verify RELEASE --key KEY --replay</span>.</li>
    <li>Whether the publisher has since withdrawn the release or the key: nobody learns of that from
    the release. Ask, and give the notice above.</li>
    <li>Whether this page is itself what it seems. One that came with a release may be as false as
    the release. Take it from a source that you trust:
    <span class="name">marginalia verify-page --out verify.html</span> writes the same bytes, and
    tells their SHA-256.</li>
    </ul>
    </section>
    </main>
    <footer>Written by marginalia. The same page serves every release of this version.</footer>
    """
}
