import CGSL
import ToyGAN

/// How samples of a target are seen in the plane.
///
/// Samples in the plane are seen unchanged. One-dimensional samples lie on a line. Others are projected on the
/// two directions in which the target varies most.
struct PlaneView: Sendable {
  /// The kind of view, as the page knows it.
  enum Kind: String, Sendable, Encodable { case plane, line, projection }

  let kind: Kind
  /// A point on the plane, [d].
  private let origin: [Double]
  /// The directions of x and y, orthonormal, [2][d]; only x for one dimension.
  private let axes: [[Double]]
  /// The square that is shown.
  let box: Square

  init(of target: any Target) {
    let stream = RandomStream(seed: 0, name: "view")
    let drawn = target.samples(Self.count, from: stream)
    let samples = SampleSet(drawn, dimension: target.dimension)  // [count, d]
    let d = target.dimension
    (origin, axes, kind) =
      switch d {
      case 1: ([0], [[1]], .line)
      case 2: ([0, 0], [[1, 0], [0, 1]], .plane)
      default: Self.principal(samples)
      }
    if kind == .plane {
      box = TargetExtent(of: target).box
    } else {
      let (origin, axes) = (origin, axes)
      let seen = Self.project(samples.values, origin: origin, axes: axes)
      box = TargetExtent(of: SampleSet(seen, dimension: 2)).box
    }
  }

  private static let count = 1000

  /// The mean of the samples, and the two directions in which they vary most.
  private static func principal(_ samples: SampleSet) -> ([Double], [[Double]], Kind) {
    let (d, n) = (samples.dimension, Double(samples.count))
    let rows = (0..<samples.count).map { Array(samples[$0]) }
    let mean = (0..<d).map { axis in rows.reduce(0) { $0 + $1[axis] } / n }
    guard let covariance = gsl_matrix_calloc(d, d), let values = gsl_vector_alloc(d),
      let vectors = gsl_matrix_alloc(d, d), let work = gsl_eigen_symmv_alloc(d)
    else { fatalError("no memory for a matrix [\(d), \(d)]") }
    defer {
      gsl_matrix_free(covariance)
      gsl_vector_free(values)
      gsl_matrix_free(vectors)
      gsl_eigen_symmv_free(work)
    }
    for i in 0..<d {
      for j in 0..<d {
        let sum = rows.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) }
        gsl_matrix_set(covariance, i, j, sum / n)
      }
    }
    gsl_eigen_symmv(covariance, values, vectors, work)
    gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_DESC)
    let axes = (0..<2).map { axis in (0..<d).map { gsl_matrix_get(vectors, $0, axis) } }
    return (mean, axes, .projection)
  }

  /// The positions of samples `[n, d]` in the plane, `[n, 2]`.
  func positions(of samples: [Float]) -> [Float] {
    kind == .plane
      ? samples : Self.project(samples.map(Double.init), origin: origin, axes: axes).map(Float.init)
  }

  /// The directions of arrows `[n, d]` in the plane, `[n, 2]`.
  func directions(of arrows: [Float]) -> [Float] {
    guard kind != .plane else { return arrows }
    let none = origin.map { _ in 0.0 }
    return Self.project(arrows.map(Double.init), origin: none, axes: axes).map(Float.init)
  }

  /// The means of modes and their spread: a symmetric matrix `[[xx, xy], [xy, yy]]` seen in the plane.
  func position(of mean: [Double]) -> (x: Double, y: Double) {
    let seen = kind == .plane ? mean : Self.project(mean, origin: origin, axes: axes)
    return (seen[0], seen[1])
  }

  /// The points `[side * side, d]` of a square grid over the box: y outer, both ascending.
  func grid(side: Int) -> [Float] {
    let steps = (0..<side).map { 2 * Double($0) / Double(side - 1) - 1 }
    return steps.flatMap { v in
      steps.flatMap { u -> [Float] in
        let (x, y) = (box.x + box.half * u, box.y + box.half * v)
        return origin.indices.map { Float(origin[$0] + x * axes[0][$0] + y * axes[1][$0]) }
      }
    }
  }

  private static func project(_ rows: [Double], origin: [Double], axes: [[Double]]) -> [Double] {
    let d = origin.count
    return stride(from: 0, to: rows.count, by: d).flatMap { start -> [Double] in
      let seen = axes.map { axis in
        (0..<d).reduce(0.0) { $0 + (rows[start + $1] - origin[$1]) * axis[$1] }
      }
      return seen.count == 1 ? [seen[0], 0] : seen
    }
  }
}
