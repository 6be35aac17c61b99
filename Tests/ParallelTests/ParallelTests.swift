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
}
