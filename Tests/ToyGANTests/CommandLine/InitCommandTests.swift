import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// Files to start from, and the printed configuration: what is written runs.
@Suite struct InitCommandTests {
  private static let small = [
    "--set", "batch=8", "--set", "steps=4", "--set", "evaluation.every=2", "--set",
    "evaluation.samples=20", "--set", "generator.hidden=[8]", "--set", "discriminator.hidden=[8]",
  ]

  @Test func aStartingConfigurationRuns() throws {
    let folder = try TemporaryFolder()
    let made = try Toygan(
      ["init", "--method", "wgan-gp", "--target", "grid25", "--out", "mine.yaml"] + Self.small,
      in: folder.url)
    #expect(made.status == 0 && made.output == "mine.yaml\n", "\(made.errors)")
    let run = try Toygan(["train", "mine.yaml", "--out", "run", "--quiet"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\ntable: run/trajectory.csv\n"))
    #expect(run.output.hasSuffix("\nrun\n"))
    let text = try folder.text("mine.yaml")
    #expect(text.contains("\ntarget: grid25\n") && text.contains("\nsteps: 4\n"))
  }

  @Test func aStartingExperimentRuns() throws {
    let folder = try TemporaryFolder()
    let made = try Toygan(
      ["init", "--sweep", "--methods", "gan,wgan-gp", "--target", "ring8", "--out", "study.yaml"]
        + Self.small, in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let sweep = try Toygan(
      "sweep study.yaml --out study --quiet --no-plots".split(separator: " ").map(String.init),
      in: folder.url)
    #expect(sweep.status == 0, "\(sweep.errors)")
    #expect(try folder.text("study/summary.csv").split(separator: "\n").count == 7)
  }

  @Test func anExistingFileIsKept() throws {
    let folder = try TemporaryFolder()
    try Data("mine".utf8).write(to: folder.url.appendingPathComponent("a.yaml"))
    symlink("nowhere", folder.url.appendingPathComponent("link.yaml").path)
    for name in ["a.yaml", "link.yaml", "."] {
      let result = try Toygan(["init", "--out", name], in: folder.url)
      #expect(result.status == 2 && result.output.isEmpty)
      #expect(result.errors.contains("cannot write \(name): it exists already"))
    }
    #expect(try folder.text("a.yaml") == "mine")
  }

  @Test func withoutAFileTheTextIsPrinted() throws {
    let folder = try TemporaryFolder()
    let text = try Toygan(["init", "--method", "unrolled"], in: folder.url)
    #expect(text.status == 0)
    #expect(try Configuration(yaml: text.output).method is UnrolledGAN)
    #expect(try folder.names(in: "").filter { !$0.hasPrefix(".") }.isEmpty)
  }

  @Test func printingAConfigurationTrainsNothing() throws {
    let folder = try TemporaryFolder()
    try Data("method: wgan\ngenerator.latent: 3\n".utf8)
      .write(to: folder.url.appendingPathComponent("a.yaml"))
    let result = try Toygan(
      ["train", "--print-config", "a.yaml", "--set", "batch=7", "--steps", "9"], in: folder.url)
    #expect(result.status == 0 && result.errors.isEmpty)
    let read = try Configuration(yaml: result.output)
    let meant = try Configuration(
      yaml: "method: wgan\ngenerator: {latent: 3}\nbatch: 7\nsteps: 9")
    #expect(read.yaml == meant.yaml)
    #expect(try folder.names(in: "").filter { !$0.hasPrefix(".") } == ["a.yaml"])
  }
}
