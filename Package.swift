// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .swiftLanguageMode(.v6)]

/// Whether our own tests are built (`make test`), with flags that SwiftPM refuses in a dependency.
let isTesting = Context.environment["TOYGAN_TESTS"] != nil

/// Compiles a module as a whole in the debug tests, in a third of the time that its files take one by one.
///
/// Objects are written by file, as SwiftPM links them. Elsewhere it would not help: after a change in one file,
/// compiling that file alone is faster.
func inDebugTests(_ flags: [String] = []) -> [SwiftSetting] {
  guard isTesting else { return [] }
  let whole = ["-whole-module-optimization", "-num-threads", "2", "-disable-batch-mode"]
  return [.unsafeFlags(flags + whole, .when(configuration: .debug))]
}

/// Optimizes what computes in the debug tests; assertions and checks of arithmetic stay.
let fastInDebug = inDebugTests(["-O", "-assert-config", "Debug"])

/// Optimizes the kernels in the debug tests: they took a quarter of the tests' time.
let fastKernels: [CSetting] =
  isTesting ? [.unsafeFlags(["-O2"], .when(configuration: .debug))] : []

/// Spares the minutes that it takes to optimize the tests themselves, and to check their types once more for a module
/// that nobody imports.
///
/// The library that they test in release is as users run it.
let plainTests: [SwiftSetting] =
  [
    .unsafeFlags(["-Onone"], .when(configuration: .release)),
    .unsafeFlags(["-no-emit-module-separately-wmo"]),
  ] + inDebugTests()

/// Numbers of other programs that tests compare with, each beside the script that made them.
let referenceValues = [
  "trajectories", "layers", "neighbours", "samples", "statistics", "distances",
  "histograms", "events",
].map { "ReferenceValues/\($0)" }

/// A layer of the library, in its folder below `Sources/ToyGAN`.
struct Layer {
  let name: String
  /// The layers that its files import.
  let imports: [String]
  let outside: [Target.Dependency]
  let computes: Bool

  init(
    _ name: String, on imports: [String], and outside: [Target.Dependency] = [],
    computes: Bool = true
  ) {
    (self.name, self.imports, self.outside, self.computes) = (name, imports, outside, computes)
  }

  var module: String { "ToyGAN\(name)" }

  /// The layers that it imports, and those below them.
  ///
  /// SwiftPM compiles a target again only after a change in one that it depends on directly, and a change far
  /// below can change where a value lies in memory. For this reason, targets that import all layers through
  /// `ToyGAN` depend on each of them too.
  var below: [Target.Dependency] {
    var found = Set(imports)
    for layer in layers.reversed() where found.contains(layer.name) {
      found.formUnion(layer.imports)
    }
    return layers.filter { found.contains($0.name) }.map { .target(name: $0.module) }
  }

  var target: Target {
    .target(
      name: module, dependencies: below + outside, path: "Sources/ToyGAN/\(name)",
      swiftSettings: strict + (computes ? fastInDebug : inDebugTests()))
  }
}

let layers: [Layer] = [
  Layer("Settings", on: [], computes: false),
  Layer("Core", on: [], and: ["CGSL", "COneDNN", "CKernels"]),
  Layer("Statistics", on: ["Core"], and: ["CGSL"]),
  Layer("Files", on: ["Core", "Settings"], and: ["CZlib"]),
  Layer("Targets", on: ["Core", "Settings", "Files"], and: ["CGSL"]),
  Layer("Metrics", on: ["Core", "Settings", "Statistics", "Targets"], and: ["CGSL", "CKernels"]),
  Layer("Games", on: ["Core", "Settings", "Files", "Targets", "Metrics"], and: ["CGSL"]),
  Layer("Training", on: ["Core", "Settings", "Files", "Targets", "Metrics", "Games"]),
  Layer(
    "Studies",
    on: ["Core", "Settings", "Files", "Statistics", "Targets", "Metrics", "Games", "Training"],
    and: [.product(name: "Yams", package: "Yams")], computes: false),
  Layer(
    "Figures",
    on: ["Core", "Settings", "Files", "Statistics", "Targets", "Metrics", "Games", "Studies"],
    computes: false),
  Layer(
    "Theory",
    on: [
      "Core", "Settings", "Files", "Statistics", "Targets", "Metrics", "Games", "Training",
      "Studies",
      "Figures",
    ], and: ["CGSL"], computes: false),
  Layer("Cluster", on: ["Core", "Settings", "Files", "Studies"], computes: false),
  Layer("TensorBoard", on: ["Settings", "Files", "Studies", "Figures"], computes: false),
]

/// `ToyGAN` and each layer that it shows.
let wholeLibrary: [Target.Dependency] =
  ["ToyGAN"] + layers.map { .target(name: $0.module) }

let package = Package(
  name: "ToyGAN",
  products: [
    .library(name: "ToyGAN", targets: ["ToyGAN"] + layers.map(\.module)),
    .library(name: "ToyGANCommands", targets: ["ToyGANCommands"]),
    .library(name: "ToyGANLiveCommand", targets: ["ToyGANLiveCommand"]),
    .library(name: "ToyGANLaws", targets: ["ToyGANLaws"]),
    .executable(name: "toygan", targets: ["toygan-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels", cSettings: fastKernels),
    .target(
      name: "ToyGAN", dependencies: layers.map { .target(name: $0.module) },
      path: "Sources/ToyGAN/ToyGAN", swiftSettings: strict),
    .target(
      name: "ToyGANCommands",
      dependencies: wholeLibrary + [
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: strict + inDebugTests()),
    .target(
      name: "ToyGANLiveCommand",
      dependencies: wholeLibrary + [
        "ToyGANCommands", "ToyGANLive", "LoopbackServer", "CLivePage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict + inDebugTests()),
    .target(
      name: "ToyGANLive", dependencies: wholeLibrary + ["CGSL"], swiftSettings: strict + fastInDebug
    ),
    .target(
      name: "LoopbackServer",
      dependencies: ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket"].map {
        .product(name: $0, package: "swift-nio")
      }, swiftSettings: strict + inDebugTests()),
    .target(name: "CLivePage", exclude: ["page", "list-files.sh", "package.json"]),
    .executableTarget(
      name: "toygan-cli", dependencies: wholeLibrary + ["ToyGANCommands", "ToyGANLiveCommand"],
      swiftSettings: strict),
    .target(
      name: "ToyGANLaws", dependencies: wholeLibrary, swiftSettings: strict + fastInDebug),
    .target(name: "CTestSupport", path: "Tests/CTestSupport"),
    .testTarget(
      name: "ToyGANTests",
      dependencies: wholeLibrary + [
        "ToyGANCommands", "ToyGANLiveCommand", "ToyGANLive", "LoopbackServer",
        "CLivePage", "ToyGANLaws",
        "CTestSupport",
      ],
      exclude: ["ReferenceValues/README.md", "ReferenceValues/read_events.py"]
        + referenceValues.map { "\($0).py" },
      resources: referenceValues.map { .copy("\($0).json") },
      swiftSettings: strict + plainTests),
  ] + layers.map(\.target))
