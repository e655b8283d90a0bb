import ToyGANSettings

/// Reads a word, or `{leakyRelu: slope}`.
extension Activation: SettingValue {
  static let words: [(name: String, activation: Activation)] = [
    ("tanh", .tanh), ("relu", .relu), ("leakyRelu", .leakyRelu), ("softplus", .softplus),
    ("elu", .elu), ("silu", .silu), ("linear", .linear),
  ]

  public static var form: String {
    words.map(\.name).joined(separator: ", ") + ", or {leakyRelu: slope}"
  }

  public static func read(
    _ node: SettingNode, over current: Activation?, at place: SettingPlace
  ) throws(SettingError) -> Activation {
    if let word = node.text {
      return try place.member(word, of: words, or: "{leakyRelu: slope}") { $0.name }.activation
    }
    guard let entry = node.entries?.first, node.entries?.count == 1, entry.name == "leakyRelu"
    else {
      throw place.error(node.inline, allowed: form)
    }
    let slope = try Double.read(entry.value, over: nil, at: place.at(entry.name))
    let activation = Activation.leakyRelu(slope: slope)
    try activation.check(at: place)
    return activation
  }

  public var node: SettingNode {
    if case .leakyRelu(let slope) = self { return SettingNode(slope.node, at: "leakyRelu") }
    return .word(Self.words.first { $0.activation == self }?.name ?? "")
  }

  public func check(at place: SettingPlace) throws(SettingError) {
    guard case .leakyRelu(let slope) = self, !Allowed<Double>.notNegative.holds(slope) else {
      return
    }
    throw place.at("leakyRelu").error("\(slope)", allowed: Allowed<Double>.notNegative.text)
  }
}
