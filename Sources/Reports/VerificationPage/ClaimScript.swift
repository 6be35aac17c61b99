/// The privacy claim: what the page shows of it, and the exact arithmetic behind it.
enum ClaimScript {
  static let text = #"""
    /** The currencies in which prices are told and added up, by the kind of guarantee. */
    const currencies = {
      "Zero-concentrated DP": { word: "rho", letter: "ρ" },
      "Pure DP": { word: "epsilon", letter: "ε" },
    };

    /** What happens to a unit of one of two tables that can hardly be told apart. */
    const adjacencies = { "add-remove-one": "added or removed", "replace-one": "replaced" };

    /** The price, the ε and δ that it gives, and under zCDP the order α by which it does. */
    function readGuarantee(fields, currency) {
      return {
        price: fields.exact(currency.word),
        epsilon: fields.exact("epsilon"),
        delta: fields.exact("delta"),
        alpha: currency.word === "rho" ? fields.exact("alpha") : null,
      };
    }

    /** Reads the member "privacy" of a statement. */
    function readClaim(predicate) {
      const privacy = predicate.object("privacy");
      const variant = privacy.text("variant");
      if (!Object.hasOwn(currencies, variant)) {
        throw new Fault("the claim is of a kind that this page doesn't know");
      }
      const currency = currencies[variant];
      const adjacency = privacy.text("adjacency");
      if (!Object.hasOwn(adjacencies, adjacency)) {
        throw new Fault("the claim is about neighbours that this page doesn't know");
      }
      return {
        currency,
        own: readGuarantee(privacy.object("thisRelease"), currency),
        cap: readGuarantee(privacy.object("cap"), currency),
        cumulative: privacy.object("cumulative").exact(currency.word),
        unit: privacy.member("unit") === "row"
          ? "one row" : `all rows of one ${privacy.object("unit").text("column")}`,
        adjacency: adjacencies[adjacency],
        rowsPerUnit: privacy.object("contributionBound").count("maximumRows"),
      };
    }

    /** Whether a price gives its ε and δ: by the closed form at α, or as it is with δ = 0. */
    function isShown({ price, epsilon, delta, alpha }) {
      return alpha === null
        ? price.equals(epsilon) && delta.equals(Fraction.zero)
        : isCertified(price, epsilon, delta, alpha);
    }

    /** The least price that pays for an entry of the ledger. */
    function priceOf(entry, currency) {
      const parameters = entry.object("parameters");
      const mechanism = entry.text("mechanism");
      const loss = {
        "exponential": () => parameters.exact("rate"),
        "discrete-laplace": () => parameters.exact("sensitivity").over(parameters.exact("scale")),
        "pure": () => parameters.exact("epsilon"),
      };
      if (currency.word === "rho" && mechanism === "discrete-gaussian") {
        return parameters.exact("sensitivitySquared")
          .over(parameters.exact("variance").times(new Fraction(2n)));
      }
      if (!Object.hasOwn(loss, mechanism)) {
        throw new Fault(`${entry.path} is a mechanism that this page has no price for`);
      }
      const epsilon = loss[mechanism]();
      if (currency.word === "epsilon") return epsilon;
      return mechanism === "exponential"
        ? epsilon.times(epsilon).over(new Fraction(8n)) : concentrated(epsilon);
    }

    /** Number and price of the mechanisms of each name; a line stands for one, or for its count. */
    function sumsByMechanism(lines, currency) {
      const sums = new Map();
      for (const line of lines) {
        const name = line.text("mechanism");
        const { count, price } = sums.get(name) ?? { count: 0, price: Fraction.zero };
        sums.set(name, {
          count: count + (line.has("count") ? line.count("count") : 1),
          price: price.plus(line.exact(currency.word)),
        });
      }
      return canonicalText([...sums].sort().map(([name, { count, price }]) =>
        [name, count, String(price.numerator), String(price.denominator)]));
    }

    /** Certificates, prices, their sum, and the cap. */
    function checkClaim(findings, predicate, claim, ledger) {
      const { own, cap, cumulative, currency } = claim;
      const check = (holds, sentence, otherwise) =>
        findings.require(holds, "budget", manifestName, sentence, otherwise);
      const reserve = ledger.reserve.fields;
      check(
        reserve.exact(currency.word).equals(own.price)
          && reserve.exact("epsilon").equals(own.epsilon)
          && reserve.exact("delta").equals(own.delta),
        "the claim is the one that the ledger was charged for",
        "the claim is not the one that the ledger was charged for");
      for (const [guarantee, name] of [[own, "the release's"], [cap, "the cap's"]]) {
        check(
          isShown(guarantee),
          `${name} (ε, δ) follows from its ${currency.letter}`,
          `${name} (ε, δ) doesn't follow from its ${currency.letter}`);
      }
      const entries = ledger.commit.fields.objects("entries");
      const listed = predicate.object("accounting").objects("mechanisms");
      check(
        sumsByMechanism(listed, currency) === sumsByMechanism(entries, currency),
        `the manifest's mechanisms are the ${entries.length} that the ledger was told of`,
        "the manifest lists other mechanisms than the ledger was told of");
      const charged = entries.map((entry) => entry.exact(currency.word));
      const dear = entries.findIndex((entry, index) =>
        !priceOf(entry, currency).isAtMost(charged[index]));
      check(
        dear < 0,
        "every mechanism's price, computed here, is within what it was charged",
        `mechanism ${dear} costs more than it was charged`);
      const total = charged.reduce((sum, rho) => sum.plus(rho), Fraction.zero);
      check(
        total.isAtMost(own.price),
        `the charges add up to ${currency.letter} = ${total.rounded}, within the `
          + `${own.price.rounded} of the claim`,
        `the charges add up to more than the claim's ${currency.letter}`);
      check(
        own.price.isAtMost(cumulative) && cumulative.isAtMost(cap.price),
        "all charges to the ledger so far, this one included, stay within its cap",
        "the charges to the ledger leave out this one, or pass its cap");
    }
    """#
}
