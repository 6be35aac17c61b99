/// JSON in the one spelling of RFC 8785: what is spelled otherwise is refused unread.
///
/// Writing a value again and comparing finds at one blow what a lenient reader passes over: a key
/// that stands twice, white space, other escapes, numbers that lose digits, half characters.
///
/// - Source: RFC 8785, section 3.2; ECMA-262's `JSON.stringify`, which that form is built on.
enum CanonicalJSONScript {
  static let text = #"""
    /** The largest manifest that is read, in bytes. */
    const longestManifest = 64 << 20;

    /** The largest of the small files: keys, notices, cosignatures. */
    const longestText = 1 << 16;

    function canonicalText(value) {
      if (typeof value === "string") {
        if (/\p{Surrogate}/u.test(value)) throw new Fault("a text has half a character");
        return JSON.stringify(value);
      }
      if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
      if (value === null || typeof value !== "object") return JSON.stringify(value);
      const members = Object.keys(value).sort().map(
        (key) => `${canonicalText(key)}:${canonicalText(value[key])}`);
      return `{${members.join(",")}}`;
    }

    /** Reads a text that has to be the canonical form of its own value. */
    function parseCanonical(text) {
      let value;
      let again;
      try {
        value = JSON.parse(text);
        again = canonicalText(value);
      } catch (error) {
        throw error instanceof Fault ? error : new Fault("it is no JSON, or too deep to read");
      }
      if (again !== text) {
        throw new Fault("it is not in the one spelling of RFC 8785: a key stands twice, or the "
          + "text was written anew");
      }
      return value;
    }

    /** An object within a value that was read, with faults that name the path. */
    class Fields {
      constructor(value, path = "") {
        this.value = value;
        this.path = path;
        const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
        if (!isObject) throw new Fault(`${path || "the outermost value"} is no object`);
      }

      at(key) {
        return this.path ? `${this.path}.${key}` : key;
      }

      has(key) {
        return Object.hasOwn(this.value, key);
      }

      member(key) {
        if (!this.has(key)) throw new Fault(`${this.at(key)} is missing`);
        return this.value[key];
      }

      text(key) {
        const value = this.member(key);
        if (typeof value !== "string" || value.trim() === "") {
          throw new Fault(`${this.at(key)} is blank or no text`);
        }
        return value;
      }

      count(key) {
        const value = this.member(key);
        if (!Number.isSafeInteger(value) || value < 0) {
          throw new Fault(`${this.at(key)} is no whole number from 0 on`);
        }
        return value;
      }

      object(key) {
        return new Fields(this.member(key), this.at(key));
      }

      list(key) {
        const value = this.member(key);
        if (!Array.isArray(value)) throw new Fault(`${this.at(key)} is no list`);
        return value;
      }

      objects(key) {
        return this.list(key).map((value, index) => new Fields(value, `${this.at(key)}[${index}]`));
      }

      /** A text that spells an exact number, p or p/q. */
      exact(key) {
        const value = Fraction.parse(this.text(key));
        if (value === null) throw new Fault(`${this.at(key)} is no exact number`);
        return value;
      }

      /** A SHA-256 digest in hexadecimal. */
      digest(key) {
        const value = this.text(key);
        if (!/^[0-9a-f]{64}$/.test(value)) throw new Fault(`${this.at(key)} is no SHA-256 digest`);
        return value;
      }
    }
    """#
}
