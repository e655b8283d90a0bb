import ToyGANSettings
import ToyGANTargets

/// The name of a preset, or one form with its settings: `{ring: {modes: 8, ...}}`.
extension TargetConfiguration: Codable {
  private enum Form: String, CodingKey, CaseIterable {
    case ring, grid, mixture, random, lattice, points
  }

  private struct Ring: Codable {
    var modes: Int
    var radius: Double
    var deviation: Double
    var weights: [Double]?
    static let keys = ["modes", "radius", "deviation", "weights"]
  }
  private struct Grid: Codable {
    var side: Int
    var spacing: Double
    var deviation: Double
    var weights: [Double]?
    static let keys = ["side", "spacing", "deviation", "weights"]
  }
  private struct Mixture: Codable {
    var means: [[Double]]
    var deviations: [Double]?
    var covariances: [[[Double]]]?
    var weights: [Double]?
    static let keys = ["means", "deviations", "covariances", "weights"]
  }
  private struct Random: Codable {
    var modes: Int
    var extent: Double
    var deviation: Double
    var seed: UInt64
    static let keys = ["modes", "extent", "deviation", "seed"]
  }
  private struct Lattice: Codable {
    var side: Int
    var extent: Double
    var of: TargetConfiguration
    static let keys = ["side", "extent", "of"]
  }
  private struct Points: Codable {
    var file: String
    static let keys = ["file"]
  }

  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      let names = TargetPreset.allCases.map(\.rawValue) + ToyShape.allCases.map(\.rawValue)
      if let shape = ToyShape(rawValue: name) {
        self = .shape(shape)
        return
      }
      guard let preset = TargetPreset(rawValue: name) else {
        throw ConfigurationError.unknown(
          name, key: decoder.codingPath.dotted, known: names, or: Self.formsText)
      }
      self = .preset(preset)
      return
    }
    let form = try decoder.onlyKey(of: Form.allCases.map(\.rawValue), or: "a preset's name")
    let container = try decoder.container(keyedBy: Form.self)
    switch form {
    case "ring": self = try Self.ring(container)
    case "grid": self = try Self.grid(container)
    case "mixture": self = try Self.mixture(container)
    case "random":
      try container.superDecoder(forKey: .random).requireKnown(Random.keys)
      let random = try container.decode(Random.self, forKey: .random)
      self = .random(
        modes: random.modes, extent: random.extent, deviation: random.deviation, seed: random.seed)
    case "lattice":
      try container.superDecoder(forKey: .lattice).requireKnown(Lattice.keys)
      let lattice = try container.decode(Lattice.self, forKey: .lattice)
      self = .lattice(side: lattice.side, extent: lattice.extent, of: lattice.of)
    default:
      try container.superDecoder(forKey: .points).requireKnown(Points.keys)
      self = .points(file: try container.decode(Points.self, forKey: .points).file)
    }
  }

  private static let formsText =
    "{\(Form.allCases.map(\.rawValue).joined(separator: ": {...}} or {")): {...}}"

  private static func ring(_ container: KeyedDecodingContainer<Form>) throws -> Self {
    try container.superDecoder(forKey: .ring).requireKnown(Ring.keys)
    let ring = try container.decode(Ring.self, forKey: .ring)
    return .ring(
      modes: ring.modes, radius: ring.radius, deviation: ring.deviation, weights: ring.weights)
  }

  private static func grid(_ container: KeyedDecodingContainer<Form>) throws -> Self {
    try container.superDecoder(forKey: .grid).requireKnown(Grid.keys)
    let grid = try container.decode(Grid.self, forKey: .grid)
    return .grid(
      side: grid.side, spacing: grid.spacing, deviation: grid.deviation, weights: grid.weights)
  }

  private static func mixture(_ container: KeyedDecodingContainer<Form>) throws -> Self {
    try container.superDecoder(forKey: .mixture).requireKnown(Mixture.keys)
    let mixture = try container.decode(Mixture.self, forKey: .mixture)
    if let dimension = mixture.means.first?.count, dimension != 2 {
      return try roundMixture(mixture, dimension)
    }
    var means: [SIMD2<Double>] = []
    for (index, mean) in mixture.means.enumerated() {
      guard mean.count == 2 else {
        throw ConfigurationError(
          key: "target.mixture.means[\(index)]", value: "\(mean)", allowed: "two numbers, [x, y]")
      }
      means.append(SIMD2(mean[0], mean[1]))
    }
    switch (mixture.deviations, mixture.covariances) {
    case (let deviations?, nil):
      return .mixture(means: means, spread: .deviations(deviations), weights: mixture.weights)
    case (nil, let covariances?):
      return .mixture(means: means, spread: .covariances(covariances), weights: mixture.weights)
    case (nil, nil), (_?, _?):
      throw ConfigurationError(
        key: "target.mixture",
        value: mixture.deviations == nil ? "a mixture without either" : "a mixture with both",
        allowed: "deviations or covariances")
    }
  }

  private static func roundMixture(_ mixture: Mixture, _ dimension: Int) throws -> Self {
    guard let deviations = mixture.deviations, mixture.covariances == nil else {
      throw ConfigurationError(
        key: "target.mixture",
        value: "a mixture in \(dimension) dimensions with"
          + (mixture.covariances == nil ? "out deviations" : " covariances"),
        allowed: "deviations, and no covariances; those go with means [x, y]")
    }
    return .roundMixture(
      means: mixture.means, deviations: deviations, weights: mixture.weights)
  }

  /// The word that says it all, or nil.
  private var name: String? {
    switch self {
    case .preset(let preset): preset.rawValue
    case .shape(let shape): shape.rawValue
    case .ring, .grid, .mixture, .roundMixture, .random, .lattice, .points: nil
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if let name {
      var container = encoder.singleValueContainer()
      return try container.encode(name)
    }
    var container = encoder.container(keyedBy: Form.self)
    switch self {
    case .preset, .shape: break
    case .ring(let modes, let radius, let deviation, let weights):
      let ring = Ring(modes: modes, radius: radius, deviation: deviation, weights: weights)
      try container.encode(ring, forKey: .ring)
    case .grid(let side, let spacing, let deviation, let weights):
      let grid = Grid(side: side, spacing: spacing, deviation: deviation, weights: weights)
      try container.encode(grid, forKey: .grid)
    case .mixture(let means, let spread, let weights):
      var mixture = Mixture(means: means.map { [$0.x, $0.y] }, weights: weights)
      switch spread {
      case .deviations(let deviations): mixture.deviations = deviations
      case .covariances(let covariances): mixture.covariances = covariances
      }
      try container.encode(mixture, forKey: .mixture)
    case .roundMixture(let means, let deviations, let weights):
      let mixture = Mixture(means: means, deviations: deviations, weights: weights)
      try container.encode(mixture, forKey: .mixture)
    case .random(let modes, let extent, let deviation, let seed):
      let random = Random(modes: modes, extent: extent, deviation: deviation, seed: seed)
      try container.encode(random, forKey: .random)
    case .lattice(let side, let extent, let base):
      try container.encode(Lattice(side: side, extent: extent, of: base), forKey: .lattice)
    case .points(let file):
      try container.encode(Points(file: file), forKey: .points)
    }
  }
}
