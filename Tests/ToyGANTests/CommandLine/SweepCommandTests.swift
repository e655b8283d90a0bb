import Foundation
import Testing

/// A study that is written on the command line, by the program as users call it.
@Suite struct SweepCommandTests {
  private static let small =
    "--set generator.hidden=[4] --set discriminator.hidden=[4] --set generator.latent=2 "
    + "--set batch=8 --set steps=1e1 --set evaluation.every=5 --set evaluation.samples=20 "
    + "--set evaluation.storeEvery=0 --set evaluation.final=[modes_by_mass,modes_covered] --no-plots"

  private func toygan(_ line: String, in folder: TemporaryFolder) throws -> Toygan {
    try Toygan(line.split(separator: " ").map(String.init), in: folder.url)
  }

  @Test func aStudyNeedsNoFile() throws {
    let folder = try TemporaryFolder()
    let vary = "--vary optimizer.learningRate=1e-4,1e-3 --vary method=gan,wgan-gp --seeds 2"
    let sweep = try toygan("sweep \(vary) \(Self.small) -j 2", in: folder)
    #expect(sweep.status == 0, "\(sweep.errors)")
    let place = "runs/vary-learningRate-method"
    #expect(
      sweep.output.hasSuffix("table: \(place)/table.md\ntable: \(place)/summary.csv\n\(place)\n"))
    #expect(sweep.output.contains("| learningRate=1e-3, wgan-gp | 2 |"))
    #expect(sweep.errors.contains("the labels also differ in settings"))
    let chosen = try toygan(
      "runs \(place) --where learningRate>=1e-3 --where seed=0 --sort label", in: folder)
    #expect(chosen.output.hasSuffix("2 of 8 runs\n"), "\(chosen.output)\(chosen.errors)")

    // More values and seeds, in the same folder.
    let more = vary.replacing("wgan-gp", with: "wgan-gp,lsgan").replacing(
      "seeds 2", with: "seeds 3")
    let refused = try toygan("sweep \(more) \(Self.small)", in: folder)
    #expect(refused.status == 2 && refused.errors.contains("--resume"), "\(refused.errors)")
    let extended = try toygan("sweep \(more) \(Self.small) --resume", in: folder)
    #expect(extended.status == 0, "\(extended.errors)")
    #expect(extended.errors.contains("10 more runs"), "\(extended.errors)")
    #expect(extended.errors.contains("8 runs had ended before"), "\(extended.errors)")
    let smaller = try toygan(
      "sweep --vary method=gan \(Self.small) --out \(place) --resume", in: folder)
    #expect(smaller.status == 2 && smaller.errors.contains("17 runs that the experiment lacks"))
  }

  @Test func whatCannotWorkIsRefusedOrSkipped() throws {
    let folder = try TemporaryFolder()
    let line =
      "sweep --vary method=gan,lsgan --vary discriminator.packing=1,3 \(Self.small) --out s"
    let refused = try toygan(line, in: folder)
    #expect(refused.status == 2 && refused.errorLines.count == 1, "\(refused.errors)")
    #expect(refused.errors.contains("2 of 4 combinations cannot work: 'gan, packing=3'"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/s"))
    let skipped = try toygan("\(line) --skip-invalid", in: folder)
    #expect(skipped.status == 0, "\(skipped.errors)")
    #expect(skipped.errors.contains("2 combinations cannot work and are left out"))
    #expect(skipped.output.contains("`skipped.csv` has the reasons"))
  }

  @Test(arguments: [
    ("sweep", "--vary key.path=value,value"), ("sweep --vary lr=1,2", "optimizer.learningRate"),
    ("sweep --vary method", "--vary must be key.path=value,value"),
    ("sweep --vary batch=8,", "--vary"), ("sweep --vary method=gna,gan", "did you mean gan?"),
  ])
  func badStudiesAreOneLineAndStatusTwo(line: String, word: String) throws {
    let folder = try TemporaryFolder()
    let result = try toygan(line, in: folder)
    #expect(result.status == 2 && result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains(word), "\(result.errors)")
    #expect(try folder.names(in: "").allSatisfy { $0.hasPrefix(".") })
  }

  @Test func aTaskOfAClusterHasTheWholeCommand() throws {
    let folder = try TemporaryFolder()
    let vary =
      "--vary evaluation.metrics=[w1],[w1,w2] --vary discriminator.packing=1,3 --skip-invalid"
    for cluster in ["slurm", "kubernetes --image i --claim c"] {
      let show = try toygan(
        "sweep \(vary) \(Self.small) --on \(cluster) --dry-run --runs-per-task 1 --memory 100 --out s",
        in: folder)
      #expect(show.status == 0, "\(show.errors)")
      #expect(show.output.contains("--vary 'evaluation.metrics=[w1],[w1,w2]'"), "\(show.output)")
      #expect(show.output.contains("--skip-invalid"))
    }
  }
}
