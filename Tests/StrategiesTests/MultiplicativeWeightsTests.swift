import Accounting
import Arithmetic
import GraphicalModels
import Marginals
import Strategies
import Testing

extension StrategyTests {
  /// The choices of a run, one a round.
  private func choices(_ transcript: Transcript) -> [Transcript.Entry] {
    transcript.entries.filter { if case .selection = $0.answer { true } else { false } }
  }

  /// The noise of the median pair, of 120 cells, as a share of the rows that the one-ways tell.
  private func noiseShare(_ transcript: Transcript) throws -> Double {
    let oneWays = Array(transcript.measurements.prefix(4))
    let pair = try #require(transcript.measurements.dropFirst(4).first)
    return 0.5 * 120 * pair.noise.meanAbsolute / max(1, Model.total(of: oneWays))
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `MWEM has one round an attribute where noise is great, and three where it is small`(
    definition: PrivacyDefinition
  ) throws {
    for (rho, rows, rounds) in [("1/1000", 1_000, 4), ("2", 9_000, 12), ("2", 0, 4)] {
      let cost = try cost(rho, definition)
      let table = table(rows: rows)
      let transcript = try transcript(of: MultiplicativeWeights(), on: table, cost: cost)
      #expect(choices(transcript).count == rounds)
    }
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `MWEM has as many rounds as the noisy one-ways say, each at the same price`(
    definition: PrivacyDefinition
  ) throws {
    var numbers: Set<Int> = []
    let prices = ["1/400", "1/250", "1/200", "1/150", "1/120", "1/30", "1/16", "1/8", "1/4"]
    for price in prices {
      let transcript = try transcript(
        of: MultiplicativeWeights(),
        on: table(rows: 9_000),
        cost: cost(price, definition)
      )
      let choices = choices(transcript)
      let rounds = Double(choices.count)
      #expect((4...12).contains(choices.count))
      #expect(Set(choices.map(\.cost)).count == 1)
      #expect(Set(transcript.measurements.dropFirst(4).map(\.noise)).count == 1)
      // The least noise that one more round would have had, to within the parts' rounding.
      let more = (rounds + 1) / rounds
      let factor = definition == .pure ? more : more.squareRoot()
      let share = try noiseShare(transcript)
      #expect(choices.count == 4 || share <= 0.15 * 1.000_001)
      #expect(choices.count == 12 || share * factor >= 0.15 * 0.999_999)
      numbers.insert(choices.count)
    }
    #expect(numbers.count > 2, "\(numbers)")
  }
}
