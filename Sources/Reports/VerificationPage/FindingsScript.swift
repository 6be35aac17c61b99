/// What the page found, and the verdict over it: verified, failed, or can't tell.
///
/// A finding fails, passes, stays open or is merely told. One failure makes the verdict "failed"; an
/// open finding, or none at all, keeps it from ever being "verified".
enum FindingsScript {
  static let text = #"""
    class Findings {
      list = [];

      /** outcome: "passed", "failed", "open" (the page can't tell) or "noted". */
      add(outcome, topic, place, sentence) {
        this.list.push({ outcome, topic, place, sentence });
      }

      require(holds, topic, place, sentence, otherwise) {
        this.add(holds ? "passed" : "failed", topic, place, holds ? sentence : otherwise);
        return holds;
      }

      /** Runs a check that may meet a fault, which fails it; null where it did. */
      async attempt(topic, place, check) {
        try {
          return await check();
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          this.add("failed", topic, place, error.message);
          return null;
        }
      }

      with(outcome) {
        return this.list.filter((finding) => finding.outcome === outcome);
      }

      get verdict() {
        if (this.with("failed").length > 0) return "failed";
        return this.with("open").length === 0 && this.with("passed").length > 0
          ? "verified" : "open";
      }
    }
    """#
}
