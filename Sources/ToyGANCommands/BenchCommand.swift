import ArgumentParser
import Foundation
import ToyGAN

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the time of training steps, or of judging samples, on this machine.",
    discussion: """
      Each recipe runs in a separate process, on one core.

      Example: toygan bench Benchmarks/recipes/gan.yaml --seconds 3 --json
      """)

  @Argument(
    help: """
      Configurations, or names of those in Benchmarks/recipes (default in ToyGAN's repository: all of these).
      """)
  var recipes: [String] = []
  @Option(name: .customLong("set"), help: "A setting for all of them, as key.path=value.")
  var assignments: [String] = []
  @Option(
    parsing: .unconditional, help: "Seconds to measure each of them (default: 5).",
    transform: Options.number)
  var seconds = 5.0
  @Flag(help: "Measure judging of samples instead of training.") var judge = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds must be above 0 and at most 3600, not \(seconds)")
    }
  }

  func run() throws {
    if judge {
      let timing = try JudgeBenchmark()
      return try Output.write(json ? timing.json : timing.table)
    }
    let files = try recipes.isEmpty ? Self.usual() : recipes.map(Self.file)
    let timings: [Timing]
    let settings = try Options.naming { try assignments.map { try Assignment($0) } }
    let benchmarks = try files.map {
      try Benchmark(file: $0, assignments: settings, registry: ToyGANCommand.registry)
    }
    if let only = benchmarks.first, benchmarks.count == 1 {
      timings = [try only.run(seconds: seconds)]
      if let warning = timings[0].warning { ExitStatus.say(warning) }
    } else {
      timings = try files.map(timedApart)  // now that all could be read
    }
    try Output.write(json ? Timing.json(timings) : Timing.table(timings))
  }

  private static let folder = "Benchmarks/recipes"

  /// The file that an argument names.
  private static func file(_ argument: String) -> String {
    let recipe = "\(folder)/\(argument).yaml"
    let files = FileManager.default
    return !files.fileExists(atPath: argument) && files.fileExists(atPath: recipe)
      ? recipe : argument
  }

  private static func usual() throws -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let recipes = names.filter { $0.hasSuffix(".yaml") }.sorted()
    guard !recipes.isEmpty else {
      throw SettingError(
        key: "bench", has: "nothing to measure: there is no configuration in \(folder)",
        allowed: "configurations as arguments, such as toygan bench gan.yaml (toygan init --out "
          + "gan.yaml writes one), or --judge; only in ToyGAN's repository it has a default")
    }
    return recipes.map { "\(folder)/\($0)" }
  }

  /// Times one recipe in a separate process, so that its memory and start-up time are its own.
  private func timedApart(_ file: String) throws -> Timing {
    ExitStatus.say("timing \(file)")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments =
      ["bench", file, "--seconds", "\(seconds)", "--json"] + assignments.flatMap { ["--set", $0] }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let timing = Timing.read(data).first else {
      throw ExitStatus.failed  // the process has said why
    }
    return timing
  }
}
