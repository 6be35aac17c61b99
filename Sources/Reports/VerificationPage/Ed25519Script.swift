/// Ed25519 verification in whole numbers, for browsers without it and beside those that have it.
///
/// The verdict is that of ``Ed25519`` in the program, OpenSSL and Go: S < L, R compared as bytes,
/// no multiplication by the cofactor. Only public values are handled, so time may depend on them.
///
/// - Source: RFC 8032, sections 5.1.3, 5.1.4 and 5.1.7.
enum Ed25519Script {
  static let text = #"""
    /** Arithmetic modulo p = 2^255 - 19 and points of edwards25519 in extended coordinates. */
    const Ed25519 = (() => {
      const p = 2n ** 255n - 19n;
      const order = 2n ** 252n + 27742317777372353535851937790883648493n;

      function modulo(value) {
        const rest = value % p;
        return rest < 0n ? rest + p : rest;
      }

      function power(base, exponent) {
        let result = 1n;
        for (const bit of exponent.toString(2)) {
          result = result * result % p;
          if (bit === "1") result = result * base % p;
        }
        return result;
      }

      const inverse = (value) => power(value, p - 2n);
      const d = modulo(-121665n * inverse(121666n));
      const rootOfMinusOne = power(2n, (p - 1n) / 4n);
      const neutral = { x: 0n, y: 1n, z: 1n, t: 0n };

      /** The point that 32 bytes stand for, or null; a y from p on is taken modulo p. */
      function decode(bytes) {
        if (bytes.length !== 32) return null;
        const encoded = integerOfLittleEndian(bytes);
        const y = BigInt.asUintN(255, encoded) % p;
        const u = modulo(y * y - 1n);
        const v = modulo(d * y * y + 1n);
        const v3 = v * v * v % p;
        let x = u * v3 % p * power(u * v3 % p * v3 % p * v % p, (p - 5n) / 8n) % p;
        const check = v * x % p * x % p;
        if (check === modulo(-u)) x = x * rootOfMinusOne % p;
        else if (check !== u) return null;
        if ((x & 1n) !== encoded >> 255n) x = modulo(-x);
        return { x, y, z: 1n, t: x * y % p };
      }

      function encode(point) {
        const scale = inverse(point.z);
        const x = point.x * scale % p;
        const y = point.y * scale % p;
        return bigEndian(y | (x & 1n) << 255n, 32).reverse();
      }

      /** The sum, by formulas that hold for every two points. */
      function sum(left, right) {
        const a = modulo((left.y - left.x) * (right.y - right.x));
        const b = (left.y + left.x) * (right.y + right.x) % p;
        const c = 2n * d * left.t % p * right.t % p;
        const z = 2n * left.z * right.z % p;
        const [e, f, g, h] = [b - a, z - c, z + c, b + a];
        return { x: modulo(e * f), y: g * h % p, z: modulo(f * g), t: modulo(e * h) };
      }

      function isNeutral(point) {
        return point.x === 0n && point.y === point.z;
      }

      const negative = (point) => ({ ...point, x: modulo(-point.x), t: modulo(-point.t) });
      const base = decode(bigEndian(4n * inverse(5n) % p, 32).reverse());

      /** first·left + second·right, bit by bit from the top. */
      function doubleMultiple(first, left, second, right) {
        const both = sum(left, right);
        let result = neutral;
        for (let bit = 255n; bit >= 0n; bit -= 1n) {
          result = sum(result, result);
          const choice = (first >> bit & 1n) + 2n * (second >> bit & 1n);
          if (choice > 0n) result = sum(result, [left, right, both][Number(choice) - 1]);
        }
        return result;
      }

      return {
        /** Whether no honest seed gives the key: no point, of order 8 or less, or misspelled. */
        isWeak(key) {
          const point = decode(key);
          if (point === null || !areEqual(encode(point), key)) return true;
          return isNeutral(doubleMultiple(8n, point, 0n, base));
        },

        /** Whether 64 bytes are the key's signature for the message. */
        isValid(key, signature, message) {
          const point = decode(key);
          if (point === null || signature.length !== 64) return false;
          const commitment = signature.slice(0, 32);
          const s = integerOfLittleEndian(signature.slice(32));
          if (s >= order) return false;
          const k = integerOfLittleEndian(sha512(joinBytes(commitment, key, message))) % order;
          return areEqual(encode(doubleMultiple(s, base, k, negative(point))), commitment);
        },
      };
    })();

    /** What the browser's own Ed25519 says; null in a browser that has none. */
    async function browserVerdict(key, signature, message) {
      try {
        const imported =
          await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
        return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
      } catch {
        return null;
      }
    }

    /** Whether a signature is valid: by this page's arithmetic and, where there is one, the browser's. */
    async function isValidSignature(key, signature, message) {
      if (!Ed25519.isValid(key, signature, message)) return false;
      return await browserVerdict(key, signature, message) !== false;
    }
    """#
}
