import CGSL
import Foundation
import ToyGANCore
import ToyGANGames

/// Data N(0, 1) and a generator N(s, 1) with a separation s above 0: the outputs of the optimal
/// discriminator and the optimal critic, and the gradient of the generator's mean with each.
///
/// Arjovsky, Chintala and Bottou 2017, arXiv:1701.07875, figure 2; Arjovsky and Bottou 2017,
/// arXiv:1701.04862, sections 2.2.1 and 2.2.2.
struct SeparatedNormals {
  let separation: Double

  var data: LineDistribution { .normal(mean: 0, deviation: 1) }
  var generated: LineDistribution { .normal(mean: separation, deviation: 1) }
  var optimum: OptimalDiscriminator { OptimalDiscriminator(data: data, generated: generated) }

  /// The optimal critic with slope 1, with value zero halfway: f*(x) = s / 2 - x.
  ///
  /// All mass is transported to the left, and along that path the critic has its largest slope.
  func critic(_ x: Double) -> Double { separation / 2 - x }

  /// The Wasserstein-1 distance of the two distributions, ∫ |F - G| of the distribution functions: s.
  func wasserstein() throws(GSLError) -> Double {
    try Integration.closely(over: -12...(separation + 12)) { x in
      abs(gsl_cdf_ugaussian_P(x) - gsl_cdf_ugaussian_P(x - separation))
    }
  }

  /// The derivative of the generator's loss with respect to its
  /// mean s, with the optimal opponent held constant.
  ///
  /// With the optimal logit s² / 2 - s x and x under the generator:
  ///
  ///     minimax, E log(1 - D*):       s E D*(x)
  ///     non-saturating, -E log D*:    s E (1 - D*(x))
  ///     Wasserstein, -E f*:           1
  ///
  /// Traps for other objectives.
  func gradient(_ objective: Objective) throws(GSLError) -> Double {
    switch objective {
    case .minimax:
      return separation
        * (try optimum.expected(under: generated, .sigmoid, ofLogitTimes: 1))
    case .nonSaturating:
      return separation
        * (try optimum.expected(under: generated, .sigmoid, ofLogitTimes: -1))
    case .wasserstein: return 1
    default: fatalError("\(objective): no closed form")
    }
  }

  /// A bound of the minimax gradient, s/2 exp(-s² / 8).
  ///
  /// Under the generator E D* = exp(-s² / 8) E 1 / (2 cosh(t / 2)) over t of N(0, s²).
  var minimaxBound: Double { separation / 2 * exp(-separation * separation / 8) }

  /// The asymptote of the minimax gradient for large s, √(π / 2) exp(-s² / 8) (1 - π² / (2 s²) + ...).
  var minimaxAsymptote: Double {
    let square = separation * separation
    let correction = 1 - Double.pi * Double.pi / (2 * square)
    return (Double.pi / 2).squareRoot() * exp(-square / 8) * correction
  }
}
