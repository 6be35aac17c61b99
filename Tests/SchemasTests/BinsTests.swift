import Schemas
import Testing

@Suite struct BinsTests {
  @Test func `bins of a width start at the minimum and the last may be narrower`() {
    let bins = Bins(minimum: 17, maximum: 90, cut: .width(5))
    #expect(bins.count == 15)
    #expect(bins.units(of: 0) == 17...21)
    #expect(bins.units(of: 14) == 87...90)
    #expect(bins.index(of: 21) == 0 && bins.index(of: 22) == 1 && bins.index(of: 90) == 14)
    #expect(bins.index(of: -5) == 0 && bins.index(of: 1000) == 14)
  }

  @Test(arguments: [99_999, 100_000, 50_000])
  func `the last bin between edges ends at the maximum`(maximum: Int) {
    let bins = Bins(minimum: 0, maximum: maximum, cut: .edges([0, 1, 1000, 50_000, 100_000]))
    #expect(bins.count == 4)
    #expect(bins.units(of: 0) == 0...0)
    #expect(bins.units(of: 3) == 50_000...maximum)
    #expect(bins.index(of: 0) == 0 && bins.index(of: 1) == 1 && bins.index(of: 999) == 1)
    #expect(bins.index(of: maximum) == 3)
  }

  @Test func `bins are a partition of the range`() {
    var cases = CaseGenerator(3)
    for _ in 0..<300 {
      let bins = cases.bins(around: 400)
      var next = bins.minimum
      for index in 0..<bins.count {
        let units = bins.units(of: index)
        #expect(units.lowerBound == next)
        #expect(units.allSatisfy { bins.index(of: $0) == index })
        next = units.upperBound + 1
      }
      #expect(next == bins.maximum + 1)
    }
  }

  @Test func `bins that make no sense break a rule each`() {
    func rule(_ minimum: Int, _ maximum: Int, _ cut: Bins.Cut) -> SchemaRule? {
      Bins.violation(minimum: minimum, maximum: maximum, cut: cut)
    }
    let large = NumberText.limit - 1
    #expect(rule(2, 1, .width(1)) == .boundsReversed)
    #expect(rule(0, 9, .width(0)) == .widthNotPositive)
    #expect(rule(0, 1_000_000, .width(1)) == .tooManyLevels)
    #expect(rule(0, 999_999, .width(1)) == nil)
    #expect(rule(-large, large, .width(1)) == .tooManyLevels)
    #expect(rule(-large, large, .width(large)) == nil)
    #expect(rule(0, NumberText.limit, .width(large)) == .numberTooLarge)
    #expect(rule(0, 9, .edges([0, 5, 5, 9])) == .edgesNotAscending)
    #expect(rule(0, 9, .edges([0])) == .edgesNotAscending)
    #expect(rule(0, 9, .edges([])) == .edgesNotAscending)
    #expect(rule(0, 9, .edges([1, 9])) == .edgesMissBounds)
    #expect(rule(0, 9, .edges([0, 5])) == .edgesMissBounds)
    #expect(rule(0, 4, .edges([0, 5, 9])) == .edgesMissBounds)
    #expect(rule(5, 5, .edges([5, 6])) == nil)
  }

  @Test func `the widest bin has all its numbers counted`() {
    let large = NumberText.limit - 1
    let bins = Bins(minimum: -large, maximum: large, cut: .edges([-large, large]))
    #expect(bins.units(of: 0).count == 2 * large + 1)
  }
}
