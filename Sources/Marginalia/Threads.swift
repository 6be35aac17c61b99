import Parallel

/// How many threads the library computes with.
public enum Threads {
  /// Sets the number of threads for all that follows; 0 means one a core.
  ///
  /// No result depends on it.
  ///
  /// - Precondition: `count >= 0`.
  public static func use(_ count: Int) {
    Parallel.use(threads: count)
  }
}
