// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in debug builds, so that none reaches main, but not in release builds, so that a newer
/// compiler's warnings cannot keep a writer from building a site.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error, .when(configuration: .debug)),
]

/// For what does not make pages: it is compiled to be small, since everyone downloads it.
let compact = settings + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let package = Package(
  name: "partwork",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "partwork", targets: ["PartworkCLI"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "PartworkSupport", swiftSettings: settings),
    .target(name: "PartworkDiagnostics", dependencies: ["PartworkSupport"], swiftSettings: settings),
    .target(
      name: "PartworkMarkdown", dependencies: ["CCMark", "PartworkDiagnostics", "PartworkSupport"],
      swiftSettings: settings),
    .target(
      name: "PartworkMustache", dependencies: ["PartworkDiagnostics", "PartworkSupport"], swiftSettings: settings),
    .target(
      name: "PartworkHTML", dependencies: ["PartworkMarkdown", "PartworkSupport"], swiftSettings: settings),
    .target(
      name: "PartworkBook", dependencies: ["CZlib", "PartworkHTML", "PartworkSupport"], swiftSettings: compact),
    .executableTarget(name: "embed-files", path: "Sources/EmbedFiles", swiftSettings: settings),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .target(
      name: "Partwork",
      dependencies: [
        "CZlib", "PartworkBook", "PartworkDiagnostics", "PartworkMarkdown", "PartworkMustache", "PartworkSupport",
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Authoring/NewSite/Samples"],
      swiftSettings: settings,
      plugins: ["EmbedFiles"]
    ),
    .target(
      name: "PartworkPreview",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkSupport", .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      resources: [.embedInCode("Live/live.js")],
      swiftSettings: compact
    ),
    .target(
      name: "PartworkPublish",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkSupport",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: compact
    ),
    .target(
      name: "PartworkImport",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkHTML", "PartworkMarkdown", "PartworkSupport",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: compact
    ),
    .executableTarget(
      name: "PartworkCLI",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkImport", "PartworkMarkdown", "PartworkPreview", "PartworkPublish",
        "PartworkSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: compact
    ),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CCMark", "Partwork", "PartworkDiagnostics", "PartworkMarkdown", "PartworkMustache", "PartworkSupport",
      ],
      path: "bench/Benchmarks", swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["PartworkDiagnostics"], path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "PartworkSupportTests", dependencies: ["PartworkSupport", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PartworkDiagnosticsTests", dependencies: ["PartworkDiagnostics", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PartworkMarkdownTests", dependencies: ["PartworkDiagnostics", "PartworkMarkdown", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkMustacheTests", dependencies: ["PartworkDiagnostics", "PartworkMustache", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkHTMLTests", dependencies: ["PartworkHTML", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PartworkBookTests", dependencies: ["PartworkBook", "PartworkSupport", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkTests",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkMarkdown", "PartworkMustache", "PartworkSupport", "TestSupport",
        .product(name: "Yams", package: "Yams"),
        .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkPreviewTests",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkPreview", "PartworkSupport", "TestSupport",
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkPublishTests",
      dependencies: ["Partwork", "PartworkDiagnostics", "PartworkPublish", "PartworkSupport", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkImportTests",
      dependencies: [
        "Partwork", "PartworkDiagnostics", "PartworkHTML", "PartworkImport", "PartworkMarkdown", "PartworkSupport",
        "TestSupport",
        .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkCLITests",
      dependencies: ["PartworkCLI", "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
