import Foundation
import ToyGANCore
import ToyGANTargets

/// The optimal discriminator between two known distributions.
///
///     D*(x) = p(x) / (p(x) + q(x)),   log D*(x) / (1 - D*(x)) = log p(x) - log q(x)
///
/// with p the data's density and q the generator's. Goodfellow et al. 2014, arXiv:1406.2661,
/// proposition 1.
struct OptimalDiscriminator {
  let data, generated: LineDistribution

  /// The logit of D*(x); ±∞ if one density is 0, NaN if both are.
  func logit(_ x: Double) -> Double { data.logDensity(x) - generated.logDensity(x) }

  /// D*(x), in [0, 1]; NaN if neither distribution has mass.
  func callAsFunction(_ x: Double) -> Double { Unary.sigmoid(logit(x)) }

  /// V(D*, G) = E_p log D* + E_q log(1 - D*), in nats.
  func value() throws(GSLError) -> Double {
    try -expected(under: data, Unary.softplus, ofLogitTimes: -1)
      - expected(under: generated, Unary.softplus, ofLogitTimes: 1)
  }

  /// The Jensen-Shannon divergence, KL(p, m) / 2 + KL(q, m) / 2
  /// with m = (p + q) / 2, in nats, from 0 to log 2.
  func jensenShannon() throws(GSLError) -> Double {
    try (relativeEntropy(data) + relativeEntropy(generated)) / 2
  }

  /// E log(p / m) under one of the two distributions.
  private func relativeEntropy(_ p: LineDistribution) throws(GSLError) -> Double {
    try Integration.closely(over: p.range) { x in
      let mixture = (data.density(x) + generated.density(x)) / 2
      return p.density(x) > 0 ? p.density(x) * (p.logDensity(x) - log(mixture)) : 0
    }
  }

  /// E f(sign · logit) under a distribution.
  func expected(
    under p: LineDistribution, _ f: Unary, ofLogitTimes sign: Double
  ) throws(GSLError) -> Double {
    try Integration.closely(over: p.range) { x in
      p.density(x) > 0 ? p.density(x) * f(sign * logit(x)) : 0
    }
  }

  /// V(D, G) of any discriminator, from its logits at a quadrature's points.
  func value(ofLogits logits: [Float], at quadrature: Quadrature) -> Double {
    quadrature.sum { place, x in
      let logit = Double(logits[place])
      return -data.density(x) * Unary.softplus(-logit)
        - generated.density(x) * Unary.softplus(logit)
    }
  }
}
