import ArgumentParser
import Foundation
import ToyGAN

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw the figures of a run or a sweep.",
    discussion: "Example: toygan plot first")

  @Argument(help: "The folder of a run or a sweep.") var folder: String

  func run() throws {
    let url = URL(fileURLWithPath: folder)
    let pictures: [URL]
    if SweepFolder(url).exists {
      pictures = try Plots.sweep(at: url)
    } else {
      try RunFolder(url).requireRun()
      pictures = try Plots.run(at: url)
    }
    for picture in pictures { try Output.line(picture.relativePath) }
    try Output.line(url.appendingPathComponent("plots").relativePath)
  }
}
