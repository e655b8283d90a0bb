import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct PlotsTests {
  private let awkward = "a_b, \"c\" 'd' & <e> 100 % `f`"

  private func small(_ labels: [String]) -> SyntheticSweep {
    var sweep = SyntheticSweep()
    sweep.behaviours = labels.map { .init(label: $0, modes: 5, settles: 300) }
    (sweep.seeds, sweep.steps, sweep.storedEvery) = (3, 1000, 500)
    (sweep.samples, sweep.grid) = (60, 12)
    return sweep
  }

  /// Calls with the path of a fresh folder, removed afterwards.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("toygan-plots-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// Runs a figure's script by hand, as a reader would, and returns what gnuplot complains of.
  private func redraw(_ name: String, _ settings: String, in plots: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gnuplot", "-d", "-e", settings, "\(name).gp"]
    process.currentDirectoryURL = plots
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func aSweepIsDrawnAndItsScriptsDrawItAgainToTheSameBytes() throws {
    try inFolder { folder in
      var sweep = small([awkward, "plain"])
      sweep.diverged = (awkward, 1)
      try sweep.write(to: folder)
      let pictures = try Plots.sweep(at: folder)
      #expect(pictures.count == 6)
      let plots = folder.appendingPathComponent("plots")
      for name in ["modes-over-steps", "samples-over-steps", "modes-recovered"] {
        let complaint = try redraw(name, "format='svg'; output='again.svg'", in: plots)
        #expect(complaint == "", "\(name): a warning means a picture that is not what was meant")
        let again = try Data(contentsOf: plots.appendingPathComponent("again.svg"))
        #expect(try again == Data(contentsOf: plots.appendingPathComponent("\(name).svg")))
        let svg = String(decoding: again, as: UTF8.self)
        #expect(svg.contains("100 % `f`") && svg.contains("&lt;e"), "\(name) shows the label")
      }
      let recovered = try String(
        contentsOf: plots.appendingPathComponent("modes-recovered.svg"), encoding: .utf8)
      #expect(recovered.contains("1 diverged"))
    }
  }

  @Test func aSweepWithoutRunsThatEndedIsRefused() throws {
    try inFolder { folder in
      let error = #expect(throws: FileError.self) { try Plots.sweep(at: folder) }
      #expect(error?.value == "a folder without plan.jsonl")
      try Data(#"{"run":"a","label":"b"}\#n"#.utf8).write(
        to: folder.appendingPathComponent("plan.jsonl"))
      let none = #expect(throws: FileError.self) { try Plots.sweep(at: folder) }
      #expect(none?.value == "a sweep of which no run has ended")
      // A run without its trajectory.
      let missing = #expect(throws: FileError.self) { try Plots.run(at: folder) }
      #expect(missing?.key.hasSuffix("trajectory.csv") == true)
    }
  }

  @Test func scriptsHoldNoPathOfThisMachine() throws {
    try inFolder { folder in
      try small(["plain"]).write(to: folder)
      _ = try Plots.sweep(at: folder)
      let plots = folder.appendingPathComponent("plots")
      let files = try FileManager.default.contentsOfDirectory(atPath: plots.path)
      #expect(files.filter { $0.hasSuffix(".gp") }.count == 3)
      for file in files where file.hasSuffix(".gp") {
        let script = try String(contentsOf: plots.appendingPathComponent(file), encoding: .utf8)
        #expect(!script.contains(folder.lastPathComponent))
      }
      #expect(files.allSatisfy { !$0.hasPrefix(".") }, "nothing half-drawn stays")
    }
  }

  @Test func withoutGnuplotScriptsAndDataAreKept() throws {
    try inFolder { folder in
      try small(["plain"]).write(to: folder)
      let plots = folder.appendingPathComponent("plots")
      #expect(throws: GnuplotError.notFound(scripts: plots.path)) {
        try Plots.sweep(at: folder, by: Gnuplot(searchPath: folder.path))
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: plots.path).sorted()
      #expect(files.filter { $0.hasSuffix(".gp") }.count == 3)
      #expect(files.contains("modes-recovered-seeds.csv"))
      #expect("\(GnuplotError.notFound(scripts: "p"))".contains("apt-get install gnuplot-nox"))
    }
  }

  @Test func aFailingScriptIsReportedInGnuplotsWords() throws {
    try inFolder { folder in
      try Data("plot nonsense(".utf8).write(to: folder.appendingPathComponent("bad.gp"))
      let error = #expect(throws: GnuplotError.self) {
        try Gnuplot().draw("bad", format: .png, in: folder)
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains("line 1"))
    }
  }

  @Test(arguments: [("kill -9 $$", "by signal 9"), ("exit 3", "with status 3")])
  func aGnuplotThatEndsWithoutAWordIsExplained(line: String, words: String) throws {
    try inFolder { folder in
      try ExecutableScript.write(
        "#!/bin/sh\n\(line)\n", to: folder.appendingPathComponent("gnuplot"))
      let error = #expect(throws: GnuplotError.self) {
        try Gnuplot(searchPath: folder.path).draw("x", format: .png, in: folder)
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains(words))
    }
  }

  /// A window system that gnuplot was built without makes it fail, though the scripts open no window.
  @Test func gnuplotIsFreeOfTheUsersTerminalAndLocale() {
    let found = Gnuplot.environment(from: [
      "GNUTERM": "qt", "LC_ALL": "de_DE.UTF-8", "HOME": "/x", "LC_NUMERIC": "de_DE.UTF-8",
    ])
    #expect(found == ["HOME": "/x", "LC_NUMERIC": "C", "FC_LANG": "en", "TZ": "UTC"])
  }

  @Test(arguments: [PictureFormat.pdf, .eps])
  func aPictureIsTheSameWheneverItIsDrawn(format: PictureFormat) throws {
    try inFolder { folder in
      let script = """
        if (format eq "pdf") { set terminal pdfcairo } else { set terminal epscairo }
        set output output
        plot x
        """
      try AtomicFile.write(script, to: folder.appendingPathComponent("x.gp"))
      let draw = { try Data(contentsOf: Gnuplot().draw("x", format: format, in: folder)) }
      let first = try draw()
      // Dates in pictures have a resolution of a second.
      Thread.sleep(forTimeInterval: 1.1)
      #expect(try draw() == first)
      #expect(String(decoding: first, as: UTF8.self).contains("2000"))
    }
  }

  /// Coloured glyphs would cover the figure; every other character is drawn unchanged.
  @Test(arguments: [
    ("party 🎉", "party □"), ("☀️ sun", "☀ sun"), ("🇩🇪", "□□"), ("1️⃣", "1"), ("👩‍🔬", "□□"),
    ("⚡", "□"), ("é ω 中文 ∑ ± K = 10", "é ω 中文 ∑ ± K = 10"),
  ])
  func emojiAreBoxes(text: String, drawn: String) {
    #expect(Figure.quoted(text) == "'\(drawn)'")
  }

  @Test func aHangingGnuplotIsStopped() throws {
    try inFolder { folder in
      let (program, gate) = (folder.appendingPathComponent("gnuplot"), try Gate(in: folder))
      try ExecutableScript.write("#!/bin/sh\nread -r _ <\(gate.url.path)\n", to: program)
      #expect(throws: GnuplotError.timedOut(script: "x.gp", seconds: 0.2)) {
        try Gnuplot(searchPath: folder.path, limit: 0.2).draw("x", format: .png, in: folder)
      }
    }
  }

  /// A run that stands for its label is neither the luckiest nor the one with the lowest seed.
  @Test(
    arguments: [
      ([0, 8, 8, 1, 8], 1), ([8, 0], 1), ([1, 0, 1, 0, 0], 1), ([.nan, 3, .nan, 4, 3], 1),
      ([.nan, .nan], 0), ([5], 0),
    ] as [([Double], UInt64)])
  func theTypicalRunHasTheMedianNumberOfModes(modes: [Double], seed: UInt64) {
    let runs = modes.enumerated().map {
      SummarizedRun(
        run: "r", label: "l", seed: UInt64($0), status: "completed", modes: $1)
    }
    #expect(StoredSweep.typical(runs)?.seed == seed)
  }

  @Test func aTargetThatRowsShareIsDrawnOnce() throws {
    try inFolder { folder in
      try small(["first", "second"]).write(to: folder)
      _ = try Plots.sweep(at: folder)
      let data = try String(
        contentsOf: folder.appendingPathComponent("plots/samples-over-steps.csv"), encoding: .utf8)
      func rows(_ kind: String) -> Set<Substring> {
        Set(
          data.split(separator: "\n").filter { $0.hasPrefix("\(kind),") }.map {
            $0.split(separator: ",")[1]
          })
      }
      #expect(rows("target") == ["1"] && rows("sample") == ["1", "2"])
    }
  }

  @Test func aTargetWithoutModesHasOnlyItsSamples() throws {
    try inFolder { folder in
      var sweep = small(["plain"])
      sweep.hasModes = false
      try sweep.write(to: folder)
      let names = try Plots.sweep(at: folder).map(\.lastPathComponent)
      #expect(names == ["samples-over-steps.png", "samples-over-steps.svg"])
      let run = try Plots.run(at: folder.appendingPathComponent("runs/0-seed0"))
      #expect(run.map(\.lastPathComponent).contains("losses.svg"))
    }
  }

  @Test func oneSeedHasNoBandInItsCaption() throws {
    try inFolder { folder in
      var sweep = small(["plain"])
      sweep.seeds = 1
      try sweep.write(to: folder)
      _ = try Plots.sweep(at: folder)
      for name in ["modes-over-steps", "modes-recovered"] {
        let svg = try String(
          contentsOf: folder.appendingPathComponent("plots/\(name).svg"), encoding: .utf8)
        #expect(svg.contains("the one run of each label"))
        #expect(!svg.contains("band") && !svg.contains("whisker"))
      }
    }
  }

  @Test func aDivergedRunIsDrawnAndFilmed() throws {
    try inFolder { folder in
      var sweep = small([awkward])
      sweep.storedEvery = 100
      sweep.diverged = (awkward, 0)
      try sweep.write(sweep.behaviours[0], seed: 0, to: folder)
      let names = try Plots.run(at: folder).map(\.lastPathComponent)
      #expect(names == ["losses.png", "losses.svg", "samples.png", "samples.svg", "training.gif"])
      let plots = folder.appendingPathComponent("plots")
      let losses = try String(
        contentsOf: plots.appendingPathComponent("losses.svg"), encoding: .utf8)
      #expect(losses.contains("(diverged)") && losses.contains("not finite or off the axis: "))
      for name in ["losses", "samples"] {
        #expect(try redraw(name, "format='svg'; output='again.svg'", in: plots) == "")
      }
      let said = try redraw("training", "output='again.gif'", in: plots)
      #expect(said == "14 frames in animation sequence", "no warning beside the count")
      // Six stored steps, and the last one eight times more; each frame has a control block.
      let film = try Data(contentsOf: plots.appendingPathComponent("training.gif"))
      let bytes = [UInt8](film)
      let blocks = bytes.indices.dropLast(3).filter {
        bytes[$0] == 0x21 && bytes[$0 + 1] == 0xF9 && bytes[$0 + 2] == 4
      }
      #expect(blocks.count == 14)
    }
  }
}
