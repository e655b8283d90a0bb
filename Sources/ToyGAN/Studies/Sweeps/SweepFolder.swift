import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// The folder of a sweep: a fixed plan, the runs, and tables made from these alone.
public struct SweepFolder: Sendable {
  /// Path of the folder.
  public let url: URL
  /// The parts that the runs' configurations may name.
  public let registry: Registry

  /// The folder at a path, whether it exists or not.
  public init(_ url: URL, registry: Registry = .standard) {
    self.url = url
    self.registry = registry
  }

  /// Whether the folder contains a sweep.
  public var exists: Bool { FileManager.default.fileExists(atPath: file("plan.jsonl").path) }

  /// Throws `MachineError` if the folder has been removed while this process trained its runs.
  func requireFolder() throws(MachineError) {
    guard AtomicFile.isMissing(url) else { return }
    throw MachineError(
      place: url.path.inOneLine(), problem: "the folder was removed while its runs were trained")
  }

  package func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  package func run(_ id: String) -> URL { file("runs").appendingPathComponent(id) }

  /// Writes the plan, in which runs of an earlier version keep their names; returns how it differs from an earlier
  /// one, nil if there was none, or if it is only a part of the one in the folder.
  ///
  /// A plan may extend an earlier one by more variants, values or seeds; with `mayBePart`, it may also lack runs of
  /// the folder, whose plan then stays. With `mayLose` it replaces any earlier one. Throws `FileError` if the plan lacks runs otherwise, if the folder has a plan
  /// that cannot be read, or any file although it must be empty; nothing is written in these cases.
  func freeze(
    _ plan: inout ExperimentPlan, mayExist: Bool, mayBePart: Bool = false, mayLose: Bool = false
  ) throws -> PlanChange? {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    // Temporary files of another process, which are not yet renamed, start with a dot.
    let held = all.filter { !$0.hasPrefix(".") }
    guard held.isEmpty || mayExist else {
      throw FileError(
        file: url.path, value: "a folder that is not empty",
        allowed: "a new folder, or that the sweep there is continued")
    }
    let earlier = try storedPlan()
    guard held.isEmpty || earlier != nil else {
      throw FileError(
        file: url.path, value: "a folder that holds no sweep", allowed: "a folder of a sweep")
    }
    if let earlier, !earlier.isEmpty {
      plan.runs = try EarlierDefaults.adopted(plan.runs, in: self)
    }
    let text = Data(plan.runs.map(\.line).joined().utf8)
    if mayBePart, let change = try change(to: plan, from: earlier), !change.lost.isEmpty,
      change.added == 0
    {
      try keepInputs(of: plan.runs)
      return nil
    }
    let change = try change(to: plan, from: earlier)
    if !mayLose { try require(change, of: plan) }
    try AtomicFile.makeFolder(url)
    try keepInputs(of: plan.runs)
    // The plan is written first, so that every folder that is not empty contains a plan.
    if earlier != text || !hasNotes(of: plan) {
      try replacePlan(with: plan, text, from: earlier, mayLose: mayLose)
    } else {
      removeAbandonedClaim()
    }
    try AtomicFile.makeFolder("runs", in: url)
    return change
  }

  private func storedPlan() throws -> Data? {
    try RegularFile.bytes(at: file("plan.jsonl")).map { Data($0) }
  }

  /// Nil if there is no earlier plan.
  private func change(to plan: ExperimentPlan, from earlier: Data?) throws -> PlanChange? {
    // An empty plan was cut off; the runs are found again by their names.
    guard let earlier, !earlier.isEmpty else { return nil }
    let name = file("plan.jsonl").path
    return PlanChange(
      from: try PlanFile.lines(PlanChange.Line.self, of: earlier, name: name), to: plan.runs)
  }

  private func require(_ change: PlanChange?, of plan: ExperimentPlan) throws {
    struct Line: Decodable, Sendable { var configuration: SettingNode? }
    guard let change, !change.lost.isEmpty else { return }
    let runs = (try? planned(PlanChange.Line.self).map(\.run)) ?? []
    try change.requireAll(in: url.path, plan: plan.runs) { line in
      guard let place = runs.firstIndex(of: line.run) else { return nil }
      return (try? planned(Line.self, first: place + 1))?.last?.configuration
    }
  }

  /// Replaces the plan and what is noted about it under a claim to the folder: of two processes that extend it at
  /// the same time, the second compares its plan with that of the first.
  private func replacePlan(
    with plan: ExperimentPlan, _ text: Data, from earlier: Data?, mayLose: Bool
  ) throws {
    let watch = Stopwatch()
    var claim = try RunClaim.take(in: url)
    while claim == nil {
      guard watch.seconds < 2 * RunClaim.limit else {
        throw MachineError(
          place: url.path, problem: "another process has been changing the plan for too long")
      }
      usleep(50_000)
      claim = try RunClaim.take(in: url)
    }
    defer { claim?.remove() }
    let stored = try storedPlan()
    // Only the notes were missing, and those of a plan that another process has extended are its own.
    if earlier == text, stored != text { return }
    if !mayLose { try require(change(to: plan, from: stored), of: plan) }
    guard claim?.renew() == true else {
      throw MachineError(place: url.path, problem: "another process is changing the plan")
    }
    if stored != text { try writePlan(text) }
    try writeNotes(of: plan)
  }

  /// Removes the claim of a process that was killed while it changed the plan.
  private func removeAbandonedClaim() {
    guard ClaimHolder.last(in: url) != nil, let claim = try? RunClaim.take(in: url) else { return }
    claim.remove()
  }

  /// Copies the files that the plan names, each once.
  private func keepInputs(of plan: [PlannedRun]) throws {
    var kept: Set<String> = []
    for input in plan.lazy.flatMap(\.inputs) where kept.insert(input.nameInSweep).inserted {
      try AtomicFile.makeFolder("inputs", in: url)
      let file = file(input.nameInSweep)
      guard !FileManager.default.fileExists(atPath: file.path) else { continue }
      try AtomicFile.write(input.bytes(), to: file, durably: true)
    }
  }

  /// The configuration of a run, which reads the files that the sweep has kept.
  func configuration(of run: PlannedRun) -> Configuration {
    run.configuration.reading(run.inputs) { file($0.nameInSweep).path }
  }

  private func writePlan(_ text: Data) throws {
    var plan = try StreamedFile(file("plan.jsonl"))
    try plan.write(String(decoding: text, as: UTF8.self))
    try plan.finish(durably: true)
    AtomicFile.settle(url)
  }
}

extension SweepFolder {
  /// The comparison in Markdown, or an empty text if no run has ended.
  public var table: String {
    let bytes = try? RegularFile.bytes(at: file("table.md"))
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}
