import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

extension DiracVariant: CustomTestStringConvertible {
  public var testDescription: String { title }
}

@Suite struct DiracGANTests {
  static let smooth = DiracVariant.all.filter { $0.eigenvalues != nil }

  private func distance(_ a: [Complex], _ b: [Complex]) -> Double {
    zip(a, b).map { $0.minus($1).modulus }.max() ?? .infinity
  }

  /// Differentiated by the library, in Float, against the paper's formulas.
  ///
  /// Where two eigenvalues meet, a rounding of 6e-8 moves them by its root.
  @Test(arguments: smooth)
  func eigenvaluesAreThePapers(_ variant: DiracVariant) throws {
    let play = ScalarGamePlay(variant.game(learningRate: 0.1))
    #expect(play.field(at: .zero).length < 1e-7, "an equilibrium")
    let found = try Eigenvalues.of(play.jacobian())
    let tolerance = variant.title == "R1, γ = 1" ? 1e-3 : 1e-6
    #expect(distance(found, variant.eigenvalues ?? []) < tolerance)
  }

  /// As numbers, worked out by hand from lemmas of the paper.
  @Test func eigenvaluesAsNumbers() {
    let expected: [(Double, Double)] = [
      (0, 0.5), (0, 0.5), (0, 1), (0, 1), (.nan, .nan), (.nan, .nan), (-0.25, 0.5),
      (-0.25, 0.1875.squareRoot()), (-0.25, 0.1875.squareRoot()),
      (-0.15, 0.2275.squareRoot()), (-0.5, 0), (-0.15, 0.2275.squareRoot()),
    ]
    #expect(expected.count == DiracVariant.all.count)
    for (variant, (real, imaginary)) in zip(DiracVariant.all, expected) {
      guard let pair = variant.eigenvalues else {
        #expect(real.isNaN, "\(variant.title)")
        continue
      }
      #expect(abs(pair[0].real - real) < 1e-12 && abs(pair[1].real - real) < 1e-12)
      #expect(abs(pair[0].imaginary - imaginary) < 1e-12)
      #expect(abs(pair[1].imaginary + imaginary) < 1e-12)
    }
  }

  /// The curves of the second figure, past the point where eigenvalues meet.
  @Test func spectraAreThePapers() throws {
    let strengths = [0.25, 0.9, 1.5, 2.5, 3]
    let spectra = [
      try DiracGAN.spectrum("R1", strengths: strengths) { DiracVariant.r1($0) },
      try DiracGAN.spectrum("R2", strengths: strengths) { DiracVariant.r2($0) },
      try DiracGAN.spectrum("noise", strengths: strengths) {
        DiracVariant.instanceNoise(variance: $0)
      },
      try DiracGAN.spectrum("JS", strengths: strengths) {
        DiracVariant.jensenShannonRegularizer($0)
      },
      try DiracGAN.spectrum("consensus", strengths: strengths) { DiracVariant.consensus($0) },
    ]
    for spectrum in spectra {
      for point in spectrum.points {
        #expect(
          distance(point.computed, point.exact) < 1e-6, "\(spectrum.title) \(point.strength)")
      }
    }
    // The best R1 is the critical one: 2 f'(0).
    let best = [0.9, 1, 1.1].map { DiracVariant.r1($0).rate ?? .nan }
    #expect(best[1] < best[0] && best[1] < best[2])
  }

  /// The last column of table 1: a negative real part, and then paths that end at the equilibrium.
  @Test(arguments: DiracVariant.all)
  func whoConverges(_ variant: DiracVariant) {
    if let rate = variant.rate { #expect((rate < -1e-3) == variant.isConvergent) }
    let game = variant.game(learningRate: 0.1)
    let ends = [Schedule.simultaneous, .alternating].map { schedule in
      ScalarGamePlay(game, schedule: schedule).path(from: DiracGAN.start, steps: 1500)
        .suffix(100).map(\.length).max() ?? .nan
    }
    // exp(-0.15 · 150) is 2e-10; where there is noise its quantiles do not quite cancel in Float. The
    // non-saturating game goes round at √(2 · 0.1), or has come to √(8 / 150) by steps in turn.
    #expect(variant.isConvergent ? ends.allSatisfy { $0 < 1e-6 } : ends.allSatisfy { $0 > 0.1 })
  }

  /// Fields worked out by hand, with u = ψ θ and s = σ(u), in the order of `DiracVariant.all`.
  private static func fields() -> [(_ theta: Double, _ psi: Double) -> (Double, Double)] {
    func s(_ u: Double) -> Double { 1 / (1 + exp(-u)) }
    func sign(_ x: Double) -> Double { x > 0 ? 1 : (x < 0 ? -1 : 0) }
    // -γ times the slopes of (s² θ² + s² ψ²) / 2, with s' = s (1 - s).
    func consensus(_ theta: Double, _ psi: Double) -> (Double, Double) {
      let (s, square) = (s(psi * theta), theta * theta + psi * psi)
      let common = s * s * (1 - s) * square
      return (-common * psi - s * s * theta, -common * theta - s * s * psi)
    }
    // Expectations over normal noise ε, by the trapezoidal rule: E ε s(ψ ε), E s(ψ (θ + ε)) and
    // E (θ + ε) s(ψ (θ + ε)).
    func noisy(_ theta: Double, _ psi: Double) -> (Double, Double) {
      var (real, share, fake, mass) = (0.0, 0.0, 0.0, 0.0)
      for step in -400...400 {
        let noise = Double(step) / 50
        let density = exp(-noise * noise / 2)
        mass += density
        real += density * noise * s(psi * noise)
        share += density * s(psi * (theta + noise))
        fake += density * (theta + noise) * s(psi * (theta + noise))
      }
      return (psi * share / mass, -(real + fake) / mass)
    }
    return [
      { theta, psi in (s(psi * theta) * psi, -s(psi * theta) * theta) },
      { theta, psi in (s(-psi * theta) * psi, -s(psi * theta) * theta) },
      { theta, psi in (psi, -theta) },
      { theta, psi in (psi, -theta) },
      { theta, psi in (psi, -theta - 0.6 * (abs(psi) - 1) * sign(psi)) },
      { theta, psi in
        let s = s(psi * theta)
        return (s * psi, -s * theta - 0.6 * (abs(psi) - 1) * sign(psi))
      },
      { theta, psi in
        let (s, more) = (s(psi * theta), consensus(theta, psi))
        return (s * psi + more.0, -s * theta + more.1)
      },
      noisy,
      { theta, psi in
        let s = s(psi * theta)
        let slope = psi * (0.25 + s * s) + s * s * (1 - s) * theta * psi * psi
        return (s * psi, -s * theta - slope)
      },
      { theta, psi in (s(psi * theta) * psi, -s(psi * theta) * theta - 0.3 * psi) },
      { theta, psi in (s(psi * theta) * psi, -s(psi * theta) * theta - psi) },
      { theta, psi in (s(psi * theta) * psi, -s(psi * theta) * theta - 0.3 * psi) },
    ]
  }

  /// The very paths of the figure, from the library's players, against steps along those fields.
  @Test(arguments: [Schedule.simultaneous, .alternating])
  func pathsAreThoseOfTheGame(_ schedule: Schedule) {
    let fields = Self.fields()
    #expect(fields.count == DiracVariant.all.count)
    let h = DiracGAN.learningRate
    for (variant, field) in zip(DiracVariant.all, fields) {
      let path = ScalarGamePlay(variant.game(learningRate: h), schedule: schedule).path(
        from: DiracGAN.start, steps: DiracGAN.steps)
      var (place, worst) = (DiracGAN.start, 0.0)
      for found in path {
        worst = max(worst, (found - place).length / max(1, place.length))
        let before = place
        place.y += h * field(before.x, before.y).1
        if let clip = variant.weightClip { place.y = min(max(place.y, -clip), clip) }
        place.x += h * field(before.x, schedule == .alternating ? place.y : before.y).0
      }
      // Sixty-four quantiles stand for the noise, two of three digits.
      #expect(worst < (variant.instanceNoise == nil ? 2e-5 : 5e-3), "\(variant.title): \(worst)")
    }
  }

  /// Near the equilibrium the non-saturating game loses ⟨u²⟩ = r⁴ / 8 of r² in a unit of time, and steps of h
  /// made at once add h r² / 4: they end on a circle of radius √(2 h), and those in turn approach as √(8 / t).
  @Test func theNonSaturatingGameHasNoLinearRate() {
    let variant = DiracVariant.all[1]
    for h in [0.05, 0.1] {
      let play = ScalarGamePlay(variant.game(learningRate: h))
      let radii = play.path(from: SIMD2(1, 0), steps: 20_000).suffix(5000).map(\.length)
      let mean = radii.reduce(0, +) / Double(radii.count)
      #expect(abs(mean / (2 * h).squareRoot() - 1) < 0.02, "\(mean)")
    }
    let play = ScalarGamePlay(variant.game(learningRate: 0.1), schedule: .alternating)
    let radii = play.path(from: SIMD2(1, 0), steps: 40_000).suffix(500).map(\.length)
    let mean = radii.reduce(0, +) / Double(radii.count)
    #expect(abs(mean * (4000.0 / 8).squareRoot() - 1) < 0.05, "\(mean)")
  }

  /// The slowest to shrink does so at the rate that the eigenvalue says, |1 + h λ| a step.
  @Test func distancesShrinkAtTheirRate() {
    let variant = DiracVariant.r1(0.3)
    let path = ScalarGamePlay(variant.game(learningRate: 0.1)).path(
      from: SIMD2(0.01, 0.01), steps: 1000)
    let logs = path.map { log($0.length) }
    let modulus = Complex(1 - 0.1 * 0.15, 0.1 * 0.2275.squareRoot()).modulus
    // Between ends that are twelve half turns apart, of π / 0.0484 steps each: on an ellipse the
    // radius is the same again.
    #expect(abs((logs[879] - logs[100]) / 779 - log(modulus)) < 5e-5)
  }

  /// A penalty (|ψ| - 1)² pushes ψ away from 0 on both sides: the field jumps by 4 λ there.
  @Test func aPenaltyTowardsSlopeOneJumps() {
    let play = ScalarGamePlay(
      ScalarGame.dirac(.wasserstein, penalties: [GradientPenalty(weight: 0.3)]))
    let above = play.field(at: SIMD2(0, 1e-3)).y
    let below = play.field(at: SIMD2(0, -1e-3)).y
    #expect(abs(above - below - 4 * 0.3) < 5e-3)
    // At slope 0 it does not.
    let centred = ScalarGamePlay(
      ScalarGame.dirac(.wasserstein, penalties: [GradientPenalty(weight: 0.3, target: 0)]))
    let jump = centred.field(at: SIMD2(0, 1e-3)).y - centred.field(at: SIMD2(0, -1e-3)).y
    #expect(abs(jump) < 5e-3)
  }

  /// Clipping keeps the critic in its box, and the generator swings through it.
  @Test func clippingBoundsTheCritic() throws {
    let clipped = try #require(DiracVariant.all.first { $0.weightClip != nil })
    let path = ScalarGamePlay(clipped.game(learningRate: 0.1)).path(
      from: DiracGAN.start, steps: 400)
    #expect(path.allSatisfy { abs($0.y) <= 1 })
    #expect(path.contains { abs($0.y) == 1 } && path.contains { $0.x < -0.9 })
  }

  /// Away from the equilibrium too: the mean over quantiles of the noise is nearly that over the
  /// normal distribution, E σ(ψ ε) ε = ψ E σ'(ψ ε) = ψ (1/4 - ψ²/16 + …).
  @Test func noiseIsAveragedOut() {
    let play = ScalarGamePlay(
      ScalarGame.dirac(.minimax, instanceNoise: InstanceNoise(deviation: 1)))
    // Of order ψ: -E ε σ(ψ ε) for each of the two minibatches, real and generated.
    let psi = 0.2
    let series = psi * (0.25 - psi * psi / 16)
    #expect(abs(play.field(at: SIMD2(0, psi)).y + 2 * series) < 1e-4)
  }

  @Test func textsOfEigenvalues() {
    #expect(DiracGAN.text([Complex(-0.15, 0.477), Complex(-0.15, -0.477)]) == "−0.15 ± 0.477i")
    #expect(DiracGAN.text([Complex(0, 0.5), Complex(0, -0.5)]) == "±0.5i")
    #expect(DiracGAN.text([Complex(0, 1), Complex(0, -1)]) == "±i")
    #expect(DiracGAN.text([Complex(-0.5), Complex(-0.5)]) == "−0.5 twice")
    #expect(DiracGAN.text([Complex(-0.382), Complex(-2.618)]) == "−0.382 and −2.618")
  }

  @Test func findingsNameTheirFigures() throws {
    let findings = try DiracGAN().findings()
    #expect(findings.figures.first?.name == DiracGAN.name && findings.figures.count == 2)
    #expect(findings.explanation.contains("R1, γ = 0.3"))
  }
}
