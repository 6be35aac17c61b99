/// The privacy claim: what the page shows of it, and the exact arithmetic behind it.
enum ClaimScript {
  static let text = #"""
    /** ρ, ε and δ, with the order α by which one follows from the other. */
    function readConversion(fields) {
      return {
        rho: fields.exact("rho"), epsilon: fields.exact("epsilon"), delta: fields.exact("delta"),
        alpha: fields.exact("alpha"),
      };
    }

    /** Reads the member "privacy" of a statement. */
    function readClaim(predicate) {
      const privacy = predicate.object("privacy");
      return {
        own: readConversion(privacy.object("thisRelease")),
        cap: readConversion(privacy.object("cap")),
        cumulative: privacy.object("cumulative").exact("rho"),
        unit: privacy.member("unit") === "row"
          ? "one row" : `all rows of one ${privacy.object("unit").text("column")}`,
        adjacency: privacy.text("adjacency").replaceAll("-", " "),
        rowsPerUnit: privacy.object("contributionBound").count("maximumRows"),
        variant: privacy.text("variant"),
      };
    }

    /** The least ρ that pays for an entry of the ledger. */
    function priceOf(entry) {
      const parameters = entry.object("parameters");
      const halfOfSquare = (value) => value.times(value).over(new Fraction(2n));
      switch (entry.text("mechanism")) {
        case "discrete-gaussian":
          return parameters.exact("sensitivitySquared")
            .over(parameters.exact("variance").times(new Fraction(2n)));
        case "exponential":
          return halfOfSquare(parameters.exact("rate")).over(new Fraction(4n));
        case "discrete-laplace":
          return halfOfSquare(parameters.exact("sensitivity").over(parameters.exact("scale")));
        case "pure":
          return halfOfSquare(parameters.exact("epsilon"));
        default:
          throw new Fault(`${entry.path} is a mechanism that this page has no price for`);
      }
    }

    /** Certificates, prices, their sum, and the cap. */
    function checkClaim(findings, predicate, claim, ledger) {
      const { own, cap, cumulative } = claim;
      const check = (holds, sentence, otherwise) =>
        findings.require(holds, "budget", manifestName, sentence, otherwise);
      const reserve = ledger.reserve.fields;
      check(
        ["rho", "epsilon", "delta"].every((name) => reserve.exact(name).equals(own[name])),
        "the claim is the one that the ledger was charged for",
        "the claim is not the one that the ledger was charged for");
      for (const [conversion, name] of [[own, "the release's"], [cap, "the cap's"]]) {
        const { rho, epsilon, delta, alpha } = conversion;
        check(
          isCertified(rho, epsilon, delta, alpha),
          `${name} (ε, δ) follows from its ρ`,
          `${name} (ε, δ) doesn't follow from its ρ`);
      }
      const entries = ledger.commit.fields.objects("entries");
      const listed = predicate.object("accounting").list("mechanisms");
      check(
        listed.length === entries.length && entries.every((entry, index) =>
          canonicalText({ ...entry.value, commitEntry: index }) === canonicalText(listed[index])),
        `the ${entries.length} mechanisms of the manifest are those that the ledger was told of`,
        "the manifest lists other mechanisms than the ledger was told of");
      const charged = entries.map((entry) => entry.exact("rho"));
      const dear = entries.findIndex((entry, index) => !priceOf(entry).isAtMost(charged[index]));
      check(
        dear < 0,
        "every mechanism's price, computed here, is within what it was charged",
        `mechanism ${dear} costs more than it was charged`);
      const total = charged.reduce((sum, rho) => sum.plus(rho), Fraction.zero);
      check(
        total.isAtMost(own.rho),
        `the charges add up to ρ = ${total.rounded}, within the ${own.rho.rounded} of the claim`,
        "the charges add up to more than the claim's ρ");
      check(
        own.rho.isAtMost(cumulative) && cumulative.isAtMost(cap.rho),
        "all charges to the ledger so far, this one included, stay within its cap",
        "the charges to the ledger leave out this one, or pass its cap");
    }
    """#
}
