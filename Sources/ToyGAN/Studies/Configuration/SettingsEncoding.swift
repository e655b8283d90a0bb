import Foundation
import Yams

extension YAMLNode {
  /// A value as a tree, with every number in its shortest exact form.
  ///
  /// JSON is YAML; its encoder keeps all digits of a number, which that of Yams does not.
  static func encoding(_ value: some Encodable) -> YAMLNode {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: ".inf", negativeInfinity: "-.inf", nan: ".nan")
    do {
      let text = String(decoding: try encoder.encode(value), as: UTF8.self)
      return try compose(yaml: text, .default, .default, .utf8)?.laidOut(depth: 0) ?? YAMLNode("")
    } catch {
      fatalError("\(type(of: value)) cannot be written as YAML: \(error)")
    }
  }

  /// The text of a configuration file.
  package var yamlText: String {
    do {
      return try serialize(node: self, width: -1, allowUnicode: true)
    } catch {
      fatalError("a configuration cannot be written as YAML: \(error)")
    }
  }

  /// The order in which people write settings; those of methods and optimizers follow by name.
  private static let ranks: [String: Int] = Dictionary(
    uniqueKeysWithValues: [
      "name", "target", "standardize", "generator", "discriminator", "method", "penalties", "batch",
      "steps",
      "schedule", "lookahead", "evaluation", "seed", "latent", "latentDistribution", "hidden",
      "activation",
      "initialization", "inputScale", "minibatchDiscrimination", "packing", "instanceNoise",
      "weightClip", "optimizer", "every", "samples", "storeEvery", "modes", "side", "radius",
      "spacing", "means", "deviation", "deviations", "covariances", "weights", "learningRate",
    ].enumerated().map { ($1, $0) })

  /// The same tree in the usual order, sections as blocks and what is inside them on one line.
  package func laidOut(depth: Int) -> YAMLNode {
    switch self {
    case .scalar(let scalar):
      return YAMLNode(scalar.string)
    case .sequence(let nodes):
      return YAMLNode(nodes.map { $0.laidOut(depth: depth + 1) }, .implicit, .flow)
    case .mapping(let mapping):
      let ranked = mapping.map { key, value in
        let name = key.string ?? ""
        return (place: (YAMLNode.ranks[name] ?? .max, name), key: key, value: value)
      }
      let pairs = ranked.sorted { $0.place < $1.place }.map {
        ($0.key.laidOut(depth: 0), $0.value.laidOut(depth: depth + 1))
      }
      return YAMLNode(pairs, .implicit, depth < 2 ? .block : .flow)
    case .alias:
      return self
    }
  }
}
