import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies

/// Every column of every table has a meaning, from the declarations of what writes it.
@Suite struct ColumnsTests {
  /// What is declared is what a training writes, for every method with all that can be recorded.
  @Test(arguments: Configuration.smallMethods.indices)
  func theDeclaredColumnsAreThoseOfATraining(_ place: Int) throws {
    var configuration = Configuration.small(Configuration.smallMethods[place])
    configuration.generator.average = 0.9
    configuration.steps = 2
    configuration.evaluation.diagnostics = true
    (configuration.evaluation.every, configuration.evaluation.storeEvery) = (2, 2)
    configuration.evaluation.final = .named([.modesByMass])
    let folder = try TemporaryFolder()
    let run = try Run(configuration, in: folder.url.appendingPathComponent("run"))
    let declared = DeclaredColumns(try Recipe(configuration), registry: .standard)
    _ = try run.start()
    let columns = try FolderColumns(of: run.folder)
    let trajectory = try #require(columns.files.first)
    #expect(trajectory.file == "trajectory.csv")
    #expect(trajectory.columns.map(\.name) == declared.trajectory.map(\.name))
    for column in trajectory.columns {
      #expect(!column.meaning.hasPrefix("not known") && !column.range.isEmpty, "\(column)")
    }
    try requireHeaders(of: columns, in: run.folder)
  }

  /// The other tables have the columns that are explained.
  private func requireHeaders(of columns: FolderColumns, in folder: RunFolder) throws {
    for file in columns.files where file.file.hasSuffix(".csv") {
      let path = file.file.replacing("step-*", with: "step-00000002")
      let header = try CSVTable(contentsOf: folder.file(path)).header
      #expect(header == file.columns.map(\.name), "\(path)")
    }
  }

  @Test func meaningsUnitsAndRangesAreThoseOfTheParts() throws {
    let folder = try TemporaryFolder()
    let configuration = try Configuration(
      yaml: "method: wgan-gp\nsteps: 20\ntarget: grid25\nevaluation: {every: 10, samples: 3}")
    let run = try Run(configuration, in: folder.url.appendingPathComponent("run"))
    _ = try run.start(training: { FakeTrainer($0) })
    let columns = try FolderColumns(of: run.folder).files(named: "trajectory").files[0].columns
    func column(_ name: String) throws -> ColumnMeaning {
      try #require(columns.first { $0.name == name })
    }
    let slope = try column("critic_slope")
    #expect(slope.meaning.hasPrefix("mean length of the discriminator's gradient"))
    #expect(slope.unit == "output per unit" && slope.range == "0 and more")
    let modes = try column("modes_by_mass")
    #expect(modes.meaning.hasPrefix(Metric.modesByMass.definition) && modes.range == "0 to 25")
    #expect(modes.unit == "modes" && modes.meaning.hasSuffix("higher is better"))
    #expect(try column("step").range == "0 to 20")
    #expect(try column("reverse_kl").unit == "nats")
    #expect(try column("loss_generator").meaning.contains("nan at step 0"))
  }

  @Test func aMetricSaysWhereItHasNoValue() throws {
    let folder = try TemporaryFolder()
    try Data("target: ring8\n".utf8).write(to: folder.url.appendingPathComponent("config.yaml"))
    let columns = try FolderColumns(of: RunFolder(folder.url)).files[0].columns
    let ratio = try #require(columns.first { $0.name == "deviation_ratio" })
    #expect(ratio.meaning.contains("; nan where no mode has two good samples; "), "\(ratio)")
  }

  /// A value in a value, and a setting that parts of several names have.
  @Test func settingsInSettingsAreExplained() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      steps: 20
      evaluation: {every: 10, samples: 3, final: [modes_by_mass]}
      variants:
      - {method: {name: infogan, weight: 2}, generator.initialization: {normal: 0.1}}
      - {method: {name: veegan, weight: 3}, generator.initialization: {normal: 0.2}}
      """
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("sweep"))
    _ = try sweep.start(training: { FakeTrainer($0) })
    let columns = try FolderColumns(of: sweep.folder).files[0].columns
    let normal = try #require(columns.first { $0.name == "generator.initialization.normal" })
    #expect(normal.meaning.contains("distribution of the weights before training"), "\(normal)")
    #expect(normal.range.contains("{normal: deviation}"), "\(normal)")
    let weight = try #require(columns.first { $0.name == "method.weight" })
    #expect(weight.meaning.contains("infogan: weight of the information term"), "\(weight)")
    #expect(weight.meaning.contains("veegan: weight of the reconstruction"), "\(weight)")
  }

  /// Every table and every file in JSON of a sweep's folder, with every column and key that it has.
  @Test func everyFileOfASweepIsExplained() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      steps: 20
      batch: 8
      evaluation: {every: 10, samples: 30, storeEvery: 20, final: [modes_by_mass, modes_covered, high_quality, reverse_kl, w1]}
      vary: {method: [gan, unrolled, wgan-gp], discriminator.packing: [1, 3]}
      """
    let sweep = try Sweep(
      Experiment(yaml: yaml, skipsInvalid: true), in: folder.url.appendingPathComponent("sweep"))
    #expect(!sweep.skipped.isEmpty && !sweep.differences.isEmpty)
    _ = try sweep.start(training: { FakeTrainer($0) })
    let columns = try FolderColumns(of: sweep.folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sweep.folder.url.path)
    var seen = Set<String>()
    for path in paths.sorted() {
      let ending = path.split(separator: ".").last.map(String.init) ?? ""
      guard ["csv", "md", "json", "jsonl"].contains(ending) else { continue }
      let found = columns.files.filter { fnmatch($0.file, path, FNM_PATHNAME) == 0 }
      let file = try #require(found.first, "\(path) is not explained")
      #expect(found.count == 1)
      seen.insert(file.file)
      try requireColumns(file, at: sweep.folder.file(path))
      // A user may name it by its path, and by the name of the file.
      #expect(try columns.files(named: path).files == [file])
      #expect(
        try columns.files(named: String(path.split(separator: "/").last ?? "")).files.contains(file)
      )
    }
    for name in ["summary.csv", "trajectories.csv", "table.md", "differences.csv", "skipped.csv"] {
      #expect(seen.contains(name))
    }
    for name in ["plan.jsonl", "runs/*/summary.json", "runs/*/run.json"] {
      #expect(seen.contains(name))
    }
  }

  private func requireColumns(_ file: FileColumns, at url: URL) throws {
    for column in file.columns {
      #expect(
        !column.meaning.contains("not known") && !column.range.isEmpty, "\(file.file): \(column)")
    }
    let names = file.columns.map(\.name)
    switch url.pathExtension {
    case "csv":
      let header = try CSVTable(contentsOf: url).header
      // The runs of several methods have what is explained for all of them.
      let known = file.file.hasPrefix("runs/") ? names.filter(header.contains) : names
      #expect(header == known, "\(file.file)")
    case "md":
      let text = try String(contentsOf: url, encoding: .utf8)
      let title = text.split(separator: "\n").first { $0.hasPrefix("|") } ?? ""
      #expect(title.split(separator: "|").count >= 4)
      for part in title.split(separator: "|") {
        #expect(names.contains(part.trimmingCharacters(in: .whitespaces)), "\(part)")
      }
    default:
      let whole = try Data(contentsOf: url)
      let first = Data(whole.prefix { $0 != UInt8(ascii: "\n") })
      let text = url.pathExtension == "jsonl" ? first : whole
      let object = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
      for key in keys(of: object, at: "", known: names) {
        #expect(names.contains(key), "\(file.file) has \(key)")
      }
    }
  }

  /// The keys of an object, and those of what is in it if the file's meanings go so deep.
  private func keys(of object: [String: Any], at path: String, known: [String]) -> [String] {
    object.keys.sorted().flatMap { name -> [String] in
      let key = path + name
      var inner: [String] = []
      if let part = object[name] as? [String: Any],
        known.contains(where: { $0.hasPrefix(key + ".") })
      {
        inner = keys(of: part, at: key + ".", known: known)
      }
      if let part = (object[name] as? [[String: Any]])?.first {
        inner = keys(of: part, at: key + "[].", known: known)
      }
      return [key] + inner
    }
  }

  /// A column of another version is said to be unknown, and stays in the list.
  @Test func aColumnOfAnotherVersionIsNamed() throws {
    let folder = try TemporaryFolder()
    let run = RunFolder(folder.url.appendingPathComponent("old"))
    try AtomicFile.makeFolder(run.url)
    try Data("target: ring8\n".utf8).write(to: run.file("config.yaml"))
    try Data("step,modes_covered,strange\n0,1,2\n".utf8).write(to: run.file("trajectory.csv"))
    let columns = try FolderColumns(of: run).files[0].columns
    #expect(columns.map(\.name) == ["step", "modes_covered", "strange"])
    #expect(columns[2].meaning.hasPrefix("not known"))
    #expect(columns[1].meaning.hasPrefix(Metric.modesCovered.definition))
  }

  @Test func aSweepHasItsTablesAndSaysWhereLabelsDiffer() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      steps: 20
      batch: 8
      evaluation: {every: 10, samples: 3, storeEvery: 20, final: [modes_by_mass, w1]}
      vary: {method: [gan, wgan-gp], optimizer.learningRate: [1.0e-3, 1.0e-2]}
      """
    let sweep = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("sweep"))
    let planned = try FolderColumns(of: sweep.folder)
    _ = try sweep.start(workers: 1, training: { FakeTrainer($0) })
    let columns = try FolderColumns(of: sweep.folder)
    #expect(
      planned.files.map(\.file).prefix(3) == [
        "summary.csv", "trajectories.csv", "runs/*/trajectory.csv",
      ])
    for name in ["summary.csv", "trajectories.csv"] {
      let header = try CSVTable(contentsOf: sweep.folder.file(name)).header
      let file = try columns.files(named: name).files[0]
      #expect(file.columns.map(\.name) == header)
      #expect(!file.columns.contains { $0.meaning.hasPrefix("not known") }, "\(file.columns)")
    }
    let losses = try columns.files(named: "trajectories").files[0].columns
      .first { $0.name == "loss_generator" }
    #expect(losses?.meaning.contains("objective nonSaturating") == true)
    #expect(losses?.meaning.contains("objective wasserstein, with penalties") == true)
    let varied = try columns.files(named: "summary").files[0].columns.filter {
      $0.name.contains("learningRate")
    }
    #expect(!varied.isEmpty && varied.allSatisfy { $0.meaning.hasPrefix("the setting") })
  }

  @Test(arguments: [
    ("samples/step-00000100.csv", ["samples/step-*.csv"]),
    ("samples", ["samples/step-*.csv", "samples/target.csv"]),
    ("surfaces/step-*.csv", ["surfaces/step-*.csv"]), ("trajectory", ["trajectory.csv"]),
    ("target.csv", ["samples/target.csv"]),
  ])
  func filesAreNamedInManyWays(word: String, files: [String]) throws {
    let folder = try TemporaryFolder()
    let run = RunFolder(folder.url)
    try Data("target: ring8\n".utf8).write(to: run.file("config.yaml"))
    let columns = try FolderColumns(of: run)
    #expect(try columns.files(named: word).files.map(\.file) == files)
    #expect(throws: SettingError.self) { try columns.files(named: "samples/other.csv") }
  }

  @Test(arguments: [20, 33, 80, 120]) func textWrapsAtTheWidth(width: Int) throws {
    let folder = try TemporaryFolder()
    let run = RunFolder(folder.url)
    try Data("method: infogan\n".utf8).write(to: run.file("config.yaml"))
    let columns = try FolderColumns(of: run)
    let longest = columns.files.flatMap(\.columns).map(\.name.count).max() ?? 0
    for line in columns.text(width: width).split(separator: "\n") {
      #expect(line.count <= max(width, longest), "\(line)")
    }
    // Without a width each column has one line, which programs can search.
    let lines = columns.text(width: nil).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("mutual_information_bound ") && $0.hasSuffix("]") })
    let read = try JSONDecoder().decode([FileColumns].self, from: Data(columns.json.utf8))
    #expect(read == columns.files)
  }
}

/// The command `columns`.
@Suite struct ColumnsCommandTests {
  @Test func itTakesAFolderOrATable() throws {
    let folder = try TemporaryFolder()
    try Data(SmallRuns.yaml.utf8).write(to: folder.url.appendingPathComponent("small.yaml"))
    let train = try Toygan(["train", "small.yaml", "--out", "run", "--quiet"], in: folder.url)
    #expect(train.status == 0)
    let all = try Toygan(["columns", "run"], in: folder.url)
    #expect(all.status == 0 && all.output.contains("surfaces/step-*.csv: "))
    let table = try Toygan(["columns", "run/trajectory.csv"], in: folder.url)
    let named = try Toygan(["columns", "run", "trajectory.csv"], in: folder.url)
    #expect(table.output == named.output && all.output.hasPrefix(table.output))
    #expect(!table.output.contains("surfaces"))
    for (words, said) in [
      (["run", "nothing"], "trajectory.csv"), (["missing"], "no such file"),
      (["."], "plan.jsonl"), (["small.yaml"], "the folder of a run"),
    ] {
      let result = try Toygan(["columns"] + words, in: folder.url)
      #expect(result.status == 2 && result.errorLines.count == 1, "\(result.errors)")
      #expect(result.errors.contains(said), "\(result.errors)")
    }
  }
}
