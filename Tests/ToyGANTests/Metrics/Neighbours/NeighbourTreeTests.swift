import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics

/// The tree against a loop over all pairs, number for number.
@Suite struct NeighbourTreeTests {
  /// Normals, a lattice with ties and duplicates, one point many times, and clusters far apart.
  enum Kind: CaseIterable { case normal, lattice, point, clusters }

  static func samples(_ count: Int, _ dimension: Int, _ kind: Kind, _ name: String) -> SampleSet {
    var values = [Float](repeating: 0, count: count * dimension)
    values.withUnsafeMutableBufferPointer {
      RandomStream(seed: 1, name: name).fillNormals($0)
    }
    return switch kind {
    case .normal: SampleSet(values, dimension: dimension)
    case .lattice: SampleSet(values.map { ($0 * 2).rounded() / 4 }, dimension: dimension)
    case .point: SampleSet(values.map { _ in 0.1 }, dimension: dimension)
    case .clusters:
      SampleSet(
        values.enumerated().map { $1 * 1e-6 + Float($0 / dimension % 3) * 100 },
        dimension: dimension)
    }
  }

  static func square(_ a: SampleSet, _ i: Int, _ b: SampleSet, _ j: Int) -> Double {
    zip(a[i], b[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  /// Blocks hold 16 points: one, one exactly, one more, and trees of several levels.
  @Test(
    arguments: [(1, 2), (2, 1), (16, 2), (17, 2), (130, 2), (100, 3), (33, 70), (20, 1200)],
    Kind.allCases)
  func nearestAreTheNearest(_ shape: (n: Int, d: Int), _ kind: Kind) throws {
    let samples = Self.samples(shape.n, shape.d, kind, "samples")
    let places = Self.samples(10, shape.d, kind, "places")
    let tree = try #require(NeighbourTree(samples))
    let sorted = (0..<places.count).map { place in
      (0..<shape.n).map { Self.square(places, place, samples, $0) }.sorted()
    }
    for rank in [1, 2, 6] {
      let expected = sorted.map { rank <= shape.n ? $0[rank - 1] : .infinity }
      #expect(tree.squaresToNearest(rank, of: places) == expected)
    }
  }

  /// The samples themselves included: each is left out of its own neighbours, and its duplicates not.
  @Test(arguments: Kind.allCases) func neighboursAreTheOthers(_ kind: Kind) throws {
    let samples = Self.samples(60, 2, kind, "samples")
    let found = try #require(NeighbourTree(samples)).squaresToNeighbour(3)
    for i in 0..<60 {
      let others = (0..<60).filter { $0 != i }.map { Self.square(samples, i, samples, $0) }
      #expect(found[i] == others.sorted()[2])
    }
  }

  /// Balls that reach exactly to a sample, ones of radius 0, and ones that hold everything.
  @Test(
    arguments: [(1, 2), (16, 2), (17, 2), (130, 2), (100, 3), (33, 70)], Kind.allCases)
  func ballsHoldWhatIsStrictlyInside(_ shape: (n: Int, d: Int), _ kind: Kind) throws {
    let samples = Self.samples(shape.n, shape.d, kind, "samples")
    let places = Self.samples(12, shape.d, kind, "places")
    let tree = try #require(NeighbourTree(samples))
    let radii = (0..<12).map {
      $0 == 0 ? 0 : $0 == 1 ? 1e9 : Self.square(places, $0, samples, ($0 - 2) % shape.n)
    }
    let counts = tree.counts(insideBalls: radii, around: places)
    for i in 0..<12 {
      let inside = (0..<shape.n).count { Self.square(places, i, samples, $0) < radii[i] }
      #expect(counts[i] == inside)
    }
  }

  @Test(
    arguments: [(1, 2), (16, 2), (17, 2), (130, 2), (100, 3), (33, 70)], Kind.allCases)
  func placesAreInsideBalls(_ shape: (n: Int, d: Int), _ kind: Kind) throws {
    let samples = Self.samples(shape.n, shape.d, kind, "samples")
    let places = Self.samples(12, shape.d, kind, "places")
    let tree = try #require(NeighbourTree(samples))
    // Each ball reaches exactly to one of the places, and every other one is a quarter of that.
    let radii = (0..<shape.n).map {
      Self.square(samples, $0, places, $0 % 12) * ($0.isMultiple(of: 2) ? 1 : 0.25)
    }
    tree.setBalls(radii)
    let expected = (0..<12).map { place in
      (0..<shape.n).contains { Self.square(places, place, samples, $0) < radii[$0] }
    }
    #expect(tree.isInsideBalls(places) == expected)
  }

  @Test func nothingAndNoNumbersHaveNoTree() {
    #expect(NeighbourTree(SampleSet([Double](), dimension: 2)) == nil)
    #expect(NeighbourTree(SampleSet([0, Double.nan], dimension: 2)) == nil)
    #expect(NeighbourTree(SampleSet([0, 1, Double.infinity, 0], dimension: 2)) == nil)
  }

  /// Squares of such coordinates overflow, and nothing is inside a ball that never ends.
  @Test func hugeCoordinatesAreInfinitelyFar() throws {
    let samples = SampleSet([Double(1e200), 0, 0, 0, -1e200, 1], dimension: 2)
    let tree = try #require(NeighbourTree(samples))
    #expect(tree.squaresToNeighbour(1) == [.infinity, .infinity, .infinity])
    let counts = tree.counts(insideBalls: [.infinity, 1, 1], around: samples)
    #expect(counts == [1, 1, 1])
  }
}
