import Marginalia
import Testing

@Suite struct VersionTests {
  @Test func `the version is three numbers`() {
    let parts = Version.current.split(separator: ".", omittingEmptySubsequences: false)
    #expect(parts.count == 3)
    #expect(parts.allSatisfy { Int($0) != nil })
    #expect(
      Version.json == "{\"marginalia\":\"version/1\",\"version\":\"\(Version.current)\"}"
    )
  }
}
