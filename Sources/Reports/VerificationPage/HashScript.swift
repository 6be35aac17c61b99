/// SHA-256, block by block for files of any size, and SHA-512 for signatures.
///
/// The constants aren't tables that a reader has to trust: they are computed from their definition,
/// the fractional parts of roots of the first primes.
///
/// - Source: FIPS 180-4, sections 4.1 to 6.4.
enum HashScript {
  static let text = #"""
    /** The greatest integer whose power is at most the value. */
    function integerRoot(value, degree) {
      let root = 1n << BigInt(Math.ceil(value.toString(2).length / Number(degree)));
      while (true) {
        const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
        if (next >= root) return root;
        root = next;
      }
    }

    /** The first 64 bits of the fractional parts of the first primes' roots. */
    function rootFractions(count, degree) {
      const primes = [];
      for (let n = 2; primes.length < count; n += 1) {
        if (primes.every((prime) => n % prime !== 0)) primes.push(n);
      }
      return primes.map((prime) =>
        BigInt.asUintN(64, integerRoot(BigInt(prime) << (64n * degree), degree)));
    }

    const squareRoots = rootFractions(8, 2n);
    const cubeRoots = rootFractions(80, 3n);

    /** SHA-256 of bytes that arrive in pieces. */
    class SHA256 {
      static constants = Int32Array.from(cubeRoots.slice(0, 64), (root) => Number(root >> 32n));
      #state = Int32Array.from(squareRoots, (root) => Number(root >> 32n));
      #schedule = new Int32Array(64);
      #block = new Uint8Array(64);
      #filled = 0;
      #length = 0;

      update(bytes) {
        this.#length += bytes.length;
        let offset = 0;
        if (this.#filled > 0) {
          offset = Math.min(64 - this.#filled, bytes.length);
          this.#block.set(bytes.subarray(0, offset), this.#filled);
          this.#filled += offset;
          if (this.#filled < 64) return this;
          this.#compress(this.#block, 0);
          this.#filled = 0;
        }
        for (; offset + 64 <= bytes.length; offset += 64) this.#compress(bytes, offset);
        this.#block.set(bytes.subarray(offset));
        this.#filled = bytes.length - offset;
        return this;
      }

      digest() {
        const bitCount = 8n * BigInt(this.#length);
        const zeros = (119 - this.#filled) % 64;
        this.update(joinBytes([0x80], new Uint8Array(zeros), bigEndian(bitCount, 8)));
        return joinBytes(...Array.from(this.#state, (word) => bigEndian(word >>> 0, 4)));
      }

      #compress(bytes, offset) {
        const w = this.#schedule;
        const k = SHA256.constants;
        for (let t = 0; t < 16; t += 1) {
          const at = offset + 4 * t;
          w[t] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
        }
        for (let t = 16; t < 64; t += 1) {
          const x = w[t - 15];
          const y = w[t - 2];
          const sigma0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
          const sigma1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
          w[t] = w[t - 16] + sigma0 + w[t - 7] + sigma1;
        }
        let [a, b, c, d, e, f, g, h] = this.#state;
        for (let t = 0; t < 64; t += 1) {
          const sum1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
          const first = h + sum1 + (g ^ e & (f ^ g)) + k[t] + w[t] | 0;
          const sum0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
          const second = sum0 + (a & b | c & (a | b)) | 0;
          [h, g, f, e, d, c, b, a] = [g, f, e, d + first | 0, c, b, a, first + second | 0];
        }
        [a, b, c, d, e, f, g, h].forEach((word, index) => { this.#state[index] += word; });
      }
    }

    function sha256(bytes) {
      return new SHA256().update(bytes).digest();
    }

    /** SHA-512 of a message. */
    function sha512(message) {
      const word = (value) => BigInt.asUintN(64, value);
      const rotated = (value, count) => value >> count | word(value << (64n - count));
      const zeros = (239 - message.length % 128) % 128;
      const padded = joinBytes(
        message, [0x80], new Uint8Array(zeros), bigEndian(8n * BigInt(message.length), 16));
      const view = new DataView(padded.buffer);
      let state = squareRoots;
      for (let block = 0; block < padded.length; block += 128) {
        const w = Array.from({ length: 16 }, (_, t) => view.getBigUint64(block + 8 * t));
        for (let t = 16; t < 80; t += 1) {
          const [x, y] = [w[t - 15], w[t - 2]];
          const sigma0 = rotated(x, 1n) ^ rotated(x, 8n) ^ x >> 7n;
          const sigma1 = rotated(y, 19n) ^ rotated(y, 61n) ^ y >> 6n;
          w.push(word(w[t - 16] + sigma0 + w[t - 7] + sigma1));
        }
        let [a, b, c, d, e, f, g, h] = state;
        for (let t = 0; t < 80; t += 1) {
          const sum1 = rotated(e, 14n) ^ rotated(e, 18n) ^ rotated(e, 41n);
          const first = h + sum1 + (g ^ e & (f ^ g)) + cubeRoots[t] + w[t];
          const sum0 = rotated(a, 28n) ^ rotated(a, 34n) ^ rotated(a, 39n);
          const second = sum0 + (a & b | c & (a | b));
          [h, g, f, e, d, c, b, a] = [g, f, e, word(d + first), c, b, a, word(first + second)];
        }
        state = [a, b, c, d, e, f, g, h].map((value, index) => word(state[index] + value));
      }
      return joinBytes(...state.map((value) => bigEndian(value, 8)));
    }
    """#
}
