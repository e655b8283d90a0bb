import Foundation
import Testing

@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANSettings
@testable import ToyGANStudies

/// The sizes, fonts, formats and colours that a user asks for.
@Suite struct FigureStyleTests {
  private func small() -> SyntheticSweep {
    var sweep = SyntheticSweep()
    sweep.behaviours = ["one", "two", "three"].map { .init(label: $0, modes: 5, settles: 300) }
    (sweep.seeds, sweep.steps, sweep.storedEvery) = (3, 1000, 500)
    (sweep.samples, sweep.grid, sweep.hasStrictCount) = (60, 12, true)
    return sweep
  }

  // 72 points are an inch of 2.54 cm; a pixel is 1/96 inch.
  @Test(arguments: [
    ("8cm", 226.77), ("80mm", 226.77), ("3.5in", 252), ("300pt", 300), ("800px", 600),
    ("17 cm", 481.89),
  ])
  func lengthsArePoints(text: String, points: Double) throws {
    #expect(abs(try FigureLength(text).points - points) < 0.01)
  }

  @Test(arguments: ["8", "cm", "-8cm", "0cm", "1e9cm", "nancm", "8 furlongs", "", "2cm", "8,5cm"])
  func otherLengthsAreRefused(text: String) {
    let error = #expect(throws: SettingError.self) { try FigureLength(text) }
    #expect(error?.key == "width")
  }

  @Test(arguments: [
    "", "a\"b", "x'; system('id')", "a,12", "a\nb", "`id`", String(repeating: "a", count: 90),
  ])
  func fontsThatGnuplotWouldMisreadAreRefused(name: String) {
    var style = FigureStyle()
    let error = #expect(throws: SettingError.self) { try style.setFont(name) }
    #expect(error?.key == "font" && style.font == nil)
  }

  @Test func sizesAndColumnsHaveBounds() {
    var style = FigureStyle()
    #expect(throws: SettingError.self) { try style.setFontSize(.nan) }
    #expect(throws: SettingError.self) { try style.setFontSize(0) }
    #expect(throws: SettingError.self) { try style.setColumns(0) }
    #expect(style == .standard)
  }

  /// Eight centimetres are 227 points, of which a PDF has whole ones, and 945 dots at 300 dots per inch.
  @Test func picturesHaveTheWidthAskedForAndPDFsTheirFonts() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    options.style.width = try FigureLength("8cm")
    options.formats = [.pdf, .png, .svg, .eps]
    options.folder = folder.url.appendingPathComponent("paper")
    let pictures = try Plots.sweep(at: folder.url, options: options)
    #expect(pictures.count == 12)
    for picture in pictures {
      let bytes = try Data(contentsOf: picture)
      let text = String(decoding: bytes, as: UTF8.self)
      switch picture.pathExtension {
      case "pdf":
        #expect(text.contains("/MediaBox [ 0 0 227 ") && text.contains("/FontFile"))
      case "eps": #expect(text.contains("%%BoundingBox: 0 0 227 "))
      case "svg": #expect(text.contains("width=\"302\""))
      default: #expect(Self.width(ofPNG: bytes) == 945)
      }
    }
    #expect(
      !FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("plots").path))
    options.style.width = try FigureLength("800px")
    options.formats = [.png]
    for picture in try Plots.sweep(at: folder.url, options: options) {
      #expect(Self.width(ofPNG: try Data(contentsOf: picture)) == 800)
    }
  }

  private static func width(ofPNG bytes: Data) -> Int {
    bytes.dropFirst(16).prefix(4).reduce(0) { $0 * 256 + Int($1) }
  }

  /// Text keeps its size on a narrow page, and there are fewer panels in a row.
  @Test func textDoesNotShrinkWithThePage() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    options.formats = [.svg]
    for (width, most) in [("8cm", 2), ("17cm", 3)] {
      options.style.width = try FigureLength(width)
      options.only = ["modes-over-steps"]
      let picture = try #require(try Plots.sweep(at: folder.url, options: options).first)
      let svg = try String(contentsOf: picture, encoding: .utf8)
      let sizes = svg.matches(of: try Regex(#"font-size="([\d.]+)""#)).compactMap {
        $0.output[1].substring.flatMap { Double($0) }
      }
      // In pixels of 1/96 inch: 6 points are 8.
      #expect((sizes.min() ?? 0) >= 7.9, "\(width)")
      let lines = try SVGText(contentsOf: picture).lines
      let heads = lines.filter { ["one", "two", "three"].contains($0.text) }
      #expect(heads.count == 3)
      #expect(Dictionary(grouping: heads) { Int($0.top) }.values.map(\.count).max() == most)
    }
  }

  @Test func titleAndCaptionCanBeLeftOut() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    (options.style.hasTitle, options.style.hasCaption, options.formats) = (false, false, [.svg])
    for picture in try Plots.sweep(at: folder.url, options: options) {
      let text = try SVGText(contentsOf: picture).lines.map(\.text).joined(separator: " ")
      #expect(!text.contains("raining") || text.contains("generator step"), "\(text)")
      #expect(!text.contains("Dotted") && !text.contains("Dots:") && !text.contains("median over"))
    }
  }

  @Test func greyFiguresHaveNoColour() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    (options.style.isGray, options.formats) = (true, [.svg])
    _ = try Plots.sweep(at: folder.url, options: options)
    _ = try Plots.run(at: folder.url.appendingPathComponent("runs/0-seed0"), options: options)
    for place in ["plots", "runs/0-seed0/plots"] {
      for name in try folder.names(in: place) where name.hasSuffix(".svg") {
        let svg = try folder.text("\(place)/\(name)")
        #expect(svg.contains("rgb("), "\(name)")
        for match in svg.matches(of: try Regex(#"rgb\( *(\d+), *(\d+), *(\d+)\)"#)) {
          let channels = (1...3).map { match.output[$0].substring.map(String.init) }
          #expect(Set(channels).count == 1, "\(name): \(channels)")
        }
      }
      for name in try folder.names(in: place) where name.hasSuffix(".gp") {
        let script = try folder.text("\(place)/\(name)")
        #expect(script.contains("'#"), "\(name)")
        for match in script.matches(of: try Regex("'#([0-9A-Fa-f]{6,8})'")) {
          let digits = String(match.output[1].substring ?? "").suffix(6)
          #expect(
            digits.prefix(2) == digits.suffix(2)
              && digits.prefix(2) == digits.dropFirst(2).prefix(2))
        }
      }
    }
  }

  /// White stays white, and colours have the grey of their luminance.
  @Test func graysAreLuminances() {
    #expect(
      FigureColors.grays(in: "rgb '#FFFFFF' # b 0.5 '#00FF00' linecolor rgb '#50FF0000'")
        == "rgb '#FFFFFF' # b 0.5 '#B6B6B6' linecolor rgb '#50363636'")
    #expect(
      FigureColors.grays(in: "array colour[2] = ['#00FF00', '#FF0000']")
        == "array colour[2] = ['#B6B6B6', '#363636']")
    // The text of a label is no colour.
    for line in [
      "set label 'run #2024ab' at 0,0 rgb '#363636'", "set label '#2024ab' at screen 0.5,0.5",
      "array head0[2] = ['#2024ab', '#00FF00']",
    ] {
      #expect(FigureColors.grays(in: line) == line)
    }
  }

  /// An animation is as wide as asked: two pixels for a point of a small picture, and pixels where these are asked for.
  @Test(arguments: [("8cm", 454), ("400px", 400), ("17cm", 723)])
  func animationsHaveTheWidthAskedFor(width: String, pixels: Int) throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    options.formats = [.gif]
    let run = folder.url.appendingPathComponent("runs/0-seed0")
    options.style.width = try FigureLength(width)
    let picture = try #require(try Plots.run(at: run, options: options).first)
    let film = try Data(contentsOf: picture)
    #expect(Int(film[6]) + 256 * Int(film[7]) == pixels)
    let text = FilmSize(Page(options.style)).text
    try options.style.setFontSize(14)
    #expect(FilmSize(Page(options.style)).text > text)
    // One panel has no columns.
    try options.style.setColumns(2)
    let error = #expect(throws: SettingError.self) { try Plots.run(at: run, options: options) }
    #expect(error?.key == "columns")
  }

  /// With two panels in a row there is one step beside the target, unless rings say where its modes are.
  @Test func twoColumnsOfSamplesAreTheStartAndTheEnd() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    options.formats = [.svg]
    options.only = ["samples"]
    try options.style.setColumns(2)
    let picture = try #require(try Plots.sweep(at: folder.url, options: options).first)
    let heads = try SVGText(contentsOf: picture).lines.map(\.text)
    #expect(heads.contains("target") && heads.contains("step 1,000"))
    for place in ["0-seed0", "1-seed0", "2-seed0"] {
      try Data("target: ring8\n".utf8).write(
        to: folder.url.appendingPathComponent("runs/\(place)/config.yaml"))
    }
    _ = try Plots.sweep(at: folder.url, options: options)
    let ringed = try SVGText(contentsOf: picture).lines.map(\.text)
    #expect(
      !ringed.contains("target") && ringed.contains("step 0") && ringed.contains("step 1,000"))
  }

  /// What a caption would say about signs stands in the picture where there is no caption.
  @Test func withoutCaptionsAKeyNamesTheSigns() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    (options.style.hasCaption, options.formats) = (false, [.svg])
    for picture in try Plots.sweep(at: folder.url, options: options)
    where picture.lastPathComponent.hasPrefix("modes") {
      let lines = try SVGText(contentsOf: picture).lines.map(\.text)
      #expect(lines.contains("modes covered, the classical count") && lines.contains("all modes"))
    }
    options.style.hasCaption = true
    for picture in try Plots.sweep(at: folder.url, options: options) {
      let lines = try SVGText(contentsOf: picture).lines.map(\.text)
      #expect(!lines.contains("all modes"))
    }
  }

  @Test func onlyNamedFiguresAreDrawn() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    (options.only, options.formats) = (["modes-recovered", "samples"], [.svg])
    let names = try Plots.sweep(at: folder.url, options: options).map(\.lastPathComponent)
    #expect(names == ["samples-over-steps.svg", "modes-recovered.svg"])
    options.only = ["modes-recoverd"]
    let error = #expect(throws: SettingError.self) {
      try Plots.sweep(at: folder.url, options: options)
    }
    #expect(error?.allowed.contains("did you mean modes-recovered?") == true)
    (options.only, options.formats) = ([], [.gif])
    let none = #expect(throws: SettingError.self) {
      try Plots.sweep(at: folder.url, options: options)
    }
    #expect(none?.key == "format" && none?.allowed.contains("pdf") == true)
  }

  /// Three figures of a sweep with three labels, and losses, samples and a film of a run of each.
  @Test func oneCommandDrawsAllPicturesOfATalk() throws {
    let folder = try TemporaryFolder()
    try small().write(to: folder.url)
    var options = PlotOptions()
    options.style = .talk
    options.includesRuns = true
    options.formats = [.png, .gif]
    options.folder = folder.url.appendingPathComponent("talk")
    let pictures = try Plots.sweep(at: folder.url, options: options)
    #expect(pictures.count == 3 + 3 * 3)
    #expect(
      Set(pictures.map { $0.deletingLastPathComponent().lastPathComponent }) == [
        "talk", "one", "two", "three",
      ])
    for picture in pictures where picture.pathExtension == "png" {
      let bytes = try Data(contentsOf: picture)
      #expect(Self.width(ofPNG: bytes) == 1920)
      let height: Int = bytes.dropFirst(20).prefix(4).reduce(0) { (sum: Int, byte: UInt8) -> Int in
        sum * 256 + Int(byte)
      }
      #expect(height == 1080)
    }
  }

  @Test func labelsBecomeNamesOfFolders() {
    #expect(FileName.of("unrolled, K = 10") == "unrolled-k-10")
    #expect(FileName.of("../é/..", besides: ["label"]) == "label-2")
    #expect(FileName.of("A b", besides: ["a-b", "a-b-2"]) == "a-b-3")
  }

  @Test func textIsBrokenWhereItMayBe() {
    let measure = TextMeasure(font: nil)
    #expect(
      measure.lines("minibatch-discrimination", room: 90, size: 12) == [
        "minibatch-", "discrimination",
      ])
    #expect(
      measure.lines("GAN, learningRate=1.0e-4", room: 90, size: 12) == [
        "GAN,", "learningRate=", "1.0e-4",
      ])
    #expect(measure.lines("iiiiiiii", room: 8, size: 12).joined() == "iiiiiiii")
    #expect(measure.lines("", room: 10, size: 12) == [])
  }
}
