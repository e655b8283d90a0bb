import CGSL
import ToyGANCore
import ToyGANSettings

/// The settings that the trials of one label draw.
///
/// An independent draw depends only on the seed, the label, the setting's path and the number of the trial: more
/// trials, labels or settings leave it as it was. The points of Sobol depend on the place of a setting among those of
/// its label too.
struct TrialDraws {
  private let space: [SearchedSetting]
  /// A number from 0 to 1 for each trial, from number 1, and setting.
  private let points: [[Double]]

  /// Throws `SettingError` if Sobol's points do not have as many coordinates as the label searches settings.
  init(
    _ sampling: TrialSampling, of space: [SearchedSetting], label: String
  ) throws(SettingError) {
    self.space = space
    let streams = space.map { RandomStream(seed: sampling.seed, name: "trial/\(label)/\($0.path)") }
    switch sampling.method {
    case .independent:
      points = (1...sampling.count).map { number in
        streams.map { stream in
          stream.seek(to: UInt64(number))
          return gsl_rng_uniform(stream.generator)
        }
      }
    case .sobol:
      let shift = streams.map { gsl_rng_uniform($0.generator) }
      points = try Self.sobol(sampling.count, dimensions: space.count).map { point in
        zip(point, shift).map { ($0 + $1).truncatingRemainder(dividingBy: 1) }
      }
    }
  }

  /// The settings of a trial, counted from 1.
  func settings(_ number: Int) -> [(path: String, value: SettingNode)] {
    zip(space, points[number - 1]).map { ($0.path, $0.range.value(at: $1)) }
  }

  /// Most coordinates of a point in the tables of the GNU Scientific Library.
  private static let mostDimensions = 40

  private static func sobol(_ count: Int, dimensions: Int) throws(SettingError) -> [[Double]] {
    guard dimensions <= mostDimensions, let generator = toygan_sobol(UInt32(dimensions)) else {
      throw SettingError(
        key: "\(ExperimentKey.sample).method", is: "sobol with \(dimensions) settings",
        allowed: "at most \(mostDimensions) settings, or independent")
    }
    defer { gsl_qrng_free(generator) }
    return (0..<count).map { _ in
      var point = [Double](repeating: 0, count: dimensions)
      gsl_qrng_get(generator, &point)
      return point
    }
  }
}
