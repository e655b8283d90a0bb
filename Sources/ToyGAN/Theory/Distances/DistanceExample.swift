import ToyGANCore
import ToyGANTargets

/// A pair of distributions, one of which depends on a parameter θ.
enum DistanceExample: CaseIterable {
  /// P on {0} × [0, 1], Q on {θ} × [0, 1].
  case parallelLines
  /// P = N(0, 1), Q = N(θ, 1).
  case gaussians
  /// P is an equal mixture of Gaussians at -2 and 2 with deviation
  /// 1/2, and Q = N(θ, 1/4) can match one of them.
  case mixture

  var title: String {
    switch self {
    case .parallelLines: "Parallel lines"
    case .gaussians: "Two Gaussians"
    case .mixture: "Mixture, Gaussian"
    }
  }

  /// The largest |θ|.
  var halfWidth: Double {
    switch self {
    case .parallelLines: 1
    case .gaussians: 3
    case .mixture: 4
    }
  }

  /// Side length of the cells in which samples are counted.
  var cell: Double {
    switch self {
    case .parallelLines: 0.1
    case .gaussians: 0.4
    case .mixture: 0.25
    }
  }

  /// P and Q, if they have densities on the line.
  func mixtures(_ theta: Double) throws -> (p: RoundMixture, q: RoundMixture)? {
    switch self {
    case .parallelLines: nil
    case .gaussians:
      (try .gaussian(mean: 0, deviation: 1), try .gaussian(mean: theta, deviation: 1))
    case .mixture:
      (
        try RoundMixture(means: [[-2], [2]], deviations: [0.5, 0.5]),
        try .gaussian(mean: theta, deviation: 0.5)
      )
    }
  }

  func exact(_ theta: Double) throws -> DistributionDistances {
    guard let (p, q) = try mixtures(theta) else { return .parallelLines(apart: theta) }
    return try DistributionDistances(p, q)
  }

  /// Distances estimated from `count` samples of each, from sub-stream
  /// `position` of the example's own random stream.
  func estimated(_ theta: Double, count: Int, position: UInt64) throws -> DistributionDistances {
    let stream = RandomStream(seed: 0, name: "distances, \(title)")
    stream.seek(to: position)
    let (p, q) = try samples(theta, count, stream)
    return DistributionDistances(samples: p, q, cell: cell)
  }

  private func samples(
    _ theta: Double, _ count: Int, _ stream: RandomStream
  ) throws -> (SampleSet, SampleSet) {
    if let (p, q) = try mixtures(theta) {
      return (
        SampleSet(p.samples(count, from: stream), dimension: 1),
        SampleSet(q.samples(count, from: stream), dimension: 1)
      )
    }
    var heights = [Float](repeating: 0, count: 2 * count)
    heights.withUnsafeMutableBufferPointer { stream.fillUniforms($0) }
    func line(_ x: Double, _ heights: ArraySlice<Float>) -> SampleSet {
      SampleSet(heights.flatMap { [x, Double($0)] }, dimension: 2)
    }
    return (line(0, heights[..<count]), line(theta, heights[count...]))
  }
}
