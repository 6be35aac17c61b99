/// Exact numbers and logarithms between exact bounds: no double decides about privacy.
enum FractionScript {
  static let text = #"""
    /** An exact fraction with a positive denominator. */
    class Fraction {
      constructor(numerator, denominator = 1n) {
        const sign = denominator < 0n ? -1n : 1n;
        this.numerator = sign * BigInt(numerator);
        this.denominator = sign * BigInt(denominator);
      }

      static zero = new Fraction(0n);
      static one = new Fraction(1n);

      /** Reads p or p/q, as manifests spell exact numbers; null for anything else. */
      static parse(text) {
        const parts = /^(-?(?:0|[1-9][0-9]{0,2000}))(?:\/([1-9][0-9]{0,2000}))?$/.exec(text);
        return parts === null ? null : new Fraction(BigInt(parts[1]), BigInt(parts[2] ?? 1));
      }

      plus(other) {
        return new Fraction(
          this.numerator * other.denominator + other.numerator * this.denominator,
          this.denominator * other.denominator).reduced;
      }

      minus(other) {
        return this.plus(new Fraction(-other.numerator, other.denominator));
      }

      times(other) {
        return new Fraction(
          this.numerator * other.numerator, this.denominator * other.denominator).reduced;
      }

      over(other) {
        return new Fraction(
          this.numerator * other.denominator, this.denominator * other.numerator).reduced;
      }

      /** In lowest terms, so that long sums stay short. */
      get reduced() {
        let [a, b] = [this.numerator < 0n ? -this.numerator : this.numerator, this.denominator];
        while (b > 0n) [a, b] = [b, a % b];
        return new Fraction(this.numerator / a, this.denominator / a);
      }

      isAtMost(other) {
        return this.numerator * other.denominator <= other.numerator * this.denominator;
      }

      isBelow(other) {
        return !other.isAtMost(this);
      }

      equals(other) {
        return this.isAtMost(other) && other.isAtMost(this);
      }

      /** For the reader: six digits, rounded up, so that a loss is never told too small. */
      get rounded() {
        if (this.numerator === 0n) return "0";
        let [value, exponent] = [this, 0];
        const ten = new Fraction(10n);
        while (!value.isBelow(ten)) [value, exponent] = [value.over(ten), exponent + 1];
        while (value.isBelow(Fraction.one)) [value, exponent] = [value.times(ten), exponent - 1];
        const scaled = value.numerator * 100000n;
        let digits = scaled / value.denominator + (scaled % value.denominator > 0n ? 1n : 0n);
        if (digits === 1000000n) [digits, exponent] = [100000n, exponent + 1];
        const mantissa = String(digits).replace(/0+$/, "");
        if (exponent >= -3 && exponent < 6) {
          const places = Math.max(0, mantissa.length - 1 - exponent);
          const units = mantissa.padEnd(exponent + 1, "0").padStart(places + 1, "0");
          const whole = units.slice(0, units.length - places);
          return places === 0 ? whole : `${whole}.${units.slice(-places)}`;
        }
        const raised = Array.from(String(exponent), (digit) =>
          digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
        if (mantissa === "1") return `10${raised}`;
        const rest = mantissa.slice(1);
        return `${mantissa[0]}${rest ? `.${rest}` : ""} × 10${raised}`;
      }
    }

    /** Bounds of the natural logarithm of a positive fraction, less than 2^-240 apart.

        ln(m·2^e) = 2·artanh((m−1)/(m+1)) + e·2·artanh(1/3) for m from 1 to 2, with a term of each
        series that is cut off or rounded down by less than one unit of the last place. */
    function logarithmBounds(value) {
      const bits = 288n;
      const artanh = (numerator, denominator) => {
        const z = (numerator << bits) / denominator;
        let power = z;
        let total = 0n;
        for (let k = 1n; power > 0n; k += 2n) {
          total += power / k;
          power = power * z >> bits;
          power = power * z >> bits;
        }
        return total;
      };
      let exponent = BigInt(
        value.numerator.toString(2).length - value.denominator.toString(2).length);
      let [top, bottom] = exponent >= 0n
        ? [value.numerator, value.denominator << exponent]
        : [value.numerator << -exponent, value.denominator];
      if (top < bottom) [top, exponent] = [2n * top, exponent - 1n];
      const middle = 2n * artanh(top - bottom, top + bottom) + exponent * 2n * artanh(1n, 3n);
      const size = exponent < 0n ? -exponent : exponent;
      const error = (size + 1n) << 12n;
      return {
        lower: new Fraction(middle - error, 1n << bits),
        upper: new Fraction(middle + error, 1n << bits),
      };
    }

    /** A bound of e^x from above, by less than 2^-240 of itself, for x from 0 to 256:

        the series at x/2^16, squared 16 times, with everything that is cut off rounded up. */
    function exponentialBound(x) {
      const bits = 320n;
      const z = (x.numerator << bits) / (x.denominator << 16n) + 1n;
      let term = 1n << bits;
      let power = term + 1n;
      for (let k = 1n; k <= 50n; k += 1n) {
        term = (term * z >> bits) / k + 1n;
        power += term;
      }
      for (let squaring = 0; squaring < 16; squaring += 1) power = (power * power >> bits) + 1n;
      return new Fraction(power, 1n << bits);
    }

    /** The ρ of any ε-DP mechanism, rounded up: ε·tanh(ε/2), and for very large ε that ε.

        Kairouz, Oh and Viswanath 2015: all of them follow from randomized response. */
    function concentrated(epsilon) {
      if (!epsilon.isBelow(new Fraction(256n))) return epsilon;
      const power = exponentialBound(epsilon);
      return epsilon.times(power.minus(Fraction.one)).over(power.plus(Fraction.one));
    }

    /** Whether ρ-zCDP is shown to give (ε, δ) by the closed form at the order α:

        ε ≥ α·ρ + (ln(1/δ) − ln α)/(α − 1) + ln(1 − 1/α).

        Canonne, Kamath and Steinke 2020, proposition 12. */
    function isCertified(rho, epsilon, delta, alpha) {
      const above = alpha.minus(Fraction.one);
      if (!Fraction.zero.isBelow(above) || !Fraction.zero.isBelow(delta)) return false;
      const logarithms = logarithmBounds(delta).lower.plus(logarithmBounds(alpha).lower);
      const shrinkage = logarithmBounds(Fraction.one.minus(Fraction.one.over(alpha))).upper;
      return alpha.times(rho).minus(logarithms.over(above)).plus(shrinkage).isAtMost(epsilon);
    }
    """#
}
