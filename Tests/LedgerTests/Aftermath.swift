import Accounting
import Ledger

/// What an operator gets out of the disk that a crash or a failure has left.
enum Aftermath {
  /// There is no ledger at the path.
  case nothing
  /// The ledger is refused, and `ledger recover` does not help.
  case refused(LedgerError)
  /// The ledger opens, after `ledger recover` where the program asks for it.
  case ledger(charged: PrivacyCost, hashes: [[UInt8]])

  /// The charge; none where there is no ledger to open.
  var charged: PrivacyCost {
    if case .ledger(let charged, _) = self { charged } else { .zero(.zeroConcentrated) }
  }

  init(of image: [String: [UInt8]]) {
    let disk = MemoryDisk(files: image)
    do throws(LedgerError) {
      let state: LedgerState
      do throws(LedgerError) {
        state = try LedgerFile.show(Example.path, files: disk)
      } catch .tornTail {
        _ = try LedgerFile.recover(Example.path, key: Example.key, files: disk)
        state = try LedgerFile.show(Example.path, files: disk)
      }
      self = .ledger(charged: state.charged, hashes: state.records.map(\.hash))
    } catch .missing(Example.path) {
      self = .nothing
    } catch {
      self = .refused(error)
    }
  }
}

/// Remembers the aftermath of each image: the same one recurs at many steps.
final class AftermathCache {
  private var known: [[String: [UInt8]]: Aftermath] = [:]

  subscript(image: [String: [UInt8]]) -> Aftermath {
    let aftermath = known[image] ?? Aftermath(of: image)
    known[image] = aftermath
    return aftermath
  }
}
