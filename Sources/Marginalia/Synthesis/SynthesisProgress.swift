/// Where a run is; told to whoever waits for it.
///
/// Nothing is told between the ledger's `begin` and `commit`, since a duration there could say
/// something about the rows.
public enum SynthesisProgress: Sendable, Equatable {
  /// A station of the data's way has begun.
  case station(String)
  /// The part of the present station that is done, from 0 to 1.
  case fraction(Double)
}
