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
  /// The square that is shown, unless most samples lie outside of it.
  let box: Square

  /// The view of a target, and of the origin if it `includesOrigin`, where untrained generators are.
  init(of target: any Target, includingOrigin includesOrigin: Bool = false) {
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
    let seen: SampleSet =
      kind == .plane
      ? samples
      : SampleSet(
        Self.project(samples.values, origin: origin, axes: axes), dimension: 2)
    let own = kind == .plane ? TargetExtent(of: target).box : TargetExtent(of: seen).box
    let none = [Double](repeating: 0, count: d)
    let zero = Self.project(none, origin: origin, axes: axes)
    box = includesOrigin ? own.containing(x: zero[0], y: zero[1]) : own
  }

  private static let count = 1000

  /// The mean of the samples, and the two directions in which they vary most.
  ///
  /// With X the samples less their mean [n, d], these are the first eigenvectors of Xᵀ X. For many dimensions
  /// they are Xᵀ u with u those of the smaller matrix X Xᵀ, of fewer samples.
  private static func principal(_ samples: SampleSet) -> ([Double], [[Double]], Kind) {
    let d = samples.dimension
    let isWide = d > fewSamples
    let n = isWide ? fewSamples : samples.count
    let all = (0..<n).map { Array(samples[$0]) }
    let mean = (0..<d).map { axis in all.reduce(0) { $0 + $1[axis] } / Double(n) }
    let rows = all.map { row in zip(row, mean).map { $0 - $1 } }  // [n, d]
    let vectors = isWide ? rows : (0..<d).map { axis in rows.map { $0[axis] } }
    let leading = SymmetricMatrix(productsOf: vectors).leadingVectors(2)
    guard isWide else { return (mean, leading, .projection) }
    let axes = leading.map { u -> [Double] in
      let axis = (0..<d).map { column in (0..<n).reduce(0.0) { $0 + u[$1] * rows[$1][column] } }
      let length = axis.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? axis.map { $0 / length } : axis
    }
    return (mean, axes, .projection)
  }

  private static let fewSamples = 200

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

  /// How many times as far the picture must be seen from: the smallest power of two, up to a limit, such that
  /// at least half of the finite positions `[n, 2]` lie in the box enlarged by it.
  ///
  /// It follows from the positions alone, so that a step looks the same whenever it is shown.
  func zoom(showing positions: [Float]) -> Int {
    let (x, y, half) = (Float(box.x), Float(box.y), Float(box.half))
    var (total, zoom) = (0, 1)
    var needing = [Int](repeating: 0, count: Self.zooms.count)
    for place in stride(from: 0, to: positions.count, by: 2) {
      let distance = max(abs(positions[place] - x), abs(positions[place + 1] - y)) / half
      guard distance.isFinite else { continue }
      total += 1
      if let number = Self.zooms.firstIndex(where: { distance <= Float($0) }) {
        needing[number] += 1
      }
    }
    var inside = 0
    for (number, factor) in Self.zooms.enumerated() {
      zoom = factor
      inside += needing[number]
      if 2 * inside >= total { break }
    }
    return zoom
  }

  private static let zooms = [1, 2, 4, 8, 16, 32, 64]

  /// The box, seen from so many times as far.
  func box(zoom: Int) -> Square { Square(x: box.x, y: box.y, half: box.half * Double(zoom)) }

  /// The points `[side * side, d]` of a square grid over the box, seen from so many times as far: y outer,
  /// both ascending.
  func grid(side: Int, zoom: Int = 1) -> [Float] {
    let box = box(zoom: zoom)
    let steps = (0..<side).map { (k: Int) -> Double in 2 * Double(k) / Double(side - 1) - 1 }
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

extension Square {
  /// This square, or a larger one that also contains a point, with a margin around it.
  fileprivate func containing(x px: Double, y py: Double) -> Square {
    guard abs(px - x) > half || abs(py - y) > half else { return self }
    let margin = 0.15 * max(abs(px - x), abs(py - y))
    let (left, right) = (min(x - half, px - margin), max(x + half, px + margin))
    let (bottom, top) = (min(y - half, py - margin), max(y + half, py + margin))
    return Square(
      x: (left + right) / 2, y: (bottom + top) / 2, half: max(right - left, top - bottom) / 2)
  }
}
