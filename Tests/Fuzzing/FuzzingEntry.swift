import Foundation

/// What libFuzzer calls with each input; the parser under test is named by the environment.
///
/// A law that doesn't hold traps, and libFuzzer keeps the input that broke it.
///
/// - Source: LLVM, libFuzzer, "Fuzz target".
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  parser.read(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let parser: FuzzedParser = {
  let name = ProcessInfo.processInfo.environment["FUZZED_PARSER"] ?? ""
  guard let parser = FuzzedParser(rawValue: name) else {
    fatalError("FUZZED_PARSER has to be one of \(FuzzedParser.allCases.map(\.rawValue))")
  }
  return parser
}()
