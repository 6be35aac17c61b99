/// What the reader sees and does: choices in, verdict out.
///
/// Every text reaches the page as text, never as markup. Whatever is chosen anew takes the verdict
/// back at once, so no verdict ever stands beside choices that it isn't about.
enum PageScript {
  static let text = #"""
    const byId = (identifier) => document.getElementById(identifier);

    /** Text from outside without what could turn or hide what follows it. */
    function printable(text) {
      return String(text).replace(
        /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
    }

    /** An element with a class, and children that are elements or texts. */
    function element(tag, style, ...children) {
      const made = document.createElement(tag);
      if (style) made.className = style;
      made.append(...children.map((child) => child instanceof Node ? child : printable(child)));
      return made;
    }

    function section(identifier, title, ...children) {
      const heading = element("h2", "", title);
      heading.id = identifier;
      const made = element("section", "", heading, ...children);
      made.setAttribute("aria-labelledby", identifier);
      return made;
    }

    function table(caption, header, rows) {
      const headings = header.map((text) => {
        const cell = element("th", "", text);
        cell.scope = "col";
        return cell;
      });
      const made = element("table", "", element("caption", "", caption),
        element("thead", "", element("tr", "", ...headings)),
        element("tbody", "", ...rows.map((row) =>
          element("tr", "", ...row.map((cell) => element("td", "", cell))))));
      const scroll = element("div", "scroll", made);
      scroll.tabIndex = 0;
      scroll.setAttribute("role", "region");
      scroll.setAttribute("aria-label", caption);
      return scroll;
    }

    const marks = {
      passed: "✓ holds", failed: "✗ fails", open: "? can’t tell", noted: "· to know",
    };
    const mark = (outcome, words = marks[outcome]) => element("span", `mark ${outcome}`, words);

    function showVerdict(state, word, ...sentences) {
      const verdict = byId("verdict");
      verdict.className = `verdict ${state}`;
      verdict.replaceChildren(
        element("p", "word", word), ...sentences.map((sentence) => element("p", "", sentence)));
      document.title = `${word}: check a release`;
    }

    function tile(term, value, more) {
      return element("div", "", element("dt", "", term, ...(more ? [element("small", "", more)] : [])),
        element("dd", "", value));
    }

    function showPromise(statement) {
      const { own, cap, cumulative, currency, unit, adjacency, rowsPerUnit } = statement.claim;
      const share = cumulative.over(cap.price).times(new Fraction(100n)).rounded;
      const isPure = currency.word === "epsilon";
      return section("promise-title", "What it promises",
        element("p", "", `${statement.name}: ${statement.rows.toLocaleString("en")} synthetic rows, `
          + `measured ${statement.created} by the ledger’s clock. The publisher’s signature covers `
          + "these numbers."),
        element("dl", "tiles",
          tile("ε, privacy loss per unit", own.epsilon.rounded),
          tile("δ, chance of a greater loss", own.delta.rounded),
          ...(isPure ? [] : [tile("ρ, as charged", own.price.rounded)]),
          tile(`what is protected (${adjacency})`, unit,
            rowsPerUnit === 1 ? null : `at most ${rowsPerUnit} rows`),
          tile(`charged to the ledger so far, ${currency.letter}`, cumulative.rounded,
            `${share} % of its cap`),
          tile("the ledger’s cap, ε", cap.epsilon.rounded,
            `at δ = ${cap.delta.rounded}${isPure ? "" : `, ρ = ${cap.price.rounded}`}`)));
    }

    function showSigners(signers) {
      const words = {
        passed: "✓ valid, a key you trust", failed: "✗ false", open: "? not a key you gave",
        void: "✗ valid, but doesn’t count",
      };
      return section("signers-title", "Who signed",
        table("Signatures on the manifest", ["key", "signature"], signers.map((signer) =>
          [element("span", "name digest", signer.fingerprint),
            mark(signer.outcome, words[signer.outcome])])));
    }

    function showFiles(files) {
      const words = { passed: "✓ match", failed: "✗ mismatch", open: "? not chosen" };
      return section("files-title", "Its files",
        table("Files and the SHA-256 that was signed", ["file", "state", "SHA-256"],
          files.map((file) => [
            element("span", "name", file.name),
            mark(file.outcome, file.isMissing ? "✗ missing" : words[file.outcome]),
            element("span", "name digest", file.digest),
          ])));
    }

    function showFindings(findings) {
      const order = ["failed", "open", "passed", "noted"];
      const isTold = (finding) => finding.topic === "files" && finding.outcome === "passed";
      const listed = order.flatMap((outcome) => findings.with(outcome));
      const items = listed.filter((finding) => !isTold(finding)).map((finding) =>
        element("li", "", mark(finding.outcome), element("span", "",
          element("span", "name", finding.place), `: ${finding.sentence}`)));
      return section("checks-title", "The other checks", element("ul", "findings", ...items));
    }

    function show(result) {
      const { findings, signers, files, statement } = result;
      const failed = findings.with("failed");
      const open = findings.with("open");
      const told = (list) => list.slice(0, 4).map(({ place, sentence }) => `${place}: ${sentence}`)
        .concat(list.length > 4 ? [`and ${list.length - 4} more`] : []);
      switch (findings.verdict) {
        case "verified":
          showVerdict("verified", "Verified",
            `All ${findings.with("passed").length} checks hold: the files are those that were `
              + "signed by the keys you trust, and the budget adds up.");
          break;
        case "failed":
          showVerdict("failed", "Failed", ...told(failed));
          break;
        default:
          showVerdict("open", "Can’t tell", ...told(open));
      }
      byId("results").replaceChildren(
        ...(statement ? [showPromise(statement)] : []),
        ...(signers.length > 0 ? [showSigners(signers)] : []),
        ...(files.length > 0 ? [showFiles(files)] : []),
        ...(findings.with("passed").length > 0 ? [showFindings(findings)] : []),
        ...(statement ? [section("limits-title", "What the publisher doesn’t claim",
          element("ul", "", ...statement.limits.map((limit) => element("li", "", limit))))] : []));
    }

    const texts = (files) => Promise.all(Array.from(files, async (file) =>
      ({ name: file.name, text: file.size <= longestText ? await file.text() : "" })));

    /** The chosen release: a folder's own files, or files chosen one by one. */
    function chosenRelease() {
      const folder = Array.from(byId("folder").files);
      const isWhole = folder.length > 0;
      const chosen = isWhole
        ? folder.filter((file) => file.webkitRelativePath.split("/").length === 2)
        : Array.from(byId("files").files);
      return { isWhole, files: new Map(chosen.map((file) => [file.name, file])) };
    }

    let newestRun = 0;

    /** Checks what is chosen now; a run that newer choices overtook shows nothing. */
    async function check() {
      const run = newestRun += 1;
      const isOvertaken = () => run !== newestRun;
      byId("results").replaceChildren();
      showVerdict("open", "Checking", "reading the files");
      const bar = byId("progress");
      const progress = async (name, share) => {
        if (isOvertaken()) throw new Overtaken();
        bar.hidden = share === 1;
        bar.value = share;
        await new Promise((resume) => setTimeout(resume));
      };
      try {
        const pasted = byId("key-text").value;
        const given = {
          release: chosenRelease(),
          keys: (await texts(byId("key-files").files)).concat(
            pasted.trim() === "" ? [] : [{ name: "the pasted key", text: pasted }]),
          ledgerKeys: await texts(byId("ledger-keys").files),
          witnesses: await texts(byId("witnesses").files),
          notices: await texts(byId("notices").files),
          older: byId("older").files[0] ?? null,
        };
        const result = await checkRelease(given, progress);
        if (!isOvertaken()) show(result);
      } catch (error) {
        if (isOvertaken()) return;
        byId("results").replaceChildren();
        showVerdict("open", "Can’t tell",
          `this page met something it can’t handle, and says nothing of the release: ${error}`);
      } finally {
        if (!isOvertaken()) bar.hidden = true;
      }
    }

    /** Ends a run that newer choices have overtaken. */
    class Overtaken extends Error {}

    for (const [input, other] of [["folder", "files"], ["files", "folder"]]) {
      byId(input).addEventListener("change", () => { byId(other).value = ""; });
    }
    document.querySelector("form").addEventListener("input", check);
    document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    check();
    """#
}
