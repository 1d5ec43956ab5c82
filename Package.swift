// swift-tools-version: 6.2
import PackageDescription

/// Warnings stop a debug build, so that none reaches main, and never a release build, so that a newer compiler's
/// warnings cannot stand between a writer and a site.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error, .when(configuration: .debug)),
]

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
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Markdown", dependencies: ["CCMark", "Diagnostics"], swiftSettings: settings),
    .target(name: "Mustache", dependencies: ["Diagnostics"], swiftSettings: settings),
    .target(
      name: "Partwork",
      dependencies: ["Diagnostics", "Markdown", "Mustache", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings
    ),
    .target(
      name: "PartworkPreview",
      dependencies: [
        "Diagnostics", "Partwork", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "PartworkPublish",
      dependencies: [
        "Diagnostics", "Partwork",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "PartworkCLI",
      dependencies: [
        "Diagnostics", "Markdown", "Partwork", "PartworkPreview", "PartworkPublish",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "Benchmarks", dependencies: ["CCMark", "Diagnostics", "Markdown", "Mustache", "Partwork"],
      path: "bench/Benchmarks", swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Diagnostics", "Markdown", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MustacheTests", dependencies: ["Diagnostics", "Mustache", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PartworkTests",
      dependencies: [
        "Diagnostics", "Markdown", "Mustache", "Partwork", "TestSupport",
        .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkPreviewTests",
      dependencies: [
        "Diagnostics", "Partwork", "PartworkPreview", "TestSupport",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkPublishTests", dependencies: ["Diagnostics", "Partwork", "PartworkPublish", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PartworkCLITests",
      dependencies: ["PartworkCLI", "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
