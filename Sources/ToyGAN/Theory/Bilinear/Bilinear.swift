import Foundation
import ToyGANCore
import ToyGANFigures
import ToyGANFiles
import ToyGANGames

/// Simultaneous gradient descent need not converge: the bilinear game V = x y.
struct Bilinear: TheoryTopic {
  static let name = "bilinear"
  static let question = "x descends x y and y ascends it: which steps reach the equilibrium?"
  static let references = [
    Reference(
      "Goodfellow", 2016, "NIPS 2016 Tutorial: Generative Adversarial Networks",
      arXiv: "1701.00160", place: "exercise 7.2"),
    Reference(
      "Gidel, Berard, Vignoud, Vincent and Lacoste-Julien", 2019,
      "A Variational Inequality Perspective on Generative Adversarial Networks",
      arXiv: "1802.10551", place: "section 3"),
    Reference(
      "Daskalakis, Ilyas, Syrgkanis and Zeng", 2018, "Training GANs with Optimism",
      arXiv: "1711.00141", place: "theorem 1"),
  ]

  static let start = SIMD2(1.0, 0.0)
  static let steps = 100

  /// The path of a method, and the path that theory predicts.
  struct MethodPath {
    var method: BilinearMethod
    var points, exact: [SIMD2<Double>]
    /// The largest modulus of the eigenvalues of the library's step; nil for averaged iterates.
    var measuredModulus: Double?

    var lastRadius: Double { points.last?.length ?? .nan }
  }

  func paths() throws(GSLError) -> [MethodPath] {
    var paths: [MethodPath] = []
    for method in BilinearMethod.allCases {
      paths.append(
        MethodPath(
          method: method, points: method.path(from: Bilinear.start, steps: Bilinear.steps),
          exact: (0...Bilinear.steps).map { method.exact(from: Bilinear.start, steps: $0) },
          measuredModulus: try Bilinear.modulus(of: method)))
    }
    return paths
  }

  /// The largest modulus of the program's own step, whose matrix is found by applying it to basis vectors.
  static func modulus(of method: BilinearMethod) throws(GSLError) -> Double? {
    if method.isAveraged { return nil }
    let map = ScalarGamePlay(method.game(), schedule: method.schedule).map()
    return try Eigenvalues.of(map).map(\.modulus).max()
  }

  func findings() throws -> Findings {
    let paths = try paths()
    return Findings(
      sheets: [BilinearFigure(paths: paths).sheet()], explanation: explanation(paths))
  }

  private func explanation(_ paths: [MethodPath]) -> String {
    let ends = paths.map { path in
      let rate = path.measuredModulus.map { ", × \(DecimalText.fixed($0, 4)) a step" } ?? ""
      return "  \(path.method.title): \(DecimalText.fixed(path.lastRadius, 3))\(rate)"
    }
    return """
      The only equilibrium is the origin, and in continuous time the players circle it for ever. Steps \
      of \(BilinearMethod.learningRate) taken at once spiral outwards, turn by turn they stay on an \
      ellipse, and extragradient, optimistic and consensus steps spiral inwards. The mean of the \
      alternating path falls like one over the number of steps, while that of the outward spiral is \
      carried off in the end. Radius after \(Bilinear.steps) steps from 1, and the largest modulus of the \
      step's eigenvalues:
      \(ends.joined(separator: "\n"))
      """
  }
}
