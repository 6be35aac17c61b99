import Accounting
import Arithmetic
import Foundation
import Ledger
import Testing

/// The real ledger against the extracted model of `Proofs/Ledger.v`: after every operation, and
/// after a power failure at any of them, both report the same charge.
///
/// `Proofs/vectors.sh` writes the operations. A line "= cap" begins a sequence; each line below it
/// holds an operation, what the model reports after it, and what the model has truly spent.
struct ModelTests {
  struct Malformed: Error {}

  @Test func `after every operation and every crash the file reports what the model reports`()
    throws
  {
    var operations = 0
    for sequence in try sequences() {
      let machine = try Machine(cap: sequence.cap)
      for step in sequence.steps {
        try machine.run(step.operation)
        let charged = try machine.charged()
        #expect(charged == step.reported, "\(step.operation)")
        #expect(machine.spent == step.spent, "\(step.operation)")
        #expect(machine.spent <= charged)
        operations += 1
      }
    }
    #expect(operations >= (Example.isRelease ? 10_000 : 500))
  }

  @Test func `a charge that a crash takes back would be found`() throws {
    var differences = 0
    for sequence in try sequences().prefix(20) {
      let machine = try Machine(cap: sequence.cap, crashesLoseTheLastRecord: true)
      for step in sequence.steps {
        // A broken machine may also refuse to go on.
        do { try machine.run(step.operation) } catch { break }
        if try machine.charged() != step.reported { differences += 1 }
      }
    }
    #expect(differences > 0)
  }

  struct Sequence {
    let cap: Int
    var steps: [(operation: ModelOperation, reported: Int, spent: Int)] = []
  }

  /// The sequences of the file; in debug every sixteenth of them.
  private func sequences() throws -> [Sequence] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Vectors/Proofs/operations.txt")
    var sequences: [Sequence] = []
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0] == "=" {
        guard let cap = Int(words[1]) else { throw Malformed() }
        sequences.append(Sequence(cap: cap))
      } else {
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard let last = sequences.indices.last, numbers.count >= 2,
          let operation = ModelOperation(words[0], cost: numbers[0])
        else { throw Malformed() }
        let (reported, spent) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
        sequences[last].steps.append((operation, reported, spent))
      }
    }
    return sequences.enumerated().filter { Example.isRelease || $0.offset % 16 == 0 }
      .map(\.element)
  }
}
