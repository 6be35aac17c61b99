// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house: a module and its tests, which live beside each other under one name.
func room(
  _ name: String,
  imports: [String] = [],
  excluding: [String] = [],
  testsImport: [String] = [],
  testData: [String] = []
) -> [Target] {
  [
    .target(
      name: name,
      dependencies: imports.map { .target(name: $0) },
      exclude: excluding,
      swiftSettings: settings
    ),
    .testTarget(
      name: "\(name)Tests",
      dependencies: ([name] + imports + testsImport).map { .target(name: $0) },
      exclude: testData,
      swiftSettings: settings
    ),
  ]
}

// In the order of the floors; README.md holds the same table in words, and `.ci/run` compares them.
let rooms: [[Target]] = [
  // Floor 0: what the house is built of.
  room("Arithmetic", testData: ["Vectors"]),
  room("Cryptography", testData: ["Vectors"]),
  room("JSON", testData: ["Vectors"]),
  room("Parallel"),
  // Floor 1: the field's vocabulary, exact noise.
  room("Marginals", imports: ["Arithmetic"]),
  room("Randomness", imports: ["Arithmetic", "Cryptography"], testData: ["Vectors"]),
  // Floor 2: the price of privacy; what is public about a table; the model.
  room("Accounting", imports: ["Marginals", "Arithmetic"], testData: ["Vectors"]),
  room("Schemas", imports: ["Marginals", "JSON", "Arithmetic", "Randomness"]),
  room(
    "GraphicalModels",
    imports: ["Marginals", "Arithmetic", "Randomness", "Parallel"],
    testData: ["Vectors"]
  ),
  // Floor 3: the budget on disk; the private side.
  room(
    "Ledger",
    imports: ["Accounting", "Arithmetic", "Cryptography", "JSON"],
    testData: ["Vectors"]
  ),
  room("Tables", imports: ["Schemas", "Marginals", "Parallel", "Cryptography"]),
  // Floor 4: the door.
  room(
    "Mechanisms",
    imports: ["Tables", "Ledger", "Accounting", "Randomness", "Marginals", "Arithmetic"]
  ),
  // Floor 5: what to ask; how a release came about.
  room(
    "Strategies",
    imports: ["Mechanisms", "GraphicalModels", "Accounting", "Marginals", "Arithmetic"],
    testsImport: ["Tables", "Ledger", "Randomness", "Cryptography", "JSON"]
  ),
  room(
    "Lineage",
    imports: [
      "Ledger", "Accounting", "Arithmetic", "Cryptography", "JSON", "GraphicalModels", "Marginals",
      "Parallel", "Randomness", "Schemas",
    ],
    testData: ["Golden", "Vectors"]
  ),
  // Floor 6: what people read.
  room(
    "Reports",
    imports: [
      "Lineage", "Ledger", "GraphicalModels", "Schemas", "Marginals", "Accounting", "Arithmetic",
      "Cryptography", "JSON",
    ],
    testData: ["Vectors"]
  ),
  // Floor 7: the public library.
  room(
    "Marginalia",
    imports: [
      "Reports", "Lineage", "Strategies", "Mechanisms", "Tables", "GraphicalModels", "Ledger",
      "Schemas", "Randomness", "Accounting", "Marginals", "Parallel", "JSON", "Cryptography",
      "Arithmetic",
    ],
    excluding: ["Marginalia.docc"]
  ),
]

let package = Package(
  name: "Marginalia",
  products: [
    .library(name: "Marginalia", targets: ["Marginalia"]),
    .executable(name: "marginalia", targets: ["CommandLine"]),
  ],
  targets: rooms.flatMap { $0 } + [
    // Floor 8: words to requests, errors to exit codes.
    .executableTarget(
      name: "CommandLine",
      dependencies: ["Marginalia"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["CommandLine", "Marginalia"],
      exclude: ["Scripts"],
      swiftSettings: settings
    ),
    // Outside the house: what benchmarks/run and .ci/run time.
    .executableTarget(
      name: "Kernels",
      dependencies: [
        "Tables", "Schemas", "GraphicalModels", "Randomness", "Marginals", "Arithmetic", "Parallel",
      ],
      path: "benchmarks/Kernels",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Fits",
      dependencies: [
        "Lineage", "GraphicalModels", "Accounting", "Marginals", "Arithmetic", "Parallel",
      ],
      path: "benchmarks/Fits",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "ErrorParts",
      dependencies: [
        "Lineage", "Tables", "Schemas", "GraphicalModels", "Accounting", "Marginals", "Arithmetic",
      ],
      path: "benchmarks/ErrorParts",
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own main, so that this target links only with `--sanitize fuzzer`.
if Context.environment["MARGINALIA_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "Lineage", "Tables", "Ledger", "Schemas", "JSON", "Cryptography", "Arithmetic",
      ],
      path: "Tests/Fuzzing",
      exclude: ["Corpus"],
      swiftSettings: settings
    )
  )
}
