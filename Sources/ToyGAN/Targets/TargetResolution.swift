import Foundation
import ToyGANSettings

extension Target {
  /// A sentence about modes that are too narrow for float32 at their place; nil if there are none.
  ///
  /// Samples are float32: near 1e8 they are multiples of 8, so that those of a mode of deviation 1 have another
  /// distribution than the mode. Rounding adds at most 1/192 to the variance of a mode whose deviation is
  /// four times the distance of neighbouring numbers.
  package var resolutionWarning: String? {
    for (mean, deviation) in modeWidths {
      guard let place = mean.map(abs).max(), deviation < 4 * Double(Float(place).ulp) else {
        continue
      }
      let step = Double(Float(place).ulp)
      return "the target has a mode of deviation \(deviation.node.inline) at "
        + "\(place.node.inline), where numbers in float32 are \(step.node.inline) apart: samples are too coarse for this mode, and scores "
        + "are inexact"
    }
    return nil
  }

  /// The mean and the smallest deviation of each mode whose form is known.
  private var modeWidths: [(mean: [Double], deviation: Double)] {
    switch self {
    case let mixture as GaussianMixture:
      mixture.modes.map { mode in
        let axes = mode.covariance.deviations
        let correlation = mode.covariance.correlation
        return (
          [mode.mean.x, mode.mean.y],
          min(axes.x, axes.y) * (1 - correlation * correlation).squareRoot()
        )
      }
    case let mixture as RoundMixture:
      zip(mixture.means, mixture.deviations).map { mean, deviation in
        (Array(mean.prefix(mixture.degreesOfFreedom)), deviation)
      }
    default: []
    }
  }
}
