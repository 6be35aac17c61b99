/// Why fair bits could not be had.
package enum RandomnessError: Error, Equatable {
  /// The operating system refused to give random bytes, with this `errno`.
  case unavailable(code: Int32)
  /// The operating system's first bytes failed the start-up check.
  case unhealthy(EntropyDefect)
  /// The watch for forked processes could not be set up, with this error code.
  case unwatchedForks(code: Int32)
}

extension RandomnessError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let code):
      """
      the operating system gives no random bytes (getentropy, errno \(code)); nothing can be drawn \
      without them: allow the getrandom system call (sandboxes may forbid it) and run again
      """
    case .unhealthy(let defect):
      """
      the operating system's random bytes are defective (\(defect)); do not draw noise on this \
      machine before its random number generator is repaired
      """
    case .unwatchedForks(let code):
      """
      the watch for forked processes cannot be set up (pthread_atfork, error \(code)), and \
      without it two processes might share noise: free some memory and run again
      """
    }
  }
}
