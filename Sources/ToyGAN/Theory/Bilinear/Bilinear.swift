import Foundation
import ToyGANCore
import ToyGANFigures
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
  struct Course {
    var method: BilinearMethod
    var path, exact: [SIMD2<Double>]
    /// The largest modulus of the eigenvalues of the library's step; nil for averaged iterates.
    var measuredModulus: Double?

    var lastRadius: Double { path.last?.length ?? .nan }
  }

  func courses() throws(GSLError) -> [Course] {
    var courses: [Course] = []
    for method in BilinearMethod.allCases {
      courses.append(
        Course(
          method: method, path: method.path(from: Bilinear.start, steps: Bilinear.steps),
          exact: (0...Bilinear.steps).map { method.exact(from: Bilinear.start, steps: $0) },
          measuredModulus: try Bilinear.modulus(of: method)))
    }
    return courses
  }

  /// The largest modulus of the program's own step, whose matrix is found by applying it to basis vectors.
  static func modulus(of method: BilinearMethod) throws(GSLError) -> Double? {
    if method.isAveraged { return nil }
    let map = ScalarGamePlay(method.game(), schedule: method.schedule).map()
    return try Eigenvalues.of(map).map(\.modulus).max()
  }

  func findings() throws -> Findings {
    let courses = try courses()
    return Findings(
      figures: [BilinearFigure(courses: courses).figure()], whatToSee: whatToSee(courses))
  }

  private func whatToSee(_ courses: [Course]) -> String {
    let ends = courses.map { course in
      let rate = course.measuredModulus.map { ", × \(FigureText.decimals($0, 4)) a step" } ?? ""
      return "  \(course.method.title): \(FigureText.decimals(course.lastRadius, 3))\(rate)"
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
