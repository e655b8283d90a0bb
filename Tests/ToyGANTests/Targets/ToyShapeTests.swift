import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

/// Where the shapes lie, from their definitions.
@Suite struct ToyShapeTests {
  private static func points(_ shape: ToyShape, _ count: Int = 20_000) -> [(x: Double, y: Double)] {
    let drawn = shape.samples(count, from: RandomStream(seed: 3, name: "shape"))
    return (0..<count).map { (Double(drawn[2 * $0]), Double(drawn[2 * $0 + 1])) }
  }

  /// Every point within five deviations of the noise, 0.25, of the curve.
  @Test func aSwissRollIsASpiral() {
    for (x, y) in Self.points(.swissRoll) {
      let (radius, angle) = (7.5 * (x * x + y * y).squareRoot(), atan2(y, x))
      let turns = ((radius - angle) / (2 * Double.pi)).rounded()
      // The curve's radius is its angle; half a turn off would be π.
      #expect(abs(radius - angle - 2 * Double.pi * turns) < 1.3)
      #expect(radius > 1.5 * Double.pi - 1.5 && radius < 4.5 * Double.pi + 1.5)
    }
  }

  @Test func moonsAreHalfCircles() {
    for (x, y) in Self.points(.moons) {
      let upper = abs((x * x + y * y).squareRoot() - 1)
      let lower = abs(((x - 1) * (x - 1) + (y - 0.5) * (y - 0.5)).squareRoot() - 1)
      #expect(min(upper, lower) < 0.5)
    }
  }

  @Test func circlesHaveTheirRadii() {
    let radii = Self.points(.circles).map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }
    #expect(radii.allSatisfy { min(abs($0 - 3), abs($0 - 1.5)) < 5.5 * 0.24 })
    let outer = radii.filter { $0 > 2.25 }.count
    // Half of them, to five deviations of a coin's, and the few that noise carries across.
    #expect(abs(outer - 10_000) < 360)
  }

  /// Every square of the board's colour holds an eighth of the points, to five deviations; the others
  /// none.
  @Test func aCheckerboardIsEven() {
    var counts = [Int](repeating: 0, count: 16)
    for (x, y) in Self.points(.checkerboard) {
      counts[4 * Int((x + 4) / 2) + Int((y + 4) / 2)] += 1
    }
    for square in 0..<16 {
      let isFull = (square / 4 + square % 4) % 2 == 0
      #expect(abs(counts[square] - (isFull ? 2500 : 0)) < (isFull ? 235 : 1))
    }
  }

  /// Turned by a fifth of a circle a pinwheel looks the same, and spirals by a half.
  @Test(arguments: [(ToyShape.pinwheel, 5), (.spirals, 2)])
  func shapesAreSymmetric(_ shape: ToyShape, _ order: Int) {
    let points = Self.points(shape)
    // A moment that turning would change is zero, to five deviations; one that it would not is not.
    for k in 1..<order { #expect(Self.moment(points, k) < 5 / Double(20_000).squareRoot()) }
    #expect(Self.moment(points, order) > 0.03)
  }

  /// Length of the mean of e^(i k angle).
  private static func moment(_ points: [(x: Double, y: Double)], _ k: Int) -> Double {
    let angles = points.map { Double(k) * atan2($0.y, $0.x) }
    let x = angles.reduce(0.0) { $0 + cos($1) }
    let y = angles.reduce(0.0) { $0 + sin($1) }
    return (x * x + y * y).squareRoot() / Double(points.count)
  }

  @Test(arguments: ToyShape.allCases)
  func shapesTrain(_ shape: ToyShape) throws {
    var configuration = Configuration.small(GAN())
    configuration.target = .shape(shape)
    let trainer = try Trainer(configuration)
    #expect(trainer.advance(to: 5) == nil)
    #expect(trainer.evaluate().measurements.map(\.name) == ["sliced_w1", "energy_distance"])
  }

  /// A density integrates to one, and its share of each square of a coarse grid is that of samples.
  @Test(arguments: ToyShape.allCases)
  func densitiesAreThoseOfTheSamples(_ shape: ToyShape) {
    let side = 8
    // Around all of a shape, in steps about as long as its noise at most, or that divide a board's squares.
    let (half, fine): (Double, Int) =
      switch shape {
      case .swissRoll: (2.2, 16)
      case .moons: (2.8, 9)
      case .circles: (4.8, 10)
      case .pinwheel: (5.2, 9)
      case .checkerboard: (6.4, 20)
      case .spirals: (4.4, 11)
      }
    let step = 2 * half / Double(side * fine)
    var shares = Array(repeating: 0.0, count: side * side)
    for i in 0..<side * fine {
      for j in 0..<side * fine {
        let point: [Double] = [-half + (Double(i) + 0.5) * step, -half + (Double(j) + 0.5) * step]
        let density = exp(shape.logDensity(of: point) ?? .nan)
        let mass: Double = density * step * step
        shares[i / fine * side + j / fine] += mass
      }
    }
    #expect(abs(shares.reduce(0, +) - 1) < 2e-3)
    let count = 40_000
    var found = Array(repeating: 0, count: side * side)
    for (x, y) in Self.points(shape, count) {
      let (column, row) = ((x + half) / (2 * half), (y + half) / (2 * half))
      guard (0..<1).contains(column), (0..<1).contains(row) else { continue }
      found[Int(column * Double(side)) * side + Int(row * Double(side))] += 1
    }
    for (share, number) in zip(shares, found) {
      // Five standard errors, and what the grid's steps leave of a narrow curve.
      let error = 5 * (share * (1 - min(share, 1)) / Double(count)).squareRoot() + 5e-4
      #expect(abs(Double(number) / Double(count) - share) < error)
    }
  }

  /// No point takes long, or down the process.
  @Test(arguments: ToyShape.allCases)
  func farOffTheDensityIsNothing(_ shape: ToyShape) {
    for point in [[1e9, 0], [-1e30, 1e30], [0, .nan], [.infinity, 1]] {
      #expect(shape.logDensity(of: point) == -.infinity)
    }
    #expect(shape.logDensity(of: [0, 0])?.isNaN == false)
  }
}
