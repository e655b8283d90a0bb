import ToyGANCore
import ToyGANSettings

/// A generator loss that matches the diversity of real samples in the discriminator's features, as measured
/// by a determinantal point process.
///
///     weight · (valueWeight · (1/n) Σᵢ (λ'ᵢ - λᵢ)² - Σᵢ (λᵢ / λ₁) ⟨v'ᵢ, vᵢ⟩)
///
/// λ, v are the eigenvalues in descending order and the eigenvectors of F Fᵀ [n, n] for real samples, and λ',
/// v' those for generated samples; the rows of F [n, width] are the last hidden layer's outputs, scaled to
/// length 1. They are computed from Fᵀ F [width, width], which has the same nonzero eigenvalues, with vᵢ = F
/// uᵢ / √λᵢ. If n is at most the width, the paper subtracts the smallest eigenvalue from λᵢ and λ₁.
public struct Diversity: Penalty {
  public static let name = "diversity"
  public static let reference = Reference(
    "Elfeki, Couprie, Riviere and Elhoseiny", 2019,
    "GDPP: Learning Diverse Generations using Determinantal Point Processes", arXiv: "1812.00068",
    place: "section 3.2, weighted as in the authors' code")

  /// Factor that multiplies the term.
  public var weight: Double
  /// Weight of the difference of eigenvalues relative to the directions.
  public var valueWeight: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "valueWeight", \.valueWeight, .notNegative,
        "factor on the difference of eigenvalues relative to that of directions"),
      Setting("weight", \.weight, .notNegative, "factor on the term"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 1) }
  /// The term with these factors.
  public init(weight: Double, valueWeight: Double = 1e-4) {
    self.weight = weight
    self.valueWeight = valueWeight
  }

  public var gradientPath: GradientPath { .samples }

  public var sidesChangedAtEquilibrium: [Role.Side] { [.generator] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let features = game.discriminator.network.features
    let (real, fake) = (Spectrum(of: features(game.real)), Spectrum(of: features(game.fake)))
    let n = Double(game.real.shape.rows)
    let values = (1 / n) * (fake.values - real.values).squared().sum()
    let likeness = (fake.directions * real.directions).columnSums()  // [1, width]
    let largest = real.values.slice(from: 0, .scalar)
    let directions = (real.values / largest * likeness).sum()
    return Losses(generator: weight * (valueWeight * values - directions))
  }

  public func validate(
    _ key: String, in configuration: Configuration
  ) throws(SettingError) {
    let hidden = configuration.discriminator.hidden
    guard hidden.last ?? 0 <= Diversity.widest else {
      throw SettingError(
        key: "discriminator.hidden[\(hidden.count - 1)]", value: "\(hidden.last ?? 0)",
        allowed: "at most \(Diversity.widest) with \(key)")
    }
  }

  /// The largest number of features: eigenvectors are computed at every step, in time cubic in this number.
  private static let widest = 512
}

/// The diversity of a minibatch as eigenvalues and eigenvectors.
private struct Spectrum {
  /// Eigenvalues in descending order, [1, width].
  let values: Tensor
  /// Eigenvectors over the samples, one per column, [n, width]; near zero if the eigenvalue is.
  let directions: Tensor

  init(of features: Tensor) {
    let rows = features / features.rowNorms()  // [n, width]
    let (values, vectors) = rows.matmul(rows, transposeLeft: true).eigenvectors()
    self.values = values
    let lengths = (values.relu() + .constant(1e-6)).squareRoot()  // [1, width]
    directions = rows.matmul(vectors, transposeRight: true) / lengths
  }
}
