import Parallel
import Testing

@Suite(.serialized) struct ParallelTests {
  @Test(arguments: [0, 1, 2, 7]) func `keeps the order on any number of threads`(threads: Int) {
    Parallel.use(threads: threads)
    defer { Parallel.use(threads: 0) }
    for count in [0, 1, 2, 100, 1_000] {
      #expect(Parallel.map(count: count) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  @Test func `runs nested maps`() {
    let sums = Parallel.map(count: 8) { outer in
      Parallel.map(count: 8) { outer * $0 }.reduce(0, +)
    }
    #expect(sums == (0..<8).map { $0 * 28 })
  }

  @Test(arguments: [0, 1, 2, 3, 7]) func `changes each part alone, in place`(threads: Int) {
    Parallel.use(threads: threads)
    defer { Parallel.use(threads: 0) }
    for count in [0, 1, 2, 100, 1_000] {
      var numbers = Array(0..<4 * count)
      // Three numbers of every four: the fourth lies in no part.
      let parts = (0..<count).map { 4 * $0..<4 * $0 + 3 }
      let sums = Parallel.update(&numbers, parts: parts) { part, cells in
        var sum = 0
        for index in cells.indices {
          sum += cells[index]
          cells[index] = part
        }
        return sum
      }
      #expect(sums == (0..<count).map { 12 * $0 + 3 })
      #expect(numbers == (0..<4 * count).map { $0 % 4 == 3 ? $0 : $0 / 4 })
    }
  }

  @Test(arguments: [[0..<3, 2..<4], [2..<4, 0..<2], [0..<2, 2..<5]])
  func `refuses parts that overlap, descend or end beyond the array`(
    parts: [Range<Int>]
  ) async {
    await #expect(processExitsWith: .failure) { [parts] in
      var numbers = [1, 2, 3, 4]
      _ = Parallel.update(&numbers, parts: parts) { _, cells in cells.count }
    }
  }
}
