import Arithmetic
import Foundation
import Randomness

/// What the extracted model of the machine-checked programs makes of recorded bits.
///
/// `Proofs/vectors.sh` writes the files. A line "= parameters" holds for the cases below it; each
/// of those is a line "bits result count", four bits a hexadecimal digit and the first one the
/// digit's least significant, "-" for none.
struct GoldenVectors {
  struct Case {
    let parameters: [Substring]
    let bits: [Bool]
    let result: BigInteger
    let count: Int

    /// The recorded bits; what a program reads beyond them shows in the count.
    var tape: Tape { Tape(bits) }

    /// The parameter at that place.
    func number(_ place: Int) throws -> BigInteger {
      guard let number = BigInteger(String(parameters[place])) else { throw Malformed() }
      return number
    }
  }

  struct Malformed: Error {}

  let cases: [Case]

  /// The cases of a file; in debug every sixteenth of them.
  init(_ name: String) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Vectors/Proofs/\(name).txt")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    var parameters: [Substring] = []
    var cases: [Case] = []
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ")
      if words[0] == "=" {
        parameters = Array(words.dropFirst())
      } else if GoodnessOfFit.isAffordable || index % 16 == 0 {
        guard words.count == 3, let result = BigInteger(String(words[1])),
          let count = Int(words[2])
        else { throw Malformed() }
        let bits = try GoldenVectors.bits(words[0])
        guard bits.count == (count + 3) / 4 * 4 else { throw Malformed() }
        let read = Array(bits.prefix(count))
        cases.append(Case(parameters: parameters, bits: read, result: result, count: count))
      }
    }
    self.cases = cases
  }

  private static func bits(_ text: Substring) throws -> [Bool] {
    guard text != "-" else { return [] }
    return try text.flatMap { digit in
      guard let value = digit.hexDigitValue else { throw Malformed() }
      return (0..<4).map { value >> $0 & 1 == 1 }
    }
  }

  /// The cases that a program fails, in value or in the number of bits that it reads; nil from the
  /// program leaves a case out.
  func failures(
    _ program: (Case, inout Tape) throws -> BigInteger?
  ) rethrows -> (tried: Int, failed: Int) {
    var tally = (tried: 0, failed: 0)
    for one in cases {
      var tape = one.tape
      guard let value = try program(one, &tape) else { continue }
      tally.tried += 1
      if value != one.result || tape.position != one.count { tally.failed += 1 }
    }
    return tally
  }
}
