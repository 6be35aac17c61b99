#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Processor time: what neighbours on the machine take is not counted.
enum Stopwatch {
  /// The seconds of processor time that this process has used.
  private static var now: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// A computation's result and the seconds of processor time that it took.
  static func time<Result>(_ body: () throws -> Result) rethrows -> (Result, seconds: Double) {
    let start = now
    let result = try body()
    return (result, now - start)
  }
}
