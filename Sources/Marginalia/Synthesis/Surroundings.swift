package import Ledger
package import Mechanisms
package import Randomness
package import Tables

/// What a run takes from the machine and not from its request: files and clock of the ledger, a
/// nonce, the noise's bits, and what stands behind the door.
///
/// The program has ``system`` and no other. The audit's replay fixes clock and nonce, so that two
/// runs can be compared byte by byte, and forces the answers at the door.
package struct Surroundings: Sendable {
  /// The ledger's files, and the clock that its records are dated by.
  package var files: any FileOperations & Sendable = SystemFiles()

  /// 32 bytes that tell this run from all others.
  package var nonce: @Sendable () throws(MarginaliaError) -> [UInt8] = Keys.randomBytes

  /// Fair bits for the noise, or why there are none.
  package var entropy: @Sendable () throws(RandomnessError) -> SystemEntropy = {
    () throws(RandomnessError) in try SystemEntropy()
  }

  /// What a manifest says for the commitment to the private file: the commitment itself, which is
  /// the one thing in a release that differs between neighbours by design.
  package var commitment: @Sendable ([UInt8]) -> [UInt8] = { $0 }

  /// Puts the rows that were read behind the door.
  package var privateSide: PrivateSideMaker = { table, sensitivity, entropy in
    NoisyTable(table: table, sensitivity: sensitivity, entropy: entropy)
  }

  /// From a table, one unit's influence, and randomness, what answers at the door.
  package typealias PrivateSideMaker =
    @Sendable (
      consuming EncodedTable, Sensitivity, consuming SystemEntropy
    ) -> any PrivateSide & ~Copyable

  /// The operating system, its randomness, and exact noise.
  package static let system = Surroundings()
}
