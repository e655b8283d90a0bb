import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct ClusterCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let yaml = """
      generator: {latent: 2, hidden: [4]}
      discriminator: {hidden: [4]}
      batch: 8
      steps: 4
      evaluation: {every: 2, samples: 20, storeEvery: 4, final: [modes_covered]}
      seeds: 4
      """
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("e.yaml"))
    return folder
  }

  private func toygan(
    _ line: String, in folder: TemporaryFolder, path: String = "/usr/bin:/bin"
  ) throws -> Toygan {
    try Toygan(line.split(separator: " ").map(String.init), in: folder.url, path: path)
  }

  /// Without what `Toygan` keeps there.
  private func visible(in folder: TemporaryFolder) throws -> [String] {
    try folder.names(in: "").filter { !$0.hasPrefix(".") }
  }

  @Test(arguments: [
    ("--on pbs", "pbs"), ("--on slurm --runs-per-task 0", "--runs-per-task"),
    ("--on slurm --shard 1/2", "--shard"), ("--on slurm -j 2", "-j"),
    ("--on slurm --image i", "--image"), ("--dry-run", "--on slurm"),
    ("--partition p", "--on slurm"), ("--on slurm --merge-only", "--merge-only"),
    ("--on slurm --sbatch account=lab", "--sbatch"), ("--on kubernetes", "--image"),
    ("--on kubernetes --image i --claim c --time 1", "--time"),
  ])
  func badOptionsAreOneLineAndStatusTwo(options: String, word: String) throws {
    let folder = try folder()
    let result = try toygan("sweep e.yaml \(options)", in: folder)
    #expect(result.status == 2)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains(word), "\(result.errors)")
    #expect(try visible(in: folder) == ["e.yaml"])
  }

  @Test func aDryRunWritesNothing() throws {
    let folder = try folder()
    let line = "sweep e.yaml --on slurm --dry-run --sbatch --account=lab"
    let slurm = try toygan(line, in: folder, path: "/nonexistent")
    #expect(slurm.status == 0, "\(slurm.errors)")
    #expect(slurm.output.contains("#SBATCH --array=1-1\n"), "four short runs are one task")
    #expect(slurm.output.contains("#SBATCH --account=lab\n"))
    let kubernetes = try toygan(
      "sweep e.yaml --on kubernetes --dry-run --image i --claim c --runs-per-task 2", in: folder)
    #expect(kubernetes.output.contains("completions: 2\n"))
    #expect(try visible(in: folder) == ["e.yaml"])
  }

  @Test func withoutSlurmNothingIsWritten() throws {
    let folder = try folder()
    let result = try toygan(
      "sweep e.yaml --on slurm --runs-per-task 1 --memory 100", in: folder, path: "/nonexistent")
    #expect(result.status == 2)
    #expect(result.errorLines.count == 1)
    #expect(result.errors.contains("apt-get install slurm-client"))
    #expect(try visible(in: folder) == ["e.yaml"])
  }

  @Test func aRefusalIsOneLineAndStatusOne() throws {
    let (folder, programs) = (try folder(), FakePrograms())
    try programs.add(
      "sbatch", "printf 'sbatch: error: Batch job\\nsubmission failed\\n' >&2; exit 1")
    let line = "sweep e.yaml --on slurm --out s --runs-per-task 1 --memory 100"
    let result = try toygan(line, in: folder, path: programs.path)
    #expect(result.status == 1)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.contains("Batch job submission failed"))
    try programs.add("sbatch", "echo 7")
    let again = try toygan("\(line) --resume", in: folder, path: programs.path)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output == "4 runs in 4 tasks: job 7, then 7\nsqueue -j 7,7\ns\n")
    #expect(try folder.names(in: "s") == ["plan.jsonl", "runs", "slurm"])
    #expect(try folder.names(in: "s/slurm") == ["array.sbatch", "merge.sbatch"])
  }

  /// The written scripts, run by bash in the place of Slurm, make the sweep that one process makes.
  @Test func theScriptsMakeTheSweep() throws {
    let (folder, programs) = (try folder(), FakePrograms())
    try programs.add("sbatch", "echo 7")
    let whole = try toygan("sweep e.yaml --out whole --quiet", in: folder)
    #expect(whole.status == 0)
    let line = "sweep e.yaml --on slurm --out s --runs-per-task 2 --memory 100"
    #expect(try toygan(line, in: folder, path: programs.path).status == 0)
    let scripts = folder.url.appendingPathComponent("s/slurm")
    func run(_ name: String, task: Int = 0) throws -> Int32 {
      let script = try String(contentsOf: scripts.appendingPathComponent(name), encoding: .utf8)
      let process = try programs.start(script, environment: ["SLURM_ARRAY_TASK_ID": "\(task)"])
      return programs.end(of: process)
    }
    #expect(try run("array.sbatch", task: 2) == 0)
    #expect(try run("merge.sbatch") == 1, "two runs have not ended")
    #expect(try run("array.sbatch", task: 1) == 0)
    #expect(try run("merge.sbatch") == 0)
    for name in ["summary.csv", "trajectories.csv", "table.md", "plan.jsonl"] {
      #expect(try folder.text("s/\(name)") == folder.text("whole/\(name)"))
    }
  }
}
