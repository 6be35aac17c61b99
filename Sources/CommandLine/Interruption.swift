import Foundation
import Marginalia

/// Ends the program with exit code 130 when it is interrupted from the keyboard.
///
/// A thread of its own waits for the signal, so that the words about it can be written outside a
/// signal handler. Ending at any moment is safe: what a ledger has begun stays charged, and a
/// release appears by rename, whole or not at all.
enum Interruption {
  /// Starts watching; to be called before any other thread exists, as threads inherit the mask.
  static func watch(_ console: Console) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread {
      var signals = sigset_t()
      unsafe sigemptyset(&signals)
      unsafe sigaddset(&signals, SIGINT)
      var received: Int32 = 0
      while unsafe sigwait(&signals, &received) != 0 {}
      Terminal.restore()
      console.tell(.interrupted)
      _exit(ExitCode.interrupted.rawValue)
    }
  }
}
