import Cryptography
import Foundation
import Testing

struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `RFC 4648's examples have their texts`(plain: String, text: String) {
    #expect(Base64.encode(Array(plain.utf8)) == text)
    #expect(Base64.decode(text) == Array(plain.utf8))
  }

  @Test func `it agrees with Foundation on every length`() {
    for count in 0..<100 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ count &* 17) }
      let text = Data(bytes).base64EncodedString()
      #expect(Base64.encode(bytes) == text)
      #expect(Base64.decode(text) == bytes)
    }
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zg===", "Zm8", "Z", "====", "=", "Zg==Zg==", "Z=g=", "Zm9v\n", " Zm9v", "Zm 9v",
    "Zh==", "Zm9=", "Zm-v", "Zm_v", "Zm9v=", "Zm9v====", "Zm9é", "A===",
  ])
  func `only the canonical spelling is read`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `no two texts of four characters stand for the same bytes`() {
    let characters = Array("ABQZgw019+/=-")
    var seen: Set<[UInt8]> = []
    for a in characters {
      for b in characters {
        for c in characters {
          for d in characters {
            guard let bytes = Base64.decode(String([a, b, c, d])) else { continue }
            #expect(seen.insert(bytes).inserted)
          }
        }
      }
    }
    #expect(seen.count > 1000)
  }
}
