import Randomness
import Testing

/// The known words come from a second implementation of the stream's definition, written on
/// SHA-256 and the ChaCha20 block function alone; that function was checked against RFC 8439,
/// section 2.3.2.
struct SamplingStreamTests {
  private let rows = SamplingStream(seed: (0..<32).map { UInt8($0) }, domain: "rows")

  @Test func `a stream has the words of its definition`() {
    #expect(
      words(of: rows) == [
        0x3c29_9e47_07b4_951c, 0xd536_0ef4_b96f_d6e5, 0xfe21_5491_f9dc_7a72,
        0x1d4d_34a2_e86a_628d, 0x5c1e_fd4d_a309_1de2, 0xd961_98fa_007d_14fc,
        0x5151_b847_acdc_e7c5,
      ]
    )
  }

  @Test func `substreams by number and by name have the words of their definition`() {
    #expect(
      words(of: rows.substream(300)) == [
        0x2d82_3964_03fc_9b53, 0x00d5_d3a4_6e9e_7420, 0x1d7a_e117_818a_61ab,
        0x8bea_d4e8_85c7_03df, 0x0300_2ed9_9cab_4303, 0x96e7_cdaf_1a75_2a5a,
        0x08fb_8c66_0f63_77ce,
      ]
    )
    #expect(
      words(of: rows.substream("größe")) == [
        0x036e_e9e5_dc18_378c, 0xcd5e_2811_03a0_041a, 0xcf8d_6b10_d82c_80e2,
        0x6597_c9c5_f3f9_e9d5, 0x7b87_ffe6_d4c5_73f4, 0x0284_2826_1ec5_584c,
        0x6038_8bd1_534c_fa28,
      ]
    )
  }

  @Test func `numbers below a bound are those of Lemire's method, with its rejections`() {
    var small = rows
    #expect((0..<12).map { _ in small.uniform(below: 6) } == [1, 4, 2, 1, 1, 2, 4, 5, 0, 3, 4, 1])
    // Just above half the words' range nearly every second word is rejected: 8 numbers, 17 words.
    var large = rows
    let numbers = (0..<8).map { _ in large.uniform(below: 1 << 63 + 1) }
    #expect(
      numbers == [
        4_246_009_613_003_730_760, 1_647_502_976_408_021_256, 3_382_703_611_463_293_162,
        9_156_005_272_902_057_273, 1_055_700_837_297_631_558, 2_093_800_327_921_533_160,
        1_604_929_942_682_641_553, 8_367_745_069_384_462_619,
      ]
    )
    var read = rows
    for _ in 0..<17 { _ = read.next() }
    #expect(large.next() == read.next())
    #expect(large.uniform(below: 1) == 0)
  }

  @Test func `a substream does not depend on the words already read`() {
    var read = rows
    for _ in 0..<100 { _ = read.next() }
    #expect(words(of: read.substream(7)) == words(of: rows.substream(7)))
  }

  @Test func `other seeds, uses, numbers and names have other words`() {
    let other = SamplingStream(seed: (1...32).map { UInt8($0) }, domain: "rows")
    let use = SamplingStream(seed: (0..<32).map { UInt8($0) }, domain: "decoding")
    let streams = [
      rows, other, use, rows.substream(0), rows.substream(1), rows.substream(""),
      rows.substream("\0\0\0\0\0\0\0\0"), rows.substream(0).substream(0),
    ]
    #expect(Set(streams.flatMap(words)).count == 7 * streams.count)
  }

  /// The words at 0, 1, 7, 8, 63, 64 and 1000: ends of words, blocks and refills.
  private func words(of stream: SamplingStream) -> [UInt64] {
    var stream = stream
    let all = (0...1000).map { _ in stream.next() }
    return [0, 1, 7, 8, 63, 64, 1000].map { all[$0] }
  }
}
