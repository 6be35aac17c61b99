import Cryptography
import Testing

struct ConstantTimeTests {
  @Test func `bytes are equal to themselves and to nothing one bit away`() {
    let bytes = (0..<40).map(UInt8.init)
    #expect(ConstantTime.areEqual(bytes, bytes))
    #expect(ConstantTime.areEqual([], []))
    for index in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[index] ^= 1 << UInt8(bit)
        #expect(!ConstantTime.areEqual(bytes, other))
      }
    }
    #expect(!ConstantTime.areEqual(bytes, Array(bytes.dropLast())))
    #expect(!ConstantTime.areEqual([], [0]))
  }
}
