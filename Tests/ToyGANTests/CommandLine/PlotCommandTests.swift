import Foundation
import Testing

@testable import ToyGANFigures
@testable import ToyGANStudies

/// `toygan plot` with its options, on a real sweep.
@Suite struct PlotCommandTests {
  private func prepared() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = SmallRuns.yaml + "vary: {method: [gan, wgan]}\nseeds: 2\n"
    try Data(text.utf8).write(to: folder.url.appendingPathComponent("sweep.yaml"))
    let trained = try Toygan(
      "sweep sweep.yaml --out sweep --quiet --no-plots".arguments, in: folder.url)
    #expect(trained.status == 0)
    return folder
  }

  private func lines(_ result: Toygan) -> [String] {
    result.output.split(separator: "\n").map(String.init)
  }

  @Test func aFigureForAPaperIsOneCommand() throws {
    let folder = try prepared()
    let result = try Toygan(
      "plot sweep --format pdf --width 8cm --no-title --no-caption --gray --only modes-rec --out paper"
        .arguments, in: folder.url)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(lines(result) == ["paper/modes-recovered.pdf", "paper"])
    #expect(try folder.text("paper/modes-recovered.gp").contains("width = 227;"))
    #expect(try !folder.names(in: "sweep").contains("plots"))
  }

  /// A run is named by label and seed, or by the beginning of its folder's name.
  @Test func aRunOfASweepIsNamed() throws {
    let folder = try prepared()
    let result = try Toygan(
      ["plot", "sweep", "--run", "wgan/1", "--only", "losses", "--format", "svg"], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let picture = try #require(lines(result).first)
    #expect(picture.hasPrefix("sweep/runs/") && picture.hasSuffix("/plots/losses.svg"))
    let svg = try String(contentsOf: folder.url.appendingPathComponent(picture), encoding: .utf8)
    #expect(svg.contains("wgan, seed\u{A0}1"))
    let id = String(picture.split(separator: "/")[2].prefix(10))
    let again = try Toygan(
      ["plot", "sweep", "--run", id, "--only", "losses", "--format", "svg"], in: folder.url)
    #expect(again.output == result.output)
  }

  @Test func picturesOfATalkAreOneCommand() throws {
    let folder = try prepared()
    let result = try Toygan("plot sweep --for talk --format png".arguments, in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(lines(result).last == "sweep/talk")
    #expect(lines(result).contains("sweep/talk/modes-recovered.png"))
    #expect(lines(result).contains("sweep/talk/wgan/losses.png"))
    #expect(try folder.text("sweep/talk/modes-recovered.gp").contains("width = 960; height = 540;"))
  }

  /// Each error names the option, and nothing is drawn.
  @Test(arguments: [
    ("--width 8", "--width"), ("--for talk --width 8cm", "--width"), ("--width 1mm", "--width"),
    ("--format jpg", "--format"),
    ("--only loses", "--only"), ("--run nope/0", "--run"), ("--font a,b", "--font"),
    ("--font-size 1", "--font-size"), ("--columns 0", "--columns"), ("--format gif", "--format"),
  ])
  func wrongOptionsAreNamed(options: String, name: String) throws {
    let folder = try prepared()
    let result = try Toygan(["plot", "sweep"] + options.arguments, in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("error: \(name) "), "\(result.errors)")
    #expect(try !folder.names(in: "sweep").contains("plots"))
  }
}

extension String {
  fileprivate var arguments: [String] { split(separator: " ").map(String.init) }
}
