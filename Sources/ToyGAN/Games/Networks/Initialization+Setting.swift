import ToyGANSettings

/// Reads `glorot`, `he`, `{orthogonal: gain}` or `{normal: deviation}`.
extension Initialization: SettingValue {
  public static var form: String { "glorot, he, {orthogonal: gain} or {normal: deviation}" }

  public static func read(
    _ node: SettingNode, over current: Initialization?, at place: SettingPlace
  ) throws(SettingError) -> Initialization {
    let initialization: Initialization
    if let word = node.text {
      initialization = try place.member(
        word, of: [("glorot", glorot), ("he", he)], or: "{orthogonal: gain} or {normal: deviation}"
      ) { $0.0 }.1
    } else {
      guard let entry = node.entries?.first, node.entries?.count == 1,
        ["orthogonal", "normal"].contains(entry.name)
      else { throw place.error(node.inline, allowed: form) }
      let number = try Double.read(entry.value, over: nil, at: place.at(entry.name))
      initialization =
        entry.name == "normal" ? .normal(deviation: number) : .orthogonal(gain: number)
    }
    try initialization.check(at: place)
    return initialization
  }

  public var node: SettingNode {
    switch self {
    case .glorot: .word("glorot")
    case .he: .word("he")
    case .orthogonal(let gain): SettingNode(gain.node, at: "orthogonal")
    case .normal(let deviation): SettingNode(deviation.node, at: "normal")
    }
  }

  public func check(at place: SettingPlace) throws(SettingError) {
    let (name, number): (String, Double)
    switch self {
    case .glorot, .he: return
    case .orthogonal(let gain): (name, number) = ("orthogonal", gain)
    case .normal(let deviation): (name, number) = ("normal", deviation)
    }
    guard Allowed<Double>.positive.holds(number) else {
      throw place.at(name).error("\(number)", allowed: Allowed<Double>.positive.text)
    }
  }
}
