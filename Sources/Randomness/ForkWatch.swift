#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import Synchronization

/// Tells whether this process was forked since some moment.
///
/// A forked child inherits its parent's memory, and with it bits that the parent will use: noise
/// drawn from them in both would be the same noise twice.
enum ForkWatch {
  /// How many forks lie between this process and the one in which the watch began.
  static let generation = Atomic<Int>(0)

  /// What `pthread_atfork` answered: 0 when the watch is on.
  private static let registration = pthread_atfork(
    nil,
    nil,
    { ForkWatch.generation.wrappingAdd(1, ordering: .relaxed) }
  )

  /// Begins the watch, once a process.
  static func begin() throws(RandomnessError) {
    guard registration == 0 else { throw .unwatchedForks(code: registration) }
  }
}
