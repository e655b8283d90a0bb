import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames

/// Which training methods converge to an equilibrium, on the Dirac-GAN, the smallest example of a GAN.
struct DiracGAN: TheoryTopic {
  static let name = "dirac-gan"
  static let question = "Which regularizers make a GAN converge near its equilibrium?"
  static let references = [
    Reference(
      "Mescheder, Geiger and Nowozin", 2018,
      "Which Training Methods for GANs do actually Converge?", arXiv: "1801.04406",
      place: "sections 2 and 3, table 1"),
    JensenShannonRegularizer.reference, DRAGANPenalty.reference,
  ]

  static let start = SIMD2(1.0, 1.0)
  static let learningRate = 0.1
  static let steps = 400

  /// The paths of the library's players in a variant.
  struct Portrait {
    var variant: DiracVariant
    var simultaneous, alternating: [SIMD2<Double>]
    var field: [(place: SIMD2<Double>, direction: SIMD2<Double>)]
    /// Eigenvalues of the field's Jacobian at the equilibrium; nil if it has no Jacobian.
    var eigenvalues: [Complex]?
  }

  /// A regularizer's strength and the eigenvalues with it, computed and in closed form.
  struct Spectrum {
    var title: String
    /// The closed form of the eigenvalues, as text.
    var remark: String
    var points: [(strength: Double, computed: [Complex], exact: [Complex])]
    /// The closed form alone, for strengths from 0 to 3 in smaller steps.
    var line: [(strength: Double, exact: [Complex])]
  }

  static func portrait(of variant: DiracVariant) throws(GSLError) -> Portrait {
    let game = variant.game(learningRate: learningRate)
    let play = ScalarGamePlay(game)
    return Portrait(
      variant: variant, simultaneous: play.path(from: start, steps: steps),
      alternating: ScalarGamePlay(game, schedule: .alternating).path(from: start, steps: steps),
      field: lattice.filter { abs($0.y) <= variant.weightClip ?? .infinity }.map {
        ($0, play.field(at: $0))
      },
      eigenvalues: variant.eigenvalues == nil ? nil : try Eigenvalues.of(play.jacobian()))
  }

  /// None of these points lies on an axis, where a field may be discontinuous.
  private static let lattice: [SIMD2<Double>] = (0..<36).map { index in
    SIMD2(0.8 * Double(index % 6) - 2, 0.8 * Double(index / 6) - 2)
  }

  static func spectrum(
    _ title: String, _ remark: String = "", strengths: [Double],
    _ variant: (Double) -> DiracVariant
  ) throws(GSLError) -> Spectrum {
    var spectrum = Spectrum(title: title, remark: remark, points: [], line: [])
    for step in 0...192 {
      let strength = Double(step) / 64
      spectrum.line.append((strength, variant(strength).eigenvalues ?? []))
    }
    for strength in strengths {
      let variant = variant(strength)
      let play = ScalarGamePlay(variant.game(learningRate: learningRate))
      spectrum.points.append(
        (strength, try Eigenvalues.of(play.jacobian()), variant.eigenvalues ?? []))
    }
    return spectrum
  }

  /// The eigenvalues for each regularizer at those strengths.
  static func spectra(strengths: [Double]) throws(GSLError) -> [Spectrum] {
    [
      try spectrum("R1, γ", "−γ/2 ± √(γ²/4 − 1/4)", strengths: strengths) { DiracVariant.r1($0) },
      try spectrum("instance noise, σ²", "−σ²/4 ± √(σ⁴/16 − 1/4)", strengths: strengths) {
        DiracVariant.instanceNoise(variance: $0)
      },
      try spectrum("consensus, γ", "−γ/4 ± i/2", strengths: strengths) {
        DiracVariant.consensus($0)
      },
    ]
  }

  func findings() throws -> Findings {
    let portraits = try DiracVariant.all.map(DiracGAN.portrait)
    let spectra = try Self.spectra(strengths: (1...24).map { Double($0) / 8 })
    return Findings(
      sheets: [
        DiracPortraits(portraits: portraits).sheet(), DiracSpectra(spectra: spectra).sheet(),
      ], explanation: explanation(portraits))
  }

  private func explanation(_ portraits: [Portrait]) -> String {
    let ends = portraits.map { portrait in
      let distance = portrait.simultaneous.last?.length ?? .nan
      return "  \(portrait.variant.title): \(DecimalText.significant(distance, 3)), eigenvalues "
        + (portrait.eigenvalues.map(DiracGAN.text) ?? "none, the field jumps")
    }
    return """
      The generator is a point, the discriminator a slope, and both should end at 0. Without a \
      regularizer the eigenvalues lie on the imaginary axis and the players go round; only the \
      non-saturating game comes nearer, ever more slowly, if steps are taken in turn. Clipping and \
      penalties that aim at slope 1 keep the players within bounds but not still. Consensus, instance noise \
      and penalties that aim at slope 0 move the eigenvalues to the left, and every path reaches the \
      equilibrium at an exponential rate. Distance from it after \(DiracGAN.steps) simultaneous steps of \
      \(DiracGAN.learningRate), and eigenvalues of the field there:
      \(ends.joined(separator: "\n"))
      """
  }

  /// A pair of eigenvalues as text: "-0.15 ± 0.477i", "-0.5 twice", "-0.382 and -2.618".
  static func text(_ pair: [Complex]) -> String {
    func short(_ x: Double) -> String {
      // Negative zero, and zeros with single-precision rounding errors, are shown as zero.
      let rounded = (x * 1000).rounded() / 1000
      return rounded == 0 ? "0" : CSVText.number(rounded).replacingOccurrences(of: "-", with: "−")
    }
    let (a, b) = (pair[0], pair[1])
    if abs(a.imaginary) < 1e-3 {
      return short(a.real) == short(b.real)
        ? "\(short(a.real)) twice" : "\(short(a.real)) and \(short(b.real))"
    }
    let (real, imaginary) = (short(a.real), short(a.imaginary))
    return (real == "0" ? "±" : "\(real) ± ") + (imaginary == "1" ? "i" : "\(imaginary)i")
  }
}
