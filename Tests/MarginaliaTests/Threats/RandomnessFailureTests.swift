import Accounting
import Foundation
import Ledger
import Marginalia
import Randomness
import Synchronization
import Testing

/// Row 18 of the threat table: randomness that fails, at the start of a run and in its middle.
@Suite struct RandomnessFailureTests {
  /// A reader that gives the system's bytes, and fails from one call on.
  private static func failing(from first: Int, code: Int32) -> SystemEntropy.Reader {
    let calls = Atomic(0)
    let source = Mutex<[UInt8]>([])
    return { buffer in
      guard calls.add(1, ordering: .relaxed).newValue < first else { return -Int(code) }
      return source.withLock { bytes in
        if bytes.count < buffer.count { bytes = (try? SystemEntropy.bytes(4096)) ?? [] }
        unsafe buffer.copyBytes(from: bytes.suffix(buffer.count))
        bytes.removeLast(buffer.count)
        return buffer.count
      }
    }
  }

  /// The operating system, but for entropy that fails from one call on.
  private static func surroundings(failingFrom first: Int, code: Int32) -> Surroundings {
    var surroundings = Surroundings.system
    surroundings.entropy = { () throws(RandomnessError) in
      try unsafe SystemEntropy(failing: failing(from: first, code: code))
    }
    return surroundings
  }

  @Test(arguments: [1, 2])
  func `row 18: entropy that fails at the start stops the run before anything is charged`(
    call: Int
  ) throws {
    let bench = try Workbench()
    let before = try Files.read(bench.path("L"))
    let error = #expect(throws: MarginaliaError.self) {
      let surroundings = Self.surroundings(failingFrom: call, code: ENOSYS)
      _ = try Synthesizer(bench.request(), in: surroundings).run { _ in }
    }
    #expect(error?.kind == "failure")
    #expect(error?.message.contains("gives no random bytes") == true)
    #expect(try Files.read(bench.path("L")) == before)
    #expect(try bench.names().filter { $0.hasPrefix("release/") || $0.contains("partial") } == [])
  }

  @Test func `row 18: entropy that is stuck stops the run before anything is charged`() throws {
    let bench = try Workbench()
    var surroundings = Surroundings.system
    surroundings.entropy = { () throws(RandomnessError) in
      try unsafe SystemEntropy(failing: { buffer in
        unsafe buffer.initializeMemory(as: UInt8.self, repeating: 7)
        return buffer.count
      })
    }
    let error = #expect(throws: MarginaliaError.self) {
      _ = try Synthesizer(bench.request(), in: surroundings).run { _ in }
    }
    #expect(error?.message.contains("defective") == true)
    #expect(try bench.ledger().records.count == 1)
  }

  @Test func `row 18: entropy that fails in the middle ends the run, and the charge is kept`()
    async throws
  {
    // A thousand cells take many blocks of bits; two are the check's, one is drawn, and no more.
    let bench = try Workbench(columns: ["a": 500, "b": 500])
    let folder = bench.path(".")
    let result = try await #require(
      processExitsWith: .exitCode(1),
      observing: [\.standardErrorContent]
    ) { [folder = folder as String] in
      let surroundings = RandomnessFailureTests.surroundings(failingFrom: 4, code: EIO)
      let request = Workbench.request(in: folder)
      _ = try Synthesizer(request, in: surroundings).run { _ in }
    }
    let words = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(words.contains("gives no random bytes (getentropy, errno 5)"))
    let stopped = try bench.ledger()
    #expect(stopped.records.map(\.event.type) == ["genesis", "reserve", "begin"])
    #expect(stopped.charged == stopped.reservations[0].terms.cost)
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder)
    #expect(left.filter { $0.hasSuffix("measurements.json") } == [])
    // The next run draws for a charge of its own, and never again for the lost one.
    _ = try Synthesizer(bench.request()).run { _ in }
    let next = try bench.ledger()
    #expect(next.reservations.map(\.status) == [.lost, .released])
    #expect(next.charged == stopped.charged + stopped.charged)
  }
}
