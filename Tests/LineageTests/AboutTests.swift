import Foundation
import JSON
import Lineage
import Testing

@Suite struct AboutTests {
  static func error(_ text: String) -> LineageError? {
    do throws(LineageError) {
      _ = try About(parsing: [UInt8](text.utf8), file: "about.json")
      return nil
    } catch {
      return error
    }
  }

  static func error(replacing old: String, by new: String) -> LineageError? {
    #expect(AboutExample.text.contains(old), "the example doesn't hold \(old)")
    return error(AboutExample.text.replacingOccurrences(of: old, with: new))
  }

  @Test func `A file that answers every question is read`() {
    #expect(Self.error(AboutExample.text) == nil)
    let about = AboutExample.about
    #expect(about[.region] == "Norway")
    #expect(about.list(.curators) == ["The harbour office"])
    #expect(about.list(.unprotectedQuantities) == [])
  }

  @Test func `A draft asks for everything, and is refused with every field named`() {
    #expect(
      Self.error(About.draft)
        == .blanks(file: "about.json", fields: AboutField.allCases.map(\.rawValue))
    )
  }

  @Test(arguments: [#""""#, #"" \n""#, #""? what""#, "null"])
  func `An answer that says nothing is refused`(answer: String) {
    #expect(
      Self.error(replacing: #""planning of berths""#, by: answer)
        == .blanks(file: "about.json", fields: ["intendedUse"])
    )
  }

  @Test func `A field that is left out is blank`() {
    #expect(
      Self.error(replacing: #"  "releasePlan": "none","#, by: "")
        == .blanks(file: "about.json", fields: ["releasePlan"])
    )
  }

  @Test(arguments: [
    (#""Government""#, #""Harbours""#, "sector", MemberFault.unknownWord),
    (#""sector""#, #""sektor": "x", "sector""#, "sektor", .unknownWord),
    (#""planning of berths""#, "7", "intendedUse", .notText),
    (#"["The harbour office"]"#, #""The harbour office""#, "curators", .notList),
  ])
  func `An answer of another form is named`(
    old: String,
    new: String,
    path: String,
    fault: MemberFault
  ) {
    #expect(
      Self.error(replacing: old, by: new) == .member(file: "about.json", path: path, fault: fault)
    )
  }

  @Test func `Another file is refused`() {
    #expect(
      Self.error(#"{"marginalia": "schema/1"}"#)
        == .unknownFormat(file: "about.json", found: "schema/1", expected: "about/1")
    )
  }
}
