import Foundation
import ToyGANSettings
import ToyGANStudies

/// The settings of a run under dotted keys, in the form of TensorBoard's plugin for hyperparameters.
///
/// TensorBoard shows a group of sessions as one row, by their means. The seeds of a label form a group;
/// therefore the seed is not one of the settings.
struct Hyperparameters {
  typealias Setting = (key: String, value: SettingNode)
  let settings: [Setting]

  init(_ configuration: SettingNode) {
    settings = Self.flattened(configuration, at: "").filter { $0.key != "seed" }
  }

  /// The record that a session of `group` began at `time`, in seconds since 1970.
  func begun(in group: String, at time: Double) -> SummaryValue {
    let entries = settings.flatMap { setting in
      Protobuf.field(
        1, Protobuf.field(1, setting.key) + Protobuf.field(2, Self.encoded(setting.value)))
    }
    let session = entries + Protobuf.field(4, group) + Protobuf.field(5, time)
    return .hyperparameters("_hparams_/session_start_info", Protobuf.field(3, session))
  }

  /// The record that the session ended at `time`, with success or without.
  static func ended(well isSuccess: Bool, at time: Double) -> SummaryValue {
    let (success, failure) = (1, 2)
    let session = Protobuf.field(1, isSuccess ? success : failure) + Protobuf.field(2, time)
    return .hyperparameters("_hparams_/session_end_info", Protobuf.field(4, session))
  }

  /// A number, a truth value or, for any other value, its text: `google.protobuf.Value`.
  private static func encoded(_ value: SettingNode) -> [UInt8] {
    let text = value.inline
    if let number = Double(text), number.isFinite { return Protobuf.field(2, number) }
    if text == "true" || text == "false" { return Protobuf.field(4, text == "true" ? 1 : 0) }
    return Protobuf.field(3, text)
  }

  private static func flattened(_ node: SettingNode, at path: String) -> [Setting] {
    guard let entries = node.entries else { return [(path, node)] }
    return entries.flatMap { entry in
      flattened(entry.value, at: path.isEmpty ? entry.name : "\(path).\(entry.name)")
    }
  }
}
