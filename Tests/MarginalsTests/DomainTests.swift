import Marginals
import Testing

@Suite struct DomainTests {
  let domain = Domain([
    Attribute(name: "age", size: 85), Attribute(name: "sex", size: 2),
    Attribute(name: "id", size: 1 << 40),
  ])

  @Test func `multiplies sizes`() {
    #expect(domain.cellCount(of: [0, 1]) == 170)
    #expect(domain.cellCount(of: []) == 1)
    #expect(domain.shape(of: [0, 1]) == [85, 2])
  }

  @Test func `knows where a product passes a limit or an Int`() {
    #expect(domain.cellCount(of: [0, 1], within: 170) == 170)
    #expect(domain.cellCount(of: [0, 1], within: 169) == nil)
    let huge = Domain((0..<3).map { Attribute(name: "\($0)", size: 1 << 40) })
    #expect(huge.cellCount(of: [0, 1, 2], within: .max) == nil)
  }

  @Test func `finds cliques by name`() {
    #expect(domain.clique(named: ["sex", "age"]) == [0, 1])
    #expect(domain.clique(named: ["sex", "height"]) == nil)
  }

  @Test func `refuses two attributes of one name`() async {
    await #expect(processExitsWith: .failure) {
      _ = Domain([Attribute(name: "a", size: 2), Attribute(name: "a", size: 3)])
    }
  }
}
