import Accounting
import Arithmetic
import Marginals
import Strategies
import Testing

extension StrategyTests {
  /// The choices of a run, one a round.
  private func choices(_ transcript: Transcript) -> [Transcript.Entry] {
    transcript.entries.filter { if case .selection = $0.answer { true } else { false } }
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `MWEM has two rounds an attribute where noise is great, and three where it is small`(
    definition: PrivacyDefinition
  ) throws {
    var numbers: Set<Int> = []
    for price in ["1/1000", "1/110", "1/100", "1/90", "1/7", "1/5", "2"] {
      let cost = try cost(price, definition)
      let transcript = try transcript(
        of: MultiplicativeWeights(),
        on: table(rows: 2_000),
        cost: cost
      )
      let choices = choices(transcript)
      let rounds = Double(choices.count)
      #expect((8...12).contains(choices.count))
      #expect(Set(choices.map(\.cost)).count == 1)
      let noises = Set(transcript.measurements.dropFirst(4).map(\.noise))
      #expect(noises.count == 1)
      // One more round would have had more noise, to within the parts' rounding.
      let noise = try #require(noises.first).meanAbsolute
      let more = (rounds + 1) / rounds
      let factor = definition == .pure ? more : more.squareRoot()
      #expect(choices.count == 8 || noise <= 20 * 1.000_001)
      #expect(choices.count == 12 || noise * factor >= 20 * 0.999_999)
      numbers.insert(choices.count)
    }
    #expect(numbers.isSuperset(of: [8, 12]) && numbers.count > 2, "\(numbers)")
  }

  @Test func `MWEM's prices are the same whatever the table`() throws {
    let prices = try [0, 1, 2_000].map { rows in
      try transcript(of: MultiplicativeWeights(), on: table(rows: rows), cost: cost("1/100", .pure))
        .entries.map(\.cost)
    }
    #expect(prices[0] == prices[1] && prices[1] == prices[2])
  }
}
