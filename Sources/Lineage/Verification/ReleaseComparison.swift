import Accounting
import Arithmetic
import Cryptography
package import Ledger

/// Releases of one ledger held against each other, and against the ledger where it is at hand.
///
/// A ledger that was rolled back or forked shows as two trees of one size with different roots, as a
/// release whose own history lacks an earlier one, or as a checkpoint beyond the ledger's end. All
/// of it is signed by the ledger's key, so it is evidence that no one else can have made up.
///
/// Each manifest proves the ledgers of ``CheckpointProof/greatestCount`` commits before it. Two
/// releases further apart are shown to have one history by those between, or by a proof that whoever
/// holds the ledger writes; where nothing shows it, that is told apart from a contradiction.
///
/// - Source: C2SP, tlog-checkpoint and tlog-witness; RFC 6962, section 2.1.2.
package struct ReleaseComparison: Sendable {
  /// A release, by the manifest whose signature was checked.
  package struct Release: Sendable {
    /// How a reader names it: its folder.
    package let place: String
    /// What was signed.
    package let manifest: Manifest

    /// Names a release.
    package init(place: String, manifest: Manifest) {
      self.place = place
      self.manifest = manifest
    }

    fileprivate var evidence: LedgerEvidence { manifest.ledger }
    fileprivate var checkpoint: Checkpoint? { evidence.proof.parsed }
  }

  /// One thing that is wrong, and where.
  package struct Finding: Sendable, Hashable {
    /// A release's folder, or the ledger.
    package let place: String
    /// What is wrong, in a sentence.
    package let sentence: String
  }

  /// All that is wrong, in the order in which it was found; none of it hides another.
  package private(set) var findings: [Finding] = []

  /// What can be neither shown nor refuted by what is at hand, and what would show it.
  package private(set) var gaps: [Finding] = []

  /// A proof that one release's ledger is a beginning of another's, from whoever holds the ledger.
  package struct Proof: Sendable {
    /// How a reader names it: its file.
    package let place: String
    /// The proof, in the form in which a witness is asked.
    package let request: WitnessRequest

    /// Names a proof.
    package init(place: String, request: WitnessRequest) {
      self.place = place
      self.request = request
    }
  }

  /// The releases from the smallest checkpoint to the largest.
  private let releases: [(release: Release, checkpoint: Checkpoint)]

  /// What the proofs that were handed over show.
  private var shown: Set<Link> = []

  private struct Link: Hashable {
    let from: MerkleTree.Head
    let to: MerkleTree.Head
  }

  /// Compares releases, each of which verifies by itself.
  ///
  /// - Complexity: O(releases³) comparisons at most, and O(records) hashes for each release where the
  ///   ledger is at hand.
  package init(
    of releases: [Release],
    proofs: [Proof] = [],
    ledger: LedgerVerification? = nil,
    path: String = ""
  ) {
    self.releases = releases.compactMap { release in release.checkpoint.map { (release, $0) } }
      .sorted { $0.checkpoint.size < $1.checkpoint.size }
    if let ledger { compare(with: ledger, at: path) } else { compareOrigins() }
    compareTrees()
    compareRecords()
    for proof in proofs { accept(proof) }
    compareHistories(provenByLedger: ledger != nil)
  }

  private mutating func report(_ place: String, _ sentence: String) {
    findings.append(Finding(place: place, sentence: sentence))
  }

  private mutating func compareOrigins() {
    guard let first = releases.first else { return }
    for (release, checkpoint) in releases where checkpoint.origin != first.checkpoint.origin {
      report(
        release.place,
        "it was paid for by another ledger than \(first.release.place): their charges add up, and "
          + "neither counts the other's"
      )
    }
  }

  /// Two trees of one size have one root, whether they are checkpoints or earlier trees.
  private mutating func compareTrees() {
    var known: [Tree: (root: [UInt8], place: String)] = [:]
    for (release, checkpoint) in releases {
      let heads = [checkpoint.head] + release.evidence.proof.earlier.map(\.head)
      for head in heads {
        let tree = Tree(origin: checkpoint.origin, size: head.size)
        guard let other = known[tree] else {
          known[tree] = (head.root, release.place)
          continue
        }
        guard other.root != head.root else { continue }
        report(
          release.place,
          "the ledger's first \(head.size) records are not those that \(other.place) was made from: "
            + "the ledger was forked or rolled back"
        )
      }
    }
  }

  private struct Tree: Hashable {
    let origin: String
    let size: Int
  }

  /// Two records of one place are one record.
  private mutating func compareRecords() {
    var known: [Tree: (hash: [UInt8], place: String)] = [:]
    for (release, checkpoint) in releases {
      for (name, record) in release.evidence.records {
        let place = Tree(origin: checkpoint.origin, size: record.index)
        guard let other = known[place] else {
          known[place] = (record.hash, release.place)
          continue
        }
        guard other.hash != record.hash else { continue }
        report(
          release.place,
          "its \(name) record has the place of another record that \(other.place) quotes: one charge "
            + "was made twice, or the ledger was rolled back"
        )
      }
    }
  }

  /// Each release's own history holds the one before it.
  private mutating func compareHistories(provenByLedger: Bool) {
    var paid: [PrivacyCost] = []
    for (place, (release, checkpoint)) in releases.enumerated() {
      let before = place > 0 ? releases[place - 1] : nil
      if let before, before.checkpoint == checkpoint { continue }
      if let before, before.checkpoint.origin == checkpoint.origin, !provenByLedger {
        compare(place, withHistoryOf: before)
      }
      // A charge may be given back between two releases, so that sums of all charges may shrink;
      // but what the releases themselves cost is in every later sum.
      let claim = release.manifest.claim
      paid.append(claim.guarantee.cost)
      let isOfOneKind = paid.allSatisfy { $0.definition == claim.cumulative.definition }
      let sum = paid.reduce(0) { $0 + $1.value }
      if !isOfOneKind || (claim.cumulative.value < sum && isOfOneLedger) {
        report(
          release.place,
          "the sum of charges that it states, \(claim.cumulative), leaves out a part of the "
            + "\(sum) that these releases cost by then"
        )
      }
    }
  }

  private var isOfOneLedger: Bool { Set(releases.map(\.checkpoint.origin)).count == 1 }

  /// Takes up a proof between two of the releases; one that shows nothing is a finding, as whoever
  /// handed it over meant something by it.
  private mutating func accept(_ proof: Proof) {
    let request = proof.request
    let smaller = releases.first { $0.checkpoint.size == request.old }
    let larger = releases.first { $0.checkpoint == Checkpoint(text: request.checkpoint.text) }
    guard let smaller, let larger, smaller.checkpoint.origin == larger.checkpoint.origin else {
      report(
        proof.place,
        "it is about no two of these releases: it goes from \(request.old) records to those of "
          + "another checkpoint"
      )
      return
    }
    let link = Link(from: smaller.checkpoint.head, to: larger.checkpoint.head)
    guard
      MerkleTree.verifyConsistency(from: link.from, to: link.to, proof: request.consistency)
    else {
      report(
        proof.place,
        "it doesn't show that the ledger of \(smaller.release.place) is the beginning of that of "
          + larger.release.place
      )
      return
    }
    shown.insert(link)
  }

  /// Holds a release against the next smaller one.
  ///
  /// All commits are listed back to the last one, and each release's checkpoint is at a commit: so
  /// one that is not listed, and not older than the list, never was in this history.
  private mutating func compare(
    _ place: Int,
    withHistoryOf before: (release: Release, checkpoint: Checkpoint)
  ) {
    let (release, checkpoint) = releases[place]
    let size = before.checkpoint.size
    let listed = release.evidence.proof.earlier.map(\.head.size)
    // Two beginnings of one history are beginnings of each other.
    let isShown = releases[place...].contains { later in
      holds(before.checkpoint, later) && holds(checkpoint, later)
    }
    if isShown { return }
    guard (listed.last ?? 1) > size else {
      report(
        release.place,
        "its history lacks \(before.release.place): the ledger was forked or rolled back"
      )
      return
    }
    gaps.append(
      Finding(
        place: release.place,
        sentence: "more than \(CheckpointProof.greatestCount) commits lie between "
          + "\(before.release.place) and it, so its manifest doesn't show the one to be the "
          + "beginning of the other: name a release between the two, or ask the publisher for "
          + "'ledger request LEDGER \(release.place) --since \(size)' and give it by --proof"
      )
    )
  }

  /// Whether a release's own proofs, or those handed over, show a checkpoint to be a beginning.
  private func holds(
    _ checkpoint: Checkpoint,
    _ later: (release: Release, checkpoint: Checkpoint)
  ) -> Bool {
    later.checkpoint == checkpoint
      || later.checkpoint.origin == checkpoint.origin
        && (later.release.evidence.proof.earlier.contains { $0.head == checkpoint.head }
          || shown.contains(Link(from: checkpoint.head, to: later.checkpoint.head)))
  }

  /// Every release's checkpoint and records are those of the ledger, and its sum is recomputed.
  private mutating func compare(with ledger: LedgerVerification, at path: String) {
    let tree = MerkleTree(leaves: ledger.leaves)
    for (release, checkpoint) in releases {
      guard checkpoint.origin == ledger.origin else {
        report(release.place, "it was paid for by another ledger than \(path)")
        continue
      }
      guard checkpoint.size <= tree.size else {
        report(
          release.place,
          "its checkpoint counts \(checkpoint.size) records, and the ledger has \(tree.size): the "
            + "ledger was rolled back or cut short"
        )
        continue
      }
      if tree.root(at: checkpoint.size) != checkpoint.head.root {
        report(
          release.place,
          "the ledger's first \(checkpoint.size) records are not those that the checkpoint signs"
        )
      }
      for (name, record) in release.evidence.records
      where record.index >= tree.size || ledger.leaves[record.index] != record.bytes {
        report(release.place, "the ledger doesn't hold its \(name) record at \(record.index)")
      }
      let claim = release.manifest.claim
      let recomputed = ledger.chargedAfter[checkpoint.size - 1]
      if claim.cumulative.value != recomputed {
        report(
          release.place,
          "it states that \(claim.cumulative) was charged in all by then, and the ledger's records "
            + "add up to \(recomputed)"
        )
      }
      let charge = ledger.reservations.first { $0.index == release.evidence.reserve.index }
      if let table = charge?.table, table != release.manifest.digest(of: ReleaseFile.table)?.hex {
        report(release.place, "the ledger's release record speaks of another table")
      }
    }
  }
}
