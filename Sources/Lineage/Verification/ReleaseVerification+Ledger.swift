import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Schemas

extension ReleaseVerification {
  /// Checks the ledger's records as the manifest quotes them: chain, order, and what they speak of.
  ///
  /// One process holds the ledger from `reserve` to `commit`, so the three follow on each other.
  mutating func checkLedgerRecords(of manifest: Manifest) {
    let evidence = manifest.ledger
    let file = ReleaseFile.manifest
    guard case .genesis(let genesis) = evidence.genesis.event,
      case .reserve(let reserve) = evidence.reserve.event,
      case .begin(let begun) = evidence.begin.event,
      case .commit(let commit) = evidence.commit.event
    else {
      note(.ledger, .failed, file, "a quoted ledger record is of another type than it is quoted as")
      return
    }
    require(
      evidence.genesis.index == 0 && evidence.reserve.index > 0
        && evidence.begin.index == evidence.reserve.index + 1
        && evidence.commit.index == evidence.begin.index + 1
        && evidence.begin.previous == evidence.reserve.hash
        && evidence.commit.previous == evidence.begin.hash,
      .ledger,
      file,
      "reserve, begin and commit follow on each other in the ledger's hash chain",
      else: "reserve, begin and commit don't follow on each other in the ledger's hash chain"
    )
    require(
      begun == evidence.reserve.index && commit.reservation == evidence.reserve.index,
      .ledger,
      file,
      "begin and commit are about this reservation",
      else: "begin or commit is about another reservation"
    )
    require(
      genesis.neighbours == NeighbouringRelation(manifest.claim.neighbours)
        && reserve.purpose["neighbours"]?.string == manifest.claim.neighbours.rawValue,
      .ledger,
      file,
      "ledger and claim are about the same neighbouring relation",
      else: "ledger and claim are about different neighbouring relations"
    )
    require(
      genesis.unit == ProtectedUnit(manifest.claim.unit),
      .ledger,
      file,
      "ledger and claim are about the same privacy unit and bound",
      else: "ledger and claim are about different privacy units or bounds"
    )
    require(
      commit.measurements == manifest.process.measurementsDigest
        && commit.measurements == manifest.digest(of: ReleaseFile.measurements),
      .ledger,
      ReleaseFile.measurements,
      "the commit record is about these measurements",
      else: "the commit record is about other measurements than the released ones"
    )
    require(
      reserve.cost == manifest.claim.guarantee.cost
        && reserve.epsilon == manifest.claim.guarantee.epsilon
        && reserve.delta == manifest.claim.guarantee.delta,
      .ledger,
      file,
      "the claim is the one that the ledger was charged for",
      else: "the claim is not the one that the ledger was charged for"
    )
    require(
      manifest.release.identifier == evidence.reserve.hash,
      .ledger,
      file,
      "the release's identity is the hash of its reserve record",
      else: "the release's identity is not the hash of its reserve record"
    )
    let faults = evidence.proof.faults(genesis: evidence.genesis, commit: evidence.commit)
    for fault in faults { note(.ledger, .failed, file, "\(fault)") }
    if faults.isEmpty {
      note(
        .ledger,
        .passed,
        file,
        "genesis and commit are in the ledger of \(evidence.commit.index + 1) records that its key "
          + "signed; \(evidence.proof.earlier.count) earlier states of it are proven beginnings"
      )
    }
    if reserve.purpose["acceptsLargeEpsilon"] == true {
      note(
        .ledger,
        .noted,
        file,
        "an ε above 10 was asked for by a word of its own"
      )
    }
  }

  /// Checks the quoted records against the ledger itself.
  mutating func checkLedgerFile(_ path: String, against manifest: Manifest) {
    let state: LedgerState
    do throws(LedgerError) {
      state = try LedgerFile.show(path)
    } catch {
      note(.ledger, .failed, path, "\(error)")
      return
    }
    let missing = manifest.ledger.records.filter { _, record in
      !state.records.indices.contains(record.index) || state.records[record.index] != record
    }
    require(
      missing.isEmpty,
      .ledger,
      path,
      "the ledger holds the records that the manifest quotes",
      else: "the ledger doesn't hold the record \(missing.map(\.name).joined(separator: ", ")) as "
        + "the manifest quotes it: another ledger, or one that was rolled back"
    )
    require(
      state.definition == manifest.claim.guarantee.definition
        && state.charged >= manifest.claim.cumulative && state.charged <= state.cap,
      .cap,
      path,
      "the ledger's charges include this release's and stay within its cap",
      else: "the ledger's charges are below what the manifest says, or above its cap"
    )
  }
}
