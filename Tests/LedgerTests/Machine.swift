import Accounting
import Arithmetic
import Ledger

/// A real ledger on a disk in memory, driven by the model's operations.
///
/// What the model holds in memory, a reservation that may still be begun or given back, is here a
/// value of the real type; the model's cap is the example's, in that many units.
final class Machine {
  /// A reservation, and from its `begin` on a charge.
  private final class Held {
    let cost: Int
    var reservation: Reservation?
    var charge: OpenCharge?

    init(cost: Int, _ reservation: consuming Reservation) {
      self.cost = cost
      self.reservation = consume reservation
    }
  }

  private var disk: MemoryDisk
  private var ledger: LedgerFile?
  private var held: [Int: Held] = [:]
  private let cap: Int
  private let crashesLoseTheLastRecord: Bool

  /// The units for which noise was drawn.
  private(set) var spent = 0

  init(cap: Int, crashesLoseTheLastRecord: Bool = false) throws {
    self.cap = cap
    self.crashesLoseTheLastRecord = crashesLoseTheLastRecord
    disk = try Example.disk()
    ledger = try Example.open(disk)
  }

  private func rho(_ units: Int) -> PrivacyCost {
    Example.rho(Example.cap.cost.value * Rational(units) / Rational(cap))
  }

  /// What the ledger reports, in units; −1 where that is no whole number of them.
  func charged() throws -> Int {
    guard let state = ledger?.state else { return -1 }
    let units = state.charged.value * Rational(cap) / Example.cap.cost.value
    return units.denominator == 1 ? units.numerator.int ?? -1 : -1
  }

  func run(_ operation: ModelOperation) throws {
    // The disk as a power failure leaves it where nothing unsynchronised survives: at the first
    // change of an operation that stops, or else now.
    var survivors: [String: [UInt8]]?
    if operation.stops {
      disk.afterChange = { [disk] in survivors = survivors ?? disk.crashImages()[0] }
    }
    try perform(operation)
    disk.afterChange = nil
    if operation.stops || operation.isCrash {
      try restart(from: survivors ?? disk.crashImages()[0])
    }
  }

  private func perform(_ operation: ModelOperation) throws {
    switch operation {
    case .reserve(let id, let cost, _):
      do throws(LedgerError) {
        guard let reservation = try reserve(cost) else { return }
        held[id] = Held(cost: cost, reservation)
      } catch .budgetExceeded {
        // The model refuses too, or the charges will differ.
      }
    case .begin(let id):
      guard let one = held[id], let reservation = one.reservation.take() else { return }
      var charge = try reservation.begin()
      _ = try charge.grant(rho(one.cost))
      spent += one.cost
      one.charge = consume charge
    case .void(let id, _):
      guard let reservation = held[id]?.reservation.take() else { return }
      try reservation.void()
    case .commit(let id, _):
      guard let one = held[id], let charge = one.charge.take() else { return }
      _ = try charge.commit(
        entries: one.cost == 0 ? [] : [Example.entry(rho(one.cost))],
        measurementsDigest: Example.digest
      )
    case .crash: break
    }
  }

  private func reserve(_ cost: Int) throws(LedgerError) -> Reservation? {
    guard var open = ledger.take() else { return nil }
    do throws(LedgerError) {
      let reservation = try Example.reserve(rho(cost), in: &open)
      ledger = consume open
      return reservation
    } catch {
      ledger = consume open
      throw error
    }
  }

  /// Power fails: memory goes, and the ledger is opened anew.
  private func restart(from survivors: [String: [UInt8]]) throws {
    held = [:]
    ledger = nil
    var files = survivors
    if crashesLoseTheLastRecord, let bytes = files[Example.path] {
      let lines = bytes.split(separator: 10)
      files[Example.path] = Array(lines.dropLast().joined(separator: [10])) + [10]
    }
    disk = MemoryDisk(files: files)
    ledger = try Example.open(disk)
  }
}

extension ModelOperation {
  fileprivate var isCrash: Bool {
    if case .crash = self { true } else { false }
  }
}
