import ToyGANSettings

/// Gaussians with listed means, in any number of dimensions.
public struct MixtureTarget: TargetFamily {
  public static let name = "mixture"
  public static let summary =
    "{mixture: {means: [[x, y]], deviations: [s] or covariances: [[[xx, xy], "
    + "[xy, yy]]], weights: [w]}}; means of any length with deviations"

  /// Means, `[K][dimension]`.
  public var means: [[Double]] = []
  /// Standard deviations, `[K]`; nil if covariances are given.
  public var deviations: [Double]?
  /// One covariance matrix `[[xx, xy], [xy, yy]]` per mode; nil if deviations are given.
  public var covariances: [[[Double]]]?
  /// Weight of each Gaussian; nil if all are equal.
  public var weights: [Double]?

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting("means", \.means, "mean of each Gaussian, [[x, y], ...], of any length"),
      Setting("deviations", optional: \.deviations, "standard deviation of each Gaussian"),
      Setting(
        "covariances", optional: \.covariances,
        "in place of deviations, a matrix [[xx, xy], [xy, yy]] for each Gaussian in the plane"),
      Setting("weights", optional: \.weights, "relative weight of each mode; equal if left out"),
    ]
  }

  private static let maximumDimensions = 65_536

  public func target(at key: String) throws -> any Target {
    if let dimension = means.first?.count, dimension != 2 {
      return try roundMixture(in: dimension, at: key)
    }
    var places: [SIMD2<Double>] = []
    for (index, mean) in means.enumerated() {
      guard mean.count == 2 else {
        throw SettingError(
          key: "\(key).means[\(index)]", value: "\(mean)", allowed: "two numbers, [x, y]")
      }
      places.append(SIMD2(mean[0], mean[1]))
    }
    switch (deviations, covariances) {
    case (let deviations?, nil):
      return try GaussianMixture.mixture(
        means: places, deviations: deviations, weights: weights, key: key)
    case (nil, let matrices?):
      return try GaussianMixture(
        means: places, covariances: Self.covariances(matrices, at: key), weights: weights, key: key)
    case (nil, nil), (_?, _?):
      throw SettingError(
        key: key, is: deviations == nil ? "a mixture without either" : "a mixture with both",
        allowed: "deviations or covariances")
    }
  }

  private func roundMixture(in dimension: Int, at key: String) throws -> any Target {
    guard let deviations, covariances == nil else {
      throw SettingError(
        key: key,
        is: "a mixture in \(dimension) dimensions with"
          + (covariances == nil ? "out deviations" : " covariances"),
        allowed: "deviations, and no covariances; those go with means [x, y]")
    }
    guard dimension <= Self.maximumDimensions else {
      throw SettingError(
        key: "\(key).means[0]", value: "\(dimension) numbers",
        allowed: "at most \(Self.maximumDimensions)")
    }
    return try RoundMixture(means: means, deviations: deviations, weights: weights, key: key)
  }

  private static func covariances(
    _ matrices: [[[Double]]], at key: String
  ) throws(SettingError) -> [Covariance] {
    var covariances: [Covariance] = []
    for (index, matrix) in matrices.enumerated() {
      let key = "\(key).covariances[\(index)]"
      guard matrix.count == 2, matrix.allSatisfy({ $0.count == 2 }), matrix[0][1] == matrix[1][0]
      else {
        throw SettingError(
          key: key, value: "\(matrix)", allowed: "a symmetric matrix [[xx, xy], [xy, yy]]")
      }
      covariances.append(
        try Covariance(xx: matrix[0][0], xy: matrix[0][1], yy: matrix[1][1], key: key))
    }
    return covariances
  }
}
