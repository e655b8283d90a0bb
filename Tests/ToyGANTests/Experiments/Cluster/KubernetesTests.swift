import Foundation
import Testing
import ToyGAN
import Yams

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct KubernetesTests {
  private static let experiment = "# first\n   \ntarget: ring8\n\tseeds: \"24\"  \n"

  private func job(
    _ name: String = "My Study_2", experiment: String = KubernetesTests.experiment
  ) throws -> KubernetesJob {
    let plan = try Experiment(yaml: "seeds: 24").plan()
    let tasks = TaskPlan(
      plan, runsPerTask: 3, memory: 1536, estimate: RunEstimate(seconds: 0, memory: 0),
      maximumTasks: 1000)
    let words = try SweepInvocation(
      experiment: "e.yaml", assignments: ["target=\(name)"],
      folder: URL(fileURLWithPath: "/somewhere/\(name)"))
    return KubernetesJob(
      invocation: words, tasks: tasks,
      request: KubernetesRequest(image: "lab/toygan:1", claim: "sweeps-claim", parallelism: 4),
      experiment: experiment)
  }

  /// A manifest as another reader of YAML sees it.
  private func documents(_ yaml: String) throws -> [SettingNode] {
    try Yams.compose_all(yaml: yaml).map { node in
      try SettingsText.read(yaml: Yams.serialize(node: node), source: "manifest")
    }
  }

  private func word(_ tree: SettingNode, _ path: String) -> String? { tree[path]?.text }

  /// Fields and what they mean: kubernetes.io/docs/concepts/workloads/controllers/job, "Backoff limit
  /// per index" and "Pod failure policy".
  @Test func anIndexedJobWithAPolicyForEachStatus() throws {
    let documents = try documents(job().array)
    try #require(documents.count == 2)
    let job = documents[1]
    #expect(word(job, "apiVersion") == "batch/v1" && word(job, "kind") == "Job")
    #expect(word(job, "spec.completionMode") == "Indexed")
    #expect(word(job, "spec.completions") == "8" && word(job, "spec.parallelism") == "4")
    #expect(word(job, "spec.backoffLimitPerIndex") == "3")
    #expect(
      word(job, "spec.template.spec.restartPolicy") == "Never", "a failure policy asks for it")
    let rules = try #require(job["spec.podFailurePolicy.rules"]?.list)
    let actions = rules.map { rule in
      [rule["action"]?.text, rule["onExitCodes"]?["values"]?[0]?.text]
    }
    #expect(actions == [["FailIndex", "3"], ["Ignore", "75"], ["Ignore", nil]])
    #expect(rules[2]["onPodConditions"]?[0]?["type"]?.text == "DisruptionTarget")
    let container = try #require(job["spec.template.spec.containers"]?[0])
    #expect(container["name"] == rules[0]["onExitCodes"]?["containerName"])
    #expect(container["image"]?.text == "lab/toygan:1")
    #expect(container["resources"]?["requests"]?["cpu"]?.text == "1")
    #expect(container["resources"]?["requests"]?["memory"]?.text == "1536Mi")
    let mounted = container["volumeMounts"]?.list?.map { $0["name"]?.text }
    let volumes = job["spec.template.spec.volumes"]?.list
    #expect(mounted == volumes?.map { $0["name"]?.text })
    #expect(volumes?[1]["persistentVolumeClaim"]?["claimName"]?.text == "sweeps-claim")
  }

  @Test(arguments: [
    experiment, "a: 1", "a: 1\n\n\n", "  indented: 1\nb: 2\n", "a: 1\r\nb: {c: \"x # y\"}\r\n",
  ])
  func theExperimentGoesAlong(text: String) throws {
    let map = try documents(job(experiment: text).array)[0]
    #expect(word(map, "kind") == "ConfigMap")
    let kept = try #require(
      map["data.experiment.yaml"]?.text)
    // Line breaks at the end, and their kind, mean nothing to YAML.
    func lines(_ text: String) -> [String] {
      var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      while lines.last == "" { lines.removeLast() }
      return lines.map(String.init)
    }
    #expect(lines(kept) == lines(text))
  }

  /// What the container's shell is given, run in a shell.
  @Test(arguments: hostileNames.filter { $0 != "trailing " })
  func everyNameReachesTheProgramWhole(name: String) throws {
    let programs = FakePrograms()
    try programs.add("toygan", "printf '%s\\n' \"$@\" >words")
    for (text, end) in [
      (try job(name).array, ["--quiet", "--no-plots", "-j", "1", "--shard", "8/8"]),
      (try job(name).merge, ["--merge-only"]),
    ] {
      let job = try #require(try documents(text).last)
      let container = try #require(job["spec.template.spec.containers"]?[0])
      #expect(container["command"]?.list?.map(\.text) == ["/bin/sh", "-c"])
      let line = try #require(container["args"]?[0]?.text)
      // As Kubernetes expands it: $$ is a dollar, and nothing else here stands for a variable.
      #expect(!line.replacing("$$", with: "").contains("$"))
      let process = try programs.start(
        line.replacing("$$", with: "$"), shell: "/bin/sh",
        environment: ["JOB_COMPLETION_INDEX": "7"])
      programs.end(of: process)
      let words = try programs.folder?.text("words").split(separator: "\n").map(String.init) ?? []
      #expect(
        words == [
          "sweep", "/experiment/experiment.yaml", "--set", "target=\(name)", "--out",
          "/sweeps/\(name)", "--resume",
        ] + end)
    }
  }

  @Test(arguments: [
    ("My Study_2", "toygan-my-study-2"), ("--", "toygan-sweep"), ("Ж", "toygan-sweep"),
    (String(repeating: "a", count: 90), "toygan-" + String(repeating: "a", count: 40)),
    (String(repeating: "a", count: 39) + "-b", "toygan-" + String(repeating: "a", count: 39)),
  ])
  func namesAreAsKubernetesAllows(name: String, expected: String) throws {
    #expect(try job(name).name == expected)
    let lines = try job(name).instructions(in: "out/k8s")
    #expect(lines[0] == "kubectl apply -f 'out/k8s/job.yaml'")
    #expect(lines[1].hasSuffix("job/\(expected)"))
  }

  @Test func pointsInAFileStayBehind() throws {
    let folder = try TemporaryFolder()
    let files = ["points.csv": "x,y\n1,2\n3,4\n", "e.yaml": "target: {points: {file: points.csv}}"]
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    }
    let file = folder.url.appendingPathComponent("e.yaml").path
    let submission = try SweepSubmission(
      Experiment(file: file), as: SweepInvocation(experiment: file, folder: folder.url),
      isResumed: false)
    let tasks = try submission.tasks(runsPerTask: 1, memory: 1, most: 10)
    let error = #expect(throws: SettingError.self) {
      try submission.kubernetes(tasks, KubernetesRequest(image: "i", claim: "c"))
    }
    #expect(error?.key == "target.points.file")
  }
}

extension SettingNode {
  fileprivate subscript(index: Int) -> SettingNode? {
    guard let list, list.indices.contains(index) else { return nil }
    return list[index]
  }
}
