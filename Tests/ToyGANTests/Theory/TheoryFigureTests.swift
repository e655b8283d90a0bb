import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANSettings
@testable import ToyGANTheory

/// Figures of theory on a screen, on paper and on slides.
@Suite struct TheoryFigureTests {
  enum Look: String, CaseIterable {
    case screen, column = "8cm", page = "17cm", talk

    func style() throws -> FigureStyle {
      switch self {
      case .screen: return .standard
      case .talk: return .talk
      default:
        var style = FigureStyle()
        style.width = try FigureLength(rawValue)
        return style
      }
    }
  }

  /// Sheets of every shape: shared axes, rows that stay together, words at the right, squares without numbers.
  private static func sheets() throws -> [PanelSheet] {
    var game = GameValueStudy()
    (game.batch, game.settling, game.rounds, game.followUp) = (16, 20, 12, 1)
    try game.run()
    var supports = SupportStudy()
    (supports.seeds, supports.updates, supports.batch) = ([0, 1], 5, 8)
    var separation = SeparationStudy()
    (separation.separations, separation.updates, separation.batch) = ([1, 3, 8], 5, 8)
    var surfaces = CriticSurfaceStudy()
    (surfaces.updates, surfaces.batch, surfaces.side, surfaces.judged) = (5, 8, 16, 50)
    surfaces.hidden = [8]
    var play = OrderOfPlayStudy()
    (play.seeds, play.steps, play.every) = ([0], 100, 20)
    play.shownSteps = [20, 40, 60, 80, 100]
    (play.batch, play.hidden, play.samples) = (8, 8, 50)
    var tracking = TrackingStudy()
    (tracking.seeds, tracking.steps, tracking.every, tracking.settled) = ([0, 1], 8, 2, 2)
    (tracking.batch, tracking.hidden, tracking.samples) = (8, [8], 20)
    let trainings = try tracking.run()
    let noise = GeneratorCosts.noise(at: (0...40).map { Double($0) / 10 }, samples: 100)
    let curves = try DistanceExample.allCases.map {
      try Distances.curve($0, exact: 9, estimates: 3)
    }
    return [
      BilinearFigure(paths: try Bilinear().paths()).sheet(),
      DiracPortraits(portraits: try DiracVariant.all.map(DiracGAN.portrait)).sheet(),
      DiracSpectra(spectra: try DiracGAN.spectra(strengths: [0.5, 1, 2])).sheet(),
      try DistancesFigure(curves: curves).sheet(),
      CostCurvesFigure(curves: CostCurves(verdicts: (1...199).map { Double($0) / 200 })).sheet(),
      GaussianCostsFigure(noise: noise, learning: GeneratorCosts.learning(runs: 3)).sheet(),
      ConvergencePanels(study: game).sheet(), GameValueCurves(study: game).sheet(),
      try SupportPanels(study: supports, pairs: supports.pairs()).sheet(),
      try SeparationPanels(study: separation, places: separation.run()).sheet(),
      try CriticSurfacePanels(study: surfaces, outcomes: surfaces.run()).sheet(),
      OrderOfPlayPanels(study: play, runs: try play.run()).sheet(),
      TrackingCurves(study: tracking, runs: trainings).sheet(),
      TrackingIntervals(study: tracking, runs: trainings).sheet(),
    ]
  }

  /// Studies so short that they say nothing, but in all panels: no text is cut at the edge or covers another, and
  /// none is smaller than 6 points on paper or 15 on a slide.
  @Test func textFitsOnEveryPage() throws {
    let sheets = try Self.sheets()
    for look in Look.allCases {
      let folder = try TemporaryFolder()
      let style = try look.style()
      let figures = sheets.flatMap { $0.figures(style) }
      #expect(Set(figures.map(\.name)).count == figures.count)
      #expect(look != .screen || figures.count == sheets.count)
      let pictures = try Plots.draw(figures, in: folder.url, by: Gnuplot(), formats: [.svg])
      #expect(pictures.count == figures.count)
      if look == .screen {
        // The pictures of every topic, also of those that train networks, have their usual form too.
        for png in try Plots.draw(figures, in: folder.url, by: Gnuplot(), formats: [.png]) {
          #expect(try Data(contentsOf: png).count > 2000, "\(png.lastPathComponent)")
        }
      }
      for picture in pictures {
        let (svg, name) = (try SVGText(contentsOf: picture), "\(look) \(picture.lastPathComponent)")
        svg.requireFit(name)
        let text = try String(contentsOf: picture, encoding: .utf8)
        #expect(SVGFaults(in: text) == nil, "\(name)")
        let sizes = text.matches(of: try Regex(#"font-size="([\d.]+)""#)).compactMap {
          $0.output[1].substring.flatMap { Double($0) }
        }
        // In pixels of 1/96 inch: 6 points are 8.
        let least = look == .talk ? 19.9 : look == .screen ? 8.9 : 7.9
        #expect((sizes.min() ?? 0) >= least, "\(name)")
      }
    }
  }

  /// A slide has few panels: eighteen panels of distances take one slide for each example.
  @Test func slidesHaveFewPanels() throws {
    let figures = try Distances().findings().figures(.talk)
    #expect(figures.map(\.name) == ["distances", "distances-2", "distances-3"])
    #expect(figures.allSatisfy { $0.width == 960 && $0.height == 540 })
    #expect(figures.allSatisfy { $0.script.contains("data = \"\($0.name).csv\"") })
  }

  @Test func greySheetsHaveNoColour() throws {
    var style = FigureStyle()
    style.isGray = true
    let findings = try Bilinear().findings()
    func colours(_ style: FigureStyle) throws -> [String] {
      findings.figures(style)[0].script.matches(of: try Regex("'#([0-9A-Fa-f]{6,8})'")).map {
        String(($0.output[1].substring ?? "").suffix(6))
      }
    }
    func isGray(_ digits: String) -> Bool {
      digits == String(repeating: String(digits.prefix(2)), count: 3)
    }
    let gray = try colours(style)
    #expect(gray.count > 5 && gray.allSatisfy(isGray))
    // The control: the usual look has colours.
    #expect(try !colours(FigureStyle()).allSatisfy(isGray))
  }

  /// A topic of another package draws figures of fixed layout, which a width scales.
  @Test func figuresOfFixedLayoutAreScaled() throws {
    let figure = Figure(
      name: "own", subject: "", width: 400, height: 200, data: [],
      commands: "plot [0:1][0:1] x notitle")
    let findings = Findings(figures: [figure], explanation: "")
    #expect(findings.figures.map(\.script) == [figure.script])
    var style = FigureStyle()
    style.width = try FigureLength("10cm")
    let folder = try TemporaryFolder()
    let pictures = try Plots.draw(
      findings.figures(style), in: folder.url, by: Gnuplot(), formats: [.svg])
    #expect(try String(contentsOf: pictures[0], encoding: .utf8).contains("width=\"378\""))
  }

  /// What lies outside of a panel is said, with its value.
  @Test func aCircleAboveTheAxisIsNamed() {
    let zero = GaussianCosts.Estimator(mean: 0, deviation: 0)
    let far = GaussianCosts.Estimator(mean: 25.38, deviation: 2000)
    let noise = (0...4).map { index in
      GeneratorCosts.Noise(
        theta: 0.9 * Double(index), exact: [zero, zero, zero],
        estimated: [zero, zero, index == 4 ? far : zero])
    }
    let learning = GeneratorCosts.learning(runs: 1)
    let named = GaussianCostsFigure(noise: noise, learning: learning).sheet()
    #expect(named.caption[0].contains("the circle at θ = 3.6 lies at 25.4, above the axis"))
    let none = GaussianCostsFigure(noise: Array(noise[..<4]), learning: learning).sheet()
    #expect(!none.caption[0].contains("above the axis"))
  }

  /// Three digits for every distance, and none of them in another form than its neighbours need.
  @Test func distancesOfTheDiracGANHaveThreeDigits() throws {
    let text = try DiracGAN().findings().explanation
    #expect(text.contains("minimax: 2.02,") && text.contains("consensus, γ = 1: 8.65e-05,"))
  }
}

/// `toygan theory` with the options of `toygan plot`.
@Suite struct TheoryCommandTests {
  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  @Test func slidesPaperAndGreyAreOptions() throws {
    let folder = try TemporaryFolder()
    let talk = try Toygan(words("theory bilinear --for talk --format png"), in: folder.url)
    #expect(talk.status == 0 && talk.errors.isEmpty, "\(talk.errors)")
    #expect(talk.output.contains("theory/bilinear/talk/bilinear-2.png"))
    let paper = try Toygan(
      words("theory bilinear --format pdf --width 8cm --gray --no-caption --out p"),
      in: folder.url)
    #expect(paper.status == 0, "\(paper.errors)")
    #expect(try folder.names(in: "p").contains("bilinear.pdf"))
    #expect(try !folder.text("p/bilinear.gp").contains("Circle marks"))
  }

  @Test func allTopicsAreOneCommand() throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(
      words("theory --all --only bilinear --only generator-costs --format svg --out seen"),
      in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Set(folder.names(in: "seen")) == ["bilinear", "generator-costs"])
    #expect(try folder.names(in: "seen/generator-costs").contains("generator-costs-gaussian.svg"))
    for (arguments, word) in [
      ("theory bilinear --all", "--all"), ("theory --out a", "--all"),
      ("theory bilinear --only nothing", "--only"), ("theory bilinear --width 8", "--width"),
      ("theory --all --only nothing", "--only"), ("theory bilinear --format gif", "--format"),
    ] {
      let refused = try Toygan(words(arguments), in: folder.url)
      let isNamed = refused.status != 0 && refused.errors.contains(word)
      #expect(isNamed, "\(arguments): \(refused.errors)")
    }
  }

  @Test func aMissingFontIsNamedForEveryFormat() throws {
    let folder = try TemporaryFolder()
    guard FontCheck.replacement(for: "Nosuchfont") != nil else { return }
    for format in ["png", "svg", "pdf", "eps"] {
      let result = try Toygan(
        ["theory", "bilinear", "--font", "Nosuchfont", "--format", format], in: folder.url)
      #expect(result.errors.contains("no font 'Nosuchfont'"), "\(format)")
    }
  }
}
