// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .swiftLanguageMode(.v6)]

/// Optimizes the interpreter that programs are held against, most of the debug tests' time.
///
/// The library that they test keeps its assertions.
let fastInterpreter: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Spares the minutes that it takes to optimize the tests themselves.
///
/// The library that they test in release is as users run it.
let plainTests: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Numbers of other programs that tests compare with, each beside the script that made them.
let referenceValues = [
  "trajectories", "layers", "neighbours", "samples", "statistics", "distances",
  "histograms", "events",
].map { "ReferenceValues/\($0)" }

let package = Package(
  name: "ToyGAN",
  products: [
    .library(name: "ToyGAN", targets: ["ToyGAN"]),
    .executable(name: "toygan", targets: ["toygan-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .target(name: "CKernels"),
    .target(
      name: "ToyGAN",
      dependencies: ["CGSL", "COneDNN", "CKernels", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .executableTarget(
      name: "toygan-cli",
      dependencies: [
        "ToyGAN", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "ToyGANTestSupport", dependencies: ["ToyGAN"], path: "Tests/ToyGANTestSupport",
      swiftSettings: strict + fastInterpreter),
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .testTarget(
      name: "ToyGANTests", dependencies: ["ToyGAN", "ToyGANTestSupport", "CAllocationCounter"],
      exclude: ["ReferenceValues/README.md", "ReferenceValues/read_events.py"]
        + referenceValues.map { "\($0).py" },
      resources: referenceValues.map { .copy("\($0).json") },
      swiftSettings: strict + plainTests),
  ])
