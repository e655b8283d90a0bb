// swift-tools-version: 6.2
import PackageDescription

/// ToyGAN from this checkout or, as other packages have it, from a repository with a version:
/// `TOYGAN_URL=file:///path/to/repository swift build`.
let toygan: Package.Dependency =
  if let url = Context.environment["TOYGAN_URL"] {
    .package(url: url, from: "0.1.0")
  } else {
    .package(name: "toygan", path: "../..")
  }

let package = Package(
  name: "my-toygan",
  dependencies: [toygan],
  targets: [
    .target(name: "MyParts", dependencies: [.product(name: "ToyGAN", package: "toygan")]),
    .executableTarget(
      name: "my-toygan",
      dependencies: ["MyParts", .product(name: "ToyGANCommands", package: "toygan")]),
    .testTarget(
      name: "MyPartsTests",
      dependencies: ["MyParts", .product(name: "ToyGANLaws", package: "toygan")]),
  ])
