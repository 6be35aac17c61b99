import Dispatch
import Foundation
import Synchronization

/// The only concurrency of the house: an ordered map, and a change of an array's parts in place, whose
/// results don't depend on the threads.
package enum Parallel {
  /// The number of threads to use, as chosen by ``use(threads:)``; 0 means one a core.
  private static let chosenThreads = Atomic<Int>(0)

  /// Sets the number of threads for all that follows; 0 means one a core.
  package static func use(threads: Int) {
    precondition(threads >= 0, "a negative number of threads")
    chosenThreads.store(threads, ordering: .relaxed)
  }

  /// The results of `body(0) … body(count − 1)`, in that order.
  ///
  /// Every call computes its own result and shares nothing, so neither the number of threads nor
  /// their timing can show in a result. Worth it from about 50 µs a call.
  ///
  /// - Complexity: `count` calls of `body`; one worker a thread takes the next index.
  package static func map<Result: Sendable>(
    count: Int,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let chosen = chosenThreads.load(ordering: .relaxed)
    guard chosen != 1, count > 1 else { return (0..<count).map(body) }
    let next = Atomic<Int>(0)
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    let work: @Sendable (Int) -> Void = { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = body(index)
        results.withLock { $0[index] = result }
      }
    }
    let workers = chosen == 0 ? ProcessInfo.processInfo.activeProcessorCount : chosen
    withoutActuallyEscaping(work) { work in
      DispatchQueue.concurrentPerform(iterations: min(workers, count), execute: work)
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// Changes parts of an array in place, each by one call of `body`.
  ///
  /// A call gets the elements of its part alone, and no two parts have an element in common, so that
  /// no element is ever within reach of two threads; the rest is as with ``map(count:_:)``.
  ///
  /// - Parameters:
  ///   - elements: the array.
  ///   - parts: ranges of its positions, ascending and without overlap; what lies in none stays.
  ///   - body: takes the number of a part, and its elements.
  /// - Returns: the calls' results, in the order of the parts.
  package static func update<Element: Sendable, Result: Sendable>(
    _ elements: inout [Element],
    parts: [Range<Int>],
    _ body: @Sendable (Int, inout MutableSpan<Element>) -> Result
  ) -> [Result] {
    var end = 0
    for part in parts {
      precondition(part.lowerBound >= end, "parts of an array that overlap or don't ascend")
      end = part.upperBound
    }
    precondition(end <= elements.count, "a part beyond the array")
    return unsafe elements.withUnsafeMutableBufferPointer { elements in
      // Safe to share: each call makes a span of its own part, and the parts were found disjoint.
      nonisolated(unsafe) let elements = unsafe elements
      return map(count: parts.count) { index in
        var part = unsafe MutableSpan(_unsafeElements: elements.extracting(parts[index]))
        return body(index, &part)
      }
    }
  }
}
