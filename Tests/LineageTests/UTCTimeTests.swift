import Lineage
import Testing

@Suite struct UTCTimeTests {
  @Test(arguments: ["2026-11-21T12:00:00Z", "2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z"])
  func `A second that exists is read and written as it was`(text: String) {
    #expect(UTCTime(text)?.description == text)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T12:00:00", "2026-11-21T12:00:00+00:00", "2026-11-21 12:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2026-11-31T00:00:00Z", "2026-11-00T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T12:60:00Z",
    "2026-11-21T12:00:60Z", "2026-11-21T12:00:00.5Z", "２026-11-21T12:00:00Z",
  ])
  func `Anything else is no time`(text: String) {
    #expect(UTCTime(text) == nil)
  }

  @Test func `Times are in the order of the clock`() throws {
    let texts = ["2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-10-01T00:00:00Z"]
    let times = texts.compactMap { UTCTime($0) }
    #expect(times.count == 3 && times == times.sorted() && times[0] < times[1])
  }

  @Test func `A time stamp's time is read, its fraction cut off`() {
    #expect(UTCTime(generalized: "20261121071846Z")?.description == "2026-11-21T07:18:46Z")
    #expect(UTCTime(generalized: "20261121071846.25Z")?.description == "2026-11-21T07:18:46Z")
    for text in ["", "20261121071846", "2026112107184Z", "20261321071846Z"] {
      #expect(UTCTime(generalized: text) == nil)
    }
  }
}
