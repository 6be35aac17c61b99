import Accounting
import Arithmetic
import JSON
import Ledger
import Lineage

/// What a ledger adds up to, recomputed from its lines, where nothing is wrong with it.
public struct AuditReport: Sendable, Equatable {
  /// A reservation, and what its run cost.
  public struct Charge: Sendable, Equatable {
    /// The number of its line, from 0.
    public let reservation: Int

    /// How far it got: "reserve", "begin", "commit", "release", "void" or "lost".
    public let stage: String

    /// What was charged for it.
    public let loss: PrivacyLoss

    /// What its commit's entries cost by themselves, by zCDP and by privacy losses; nil where nothing
    /// was committed, or prices are counted in ε.
    public let account: CompositionAccount?
  }

  /// The ledger's file.
  public let path: String

  /// The number of its lines.
  public let lines: Int

  /// The most that may be charged.
  public let cap: PrivacyLoss

  /// The sum of all charges.
  public let charged: PrivacyLoss

  /// The charges, in order.
  public let charges: [Charge]

  /// The releases that were held against it, each with the number of records it was made from.
  public let releases: [ConsistencyReport.Entry]

  /// Reports a ledger that was read without findings.
  init(
    _ reading: LedgerVerification,
    path: String,
    releases: [ReleaseComparison.Release]
  ) throws(MarginaliaError) {
    let definition: PrivacyDefinition = reading.currency == "rho" ? .zeroConcentrated : .pure
    let delta = Delta(reading.delta) ?? .zero
    func loss(_ price: Rational) throws(MarginaliaError) -> PrivacyLoss {
      guard let cost = PrivacyCost(price, under: definition) else {
        throw .verificationFailed("a price in \(path) is below zero", findings: [])
      }
      return try PrivacyLoss(cost, at: delta)
    }
    self.path = path
    lines = reading.lines
    cap = try loss(reading.cap)
    charged = try loss(reading.charged)
    var charges: [Charge] = []
    for reservation in reading.reservations {
      charges.append(
        Charge(
          reservation: reservation.index,
          stage: reservation.stage,
          loss: try loss(reservation.price),
          account: try AuditReport.account(reservation, definition, delta, path)
        )
      )
    }
    self.charges = charges
    self.releases = ConsistencyReport(releases).releases
  }

  private static func account(
    _ reservation: LedgerVerification.Reservation,
    _ definition: PrivacyDefinition,
    _ delta: Delta,
    _ path: String
  ) throws(MarginaliaError) -> CompositionAccount? {
    guard definition == .zeroConcentrated, !reservation.entries.isEmpty else { return nil }
    let file = try CompositionFile(
      entries: reservation.entries,
      place: "\(path), reservation \(reservation.index)"
    )
    do throws(AccountingError) {
      return try CompositionAccount(file, delta: delta, vouched: false)
    } catch {
      throw .usage(error.description)
    }
  }

  /// The report as one JSON object.
  public var json: String {
    Document.json(
      "audit/1",
      [
        "path": .string(path), "records": .integer(lines), "cap": cap.document,
        "charged": charged.document, "holds": true,
        "charges": .array(
          charges.map { charge in
            [
              "reservation": .integer(charge.reservation), "stage": .string(charge.stage),
              "loss": charge.loss.document,
              "privacyLoss": charge.account.map { account in
                [
                  "epsilon": .string(account.lossEpsilon), "method": .string(account.lossMethod),
                  "obstacle": account.lossObstacle.map { .string($0) } ?? .null,
                ]
              } ?? .null,
            ]
          }
        ),
        "releases": .array(releases.map(\.document)),
      ]
    )
  }
}
