import Randomness

/// A recorded string of bits that goes on for ever, and the count of bits read from it.
///
/// The first bits are given; then zeros up to a length; then bits of a fixed pattern.
struct Tape: BitSource {
  private let prefix: [Bool]
  private let zerosUntil: Int
  private let seed: UInt64
  private let density: Density
  private(set) var position = 0

  /// How often the pattern has a one: rare ones make long runs of success.
  enum Density: CaseIterable {
    case rare, seldom, even, often
  }

  init(_ prefix: [Bool] = [], zerosUntil: Int = 0, seed: UInt64 = 0, density: Density = .even) {
    self.prefix = prefix
    self.zerosUntil = zerosUntil
    self.seed = seed
    self.density = density
  }

  mutating func bits(_ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for place in 0..<count where bit() { value |= 1 << place }
    return value
  }

  mutating func bit() -> Bool {
    defer { position += 1 }
    if position < prefix.count { return prefix[position] }
    if position < zerosUntil { return false }
    return word(position / 64) >> (position % 64) & 1 == 1
  }

  /// The pattern's words from the given one on, mixed by SplitMix64.
  private func word(_ index: Int) -> UInt64 {
    func mixed(_ salt: UInt64) -> UInt64 {
      var word = (seed &* 8 &+ salt) &* 0xd134_2543_de82_ef95
      word &+= UInt64(index) &* 0x9e37_79b9_7f4a_7c15
      word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
      return word ^ word >> 31
    }
    return switch density {
    case .rare: (0..<6).reduce(UInt64.max) { $0 & mixed($1) }
    case .seldom: mixed(0) & mixed(1) & mixed(2)
    case .even: mixed(0)
    case .often: mixed(0) | mixed(1) | mixed(2)
    }
  }
}
