import Foundation
import Testing
import ToyGAN

/// The ways of three people from a question to a picture, as they would type them.
@Suite struct PeopleTests {
  private static let yaml = Python.repository.appendingPathComponent("Tests/Tutorials/small.yaml")

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Self.yaml, to: folder.url.appendingPathComponent("small.yaml"))
    return folder
  }

  @discardableResult
  private func toygan(_ line: String, in folder: TemporaryFolder) throws -> String {
    let result = try Toygan(line.split(separator: " ").map(String.init), in: folder.url)
    #expect(result.status == 0, "\(line): \(result.errors)")
    return result.output
  }

  private func isPicture(_ name: String, in folder: TemporaryFolder) -> Bool {
    let bytes = try? Data(contentsOf: folder.url.appendingPathComponent(name))
    let begins: [[UInt8]] = [[0x89, 0x50, 0x4e, 0x47], Array("%PDF".utf8), Array("GIF8".utf8)]
    return begins.contains { bytes?.starts(with: $0) == true } && bytes?.count ?? 0 > 1000
  }

  /// Three commands to a picture of a collapse in less than a minute, on a machine that is not busy.
  @Test(.enabled(if: Toygan.isOptimized, "what takes a minute is known in release only"))
  func aStudentSeesACollapse() throws {
    #expect(try Patience.until { try studentSeconds() < 60 })
  }

  private func studentSeconds() throws -> Double {
    let folder = try folder()
    let start = ContinuousClock.now
    #expect(try toygan("list targets", in: folder).contains("ring8"))
    try toygan("train small.yaml --out first --quiet", in: folder)
    let scores = try toygan("score first --metrics modes_by_mass --json", in: folder)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    #expect(isPicture("first/plots/samples.png", in: folder))
    #expect(isPicture("first/plots/training.gif", in: folder))
    let modes = try #require(
      try JSONSerialization.jsonObject(with: Data(scores.utf8)) as? [String: Any])["modes_by_mass"]
    #expect((modes as? Double).map { $0 < 4 } == true, "a GAN that did not collapse: \(scores)")
    return seconds
  }

  /// What the tutorial says of its first picture: most samples lie on one to three of the modes.
  ///
  /// Which ones, and how many, depends on the seed and on the last digits of products, which differ between kinds of
  /// processor.
  @Test func theFirstPictureShowsACollapseOntoFewModes() throws {
    let folder = try folder()
    let yaml = Python.repository.appendingPathComponent("Tests/Tutorials/collapse.yaml")
    let page = try String(
      contentsOf: Python.repository.appendingPathComponent(
        "Sources/ToyGAN/ToyGAN/ToyGAN.docc/ModeCollapseInTenMinutes.md"), encoding: .utf8)
    let lines = try String(contentsOf: yaml, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(page.contains(lines.joined(separator: "\n")))
    for seed in 0..<3 {
      try toygan("train \(yaml.path) --seed \(seed) --out run\(seed) --quiet", in: folder)
      let scores = try toygan(
        "score run\(seed) --metrics modes_by_mass,high_quality --json", in: folder)
      let read = try #require(
        try JSONSerialization.jsonObject(with: Data(scores.utf8)) as? [String: Any])
      let modes = try #require(read["modes_by_mass"] as? Double)
      let quality = try #require(read["high_quality"] as? Double)
      #expect((1...3).contains(modes), "seed \(seed): \(modes)")
      #expect(quality > 0.6, "seed \(seed): \(quality)")
    }
  }

  /// What the README says of its first command: five seeds of five found all modes on the machine where it was written.
  @Test func theQuickStartFindsAllModes() throws {
    let folder = try folder()
    let yaml = Python.repository.appendingPathComponent("experiments/quick-start.yaml").path
    let found = try (0..<3).map { seed in
      try toygan("train \(yaml) --seed \(seed) --out run\(seed) --quiet", in: folder)
      let scores = try toygan("score run\(seed) --metrics modes_by_mass --json", in: folder)
      let read = try JSONSerialization.jsonObject(with: Data(scores.utf8)) as? [String: Any]
      return try #require(read?["modes_by_mass"] as? Double)
    }
    #expect(found.sorted()[1] == 8, "\(found)")
  }

  @Test func aStudentComparesThreeMethods() throws {
    let folder = try folder()
    let sweep = "sweep small.yaml --vary method=gan,unrolled,pacgan --seeds 5 --set steps=400"
    try toygan("\(sweep) --no-plots --quiet --out three", in: folder)
    let table = try toygan(
      "compare three --format markdown --columns runs,mean,interval", in: folder)
    for method in ["gan", "unrolled", "pacgan"] { #expect(table.contains("| \(method) | 5 |")) }
    let pictures = try toygan(
      "plot three --only samples-over-steps --format png --out figure", in: folder)
    #expect(pictures.contains("figure/samples-over-steps.png"))
    #expect(isPicture("figure/samples-over-steps.png", in: folder))
    // One figure, as asked.
    #expect(try folder.names(in: "figure").filter { $0.hasSuffix(".png") }.count == 1)
  }

  /// A loss by name and samples of another program in one table, and a PDF of 8 cm.
  @Test func aResearcherGetsATableAndAFigure() throws {
    let folder = try folder()
    let losses = "--vary method.objective=nonSaturating,hinge --seeds 3 --set steps=200"
    try toygan("sweep small.yaml \(losses) --no-plots --quiet --out losses", in: folder)
    let samples = folder.url.appendingPathComponent("samples")
    try FileManager.default.createDirectory(at: samples, withIntermediateDirectories: true)
    for seed in UInt64(0)..<3 {
      let drawn = TargetPreset.ring8.target.samples(2500, from: RandomStream(seed: seed, name: "x"))
      try SampleFile.write(
        drawn, dimension: 2, to: samples.appendingPathComponent("\(seed).npy"))
    }
    let table = try toygan(
      "compare losses --add mine=samples/*.npy --format latex --columns runs,mean,interval",
      in: folder)
    for label in ["mine & $3$ & $8.00$", "hinge & $3$", "nonSaturating & $3$", "\\toprule"] {
      #expect(table.contains(label), "\(table)")
    }
    try toygan(
      "plot losses --add mine=samples/*.npy --format pdf --width 8cm --no-title --out figures",
      in: folder)
    let pages = try folder.names(in: "figures").filter { $0.hasSuffix(".pdf") }
    #expect(pages.contains("modes-recovered.pdf") && pages.contains("samples-over-steps.pdf"))
    for name in ["modes-recovered", "samples-over-steps"] {
      #expect(try folder.text("figures/\(name).gp").contains("set label 'mine'"), "\(name)")
    }
    let means = try folder.text("figures/modes-recovered.csv")
    #expect(means.contains(",8,8,8,3,mine,8"), "\(means)")
    for page in pages {
      let bytes = try Data(contentsOf: folder.url.appendingPathComponent("figures/\(page)"))
      let width = try #require(PDFPage.width(of: bytes), "\(page)")
      #expect(abs(width - 8 / 2.54 * 72) < 1, "\(page): \(width) points")
    }
  }

  @Test func aLecturerGetsTenPictures() throws {
    let folder = try folder()
    let sweep = "sweep small.yaml --vary method=gan,unrolled,pacgan --seeds 2 --set steps=400"
    try toygan("\(sweep) --no-plots --quiet --out study", in: folder)
    let printed = try toygan("plot study --for talk", in: folder)
    let pictures = printed.split(separator: "\n").filter {
      $0.hasSuffix(".png") || $0.hasSuffix(".gif")
    }
    #expect(pictures.count >= 10, "\(printed)")
    for picture in pictures { #expect(isPicture(String(picture), in: folder), "\(picture)") }
  }
}

/// The page of a PDF, as it states its size.
private enum PDFPage {
  /// The width in points, 72 to an inch; nil if the file states none.
  static func width(of bytes: Data) -> Double? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let box = text.firstRange(of: "/MediaBox") else { return nil }
    let numbers = text[box.upperBound...].drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
      .split(separator: " ").compactMap { Double($0) }
    return numbers.count == 4 ? numbers[2] - numbers[0] : nil
  }
}
