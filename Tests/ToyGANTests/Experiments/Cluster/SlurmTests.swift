import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

@Suite struct SlurmTests {
  private let plan = try? Experiment(yaml: "seeds: 24").plan()

  private func scripts(
    _ programs: FakePrograms, name: String = "study", request: SlurmRequest = SlurmRequest()
  ) throws -> SlurmScripts {
    let tasks = TaskPlan(
      plan ?? [], runsPerTask: 3, memory: 700, estimate: RunEstimate(seconds: 0, memory: 0),
      maximumTasks: 1000)
    let words = try SweepInvocation(
      experiment: "\(name).yaml", assignments: ["target=\(name)"], seeds: 24,
      folder: programs.url.appendingPathComponent(name))
    return SlurmScripts(
      invocation: words, tasks: tasks, request: request,
      program: programs.url.appendingPathComponent("toygan").path)
  }

  // MARK: - What the scripts ask for

  @Test func theArrayAsksForWhatItNeeds() throws {
    var request = SlurmRequest()
    (request.partition, request.time, request.parallelism) = ("gpu free", "01:30:00", 4)
    request.options = ["--account=lab"]
    let text = try scripts(FakePrograms(), request: request).array
    for line in [
      "--array=1-8%4", "--requeue", "--signal=B:TERM@60", "--mem=700M", "--cpus-per-task=1",
      "--open-mode=append", "--partition=\"gpu free\"", "--time=\"01:30:00\"", "--account=lab",
    ] {
      #expect(text.contains("#SBATCH \(line)\n"), "\(line)")
    }
    // Slurm reads no directive behind the first command.
    let lines = text.split(separator: "\n")
    let last = try #require(lines.lastIndex { $0.hasPrefix("#SBATCH") })
    #expect(lines[...last].allSatisfy { $0.hasPrefix("#") })
  }

  @Test func theMergeWaitsForNoTime() throws {
    let text = try scripts(FakePrograms()).merge
    #expect(!text.contains("--array") && !text.contains("--signal") && !text.contains("--time"))
    #expect(text.contains("#SBATCH --requeue\n") && text.contains("--merge-only"))
  }

  /// Slurm replaces %A and the like in the names of logs.
  @Test func aPercentSignInAFolderIsNoSymbol() throws {
    let text = try scripts(FakePrograms(), name: "50%A").array
    #expect(text.contains("/50%%A/slurm/%A_%a.log\""))
    #expect(text.contains("/50%A' --resume"))
  }

  // MARK: - What the scripts do

  @Test(arguments: hostileNames)
  func everyNameReachesTheProgramWhole(name: String) throws {
    let programs = FakePrograms()
    try programs.add("toygan", "printf '%s\\n' \"$@\" >words")
    try programs.add("scontrol")
    for script in [
      try scripts(programs, name: name).array, try scripts(programs, name: name).merge,
    ] {
      let process = try programs.start(script, environment: ["SLURM_ARRAY_TASK_ID": "5"])
      #expect(programs.end(of: process) == 0)
      let words = try programs.folder?.text("words").split(separator: "\n").map(String.init) ?? []
      #expect(words.first == "sweep")
      #expect(words[1].hasSuffix("/\(name).yaml"))
      #expect(words[2...5] == ["--set", "target=\(name)", "--seeds", "24"])
      #expect(words[7].hasSuffix("/\(name)"))
    }
    #expect(
      programs.calls(of: "toygan")[0].hasSuffix("--resume --quiet --no-plots -j 1 --shard 5/8"))
    #expect(programs.calls(of: "scontrol").isEmpty)
  }

  @Test(arguments: [
    (0, "RUNNING"), (1, "RUNNING"), (3, "RUNNING"), (75, "RUNNING"), (75, "COMPLETING"), (75, ""),
  ])
  func only75IsPutBackUnlessSlurmEndsTheTask(status: Int, state: String) throws {
    let programs = FakePrograms()
    try programs.add("toygan", "exit \(status)")
    try programs.add("scontrol")
    try programs.add("squeue", "echo \(state)")
    let process = try programs.start(
      scripts(programs).array,
      environment: ["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_JOB_ID": "42"])
    #expect(programs.end(of: process) == status)
    #expect(
      programs.calls(of: "scontrol") == (status == 75 && state == "RUNNING" ? ["requeue 42_1"] : [])
    )
  }

  /// Slurm signals the shell alone; the program must hear of it, and have the time to end.
  @Test func theSignalReachesTheProgram() throws {
    let programs = FakePrograms()
    let gate = try Gate(in: programs.url)
    try programs.add(
      "toygan", "trap 'read -r _ <gate; exit 75' TERM; echo >ready; while :; do sleep 0.02; done")
    try programs.add("scontrol")
    try programs.add("squeue", "echo RUNNING")
    let process = try programs.start(
      scripts(programs).array,
      environment: ["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_JOB_ID": "42"])
    let ready = programs.url.appendingPathComponent("ready").path
    #expect(Patience.until { FileManager.default.fileExists(atPath: ready) })
    // The shell waits for the program.
    #expect(Patience.until { threadStates(of: process.processIdentifier) == ["S"] })
    kill(process.processIdentifier, SIGTERM)
    #expect(Patience.until { gate.isReached() })
    #expect(process.isRunning)
    gate.letPass()
    #expect(programs.end(of: process) == 75)
    #expect(programs.calls(of: "scontrol") == ["requeue 42_1"])
  }

  // MARK: - Submission

  private func submit(_ programs: FakePrograms) throws -> SlurmCluster.Jobs {
    try SlurmCluster(searchPath: programs.path).submit(
      array: URL(fileURLWithPath: "/a b/array.sbatch"), merge: URL(fileURLWithPath: "/a b/m.sbatch")
    )
  }

  @Test func theMergeDependsOnTheArray() throws {
    let programs = FakePrograms()
    try programs.add("sbatch", "case \"$*\" in *afterany*) echo 13;; *) echo '12;mars';; esac")
    #expect(try submit(programs) == SlurmCluster.Jobs(array: "12", merge: "13"))
    #expect(
      programs.calls(of: "sbatch") == [
        "--parsable /a b/array.sbatch", "--parsable --dependency=afterany:12 /a b/m.sbatch",
      ])
  }

  @Test func aRefusedArrayIsTheEnd() throws {
    let programs = FakePrograms()
    try programs.add("sbatch", "echo 'sbatch: error: no such partition' >&2; exit 1")
    try programs.add("scancel")
    let error = #expect(throws: ClusterError.self) { try submit(programs) }
    #expect(error?.description.contains("no such partition") == true)
    #expect(programs.calls(of: "sbatch").count == 1)
    #expect(programs.calls(of: "scancel").isEmpty)
  }

  @Test func aRefusedMergeTakesTheArrayBack() throws {
    let programs = FakePrograms()
    try programs.add(
      "sbatch", "case \"$*\" in *afterany*) echo 'full' >&2; exit 1;; *) echo 12;; esac")
    try programs.add("scancel")
    let error = #expect(throws: ClusterError.self) { try submit(programs) }
    #expect(error?.said == "full")
    #expect(programs.calls(of: "scancel") == ["12"])
  }

  @Test(arguments: ["", "echo", "echo job 12", "exit 3"])
  func anAnswerThatIsNoJobIsARefusal(script: String) throws {
    let programs = FakePrograms()
    try programs.add("sbatch", script)
    #expect(throws: ClusterError.self) { try submit(programs) }
  }

  @Test func withoutSlurmTheUserIsToldWhatToDo() throws {
    let cluster = SlurmCluster(searchPath: "/nonexistent")
    #expect(cluster.maximumTasks == 1000)
    let error = #expect(throws: SettingError.self) { try cluster.require() }
    #expect(error?.allowed.contains("--dry-run") == true)
  }

  @Test func theClusterSaysHowLargeAnArrayMayBe() throws {
    let programs = FakePrograms()
    try programs.add("scontrol", "echo 'MaxArraySize            = 51'; echo 'MaxDBDMsgs = 20012'")
    #expect(SlurmCluster(searchPath: programs.path).maximumTasks == 50)
    try programs.add("scontrol", "exit 1")
    #expect(SlurmCluster(searchPath: programs.path).maximumTasks == 1000)
  }
}
