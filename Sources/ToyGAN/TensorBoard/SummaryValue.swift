/// A value with a tag, as TensorBoard's message `Summary.Value`.
struct SummaryValue {
  let bytes: [UInt8]

  private init(_ tag: String, _ content: [UInt8]) { bytes = Protobuf.field(1, tag) + content }

  /// A point of a curve; TensorBoard's curves are Float32.
  static func scalar(_ tag: String, _ value: Double) -> SummaryValue {
    SummaryValue(tag, Protobuf.field(2, Float(value)))
  }

  static func image(_ tag: String, _ picture: EncodedPicture) -> SummaryValue {
    let rgb = 3
    return SummaryValue(
      tag,
      Protobuf.field(
        4,
        Protobuf.field(1, picture.height) + Protobuf.field(2, picture.width)
          + Protobuf.field(3, rgb) + Protobuf.field(4, picture.bytes)))
  }

  /// Text that TensorBoard reads as Markdown.
  static func text(_ tag: String, _ markdown: String) -> SummaryValue {
    let (string, noDimensions) = (7, [UInt8]())
    let tensor =
      Protobuf.field(1, string) + Protobuf.field(2, noDimensions) + Protobuf.field(8, markdown)
    return SummaryValue(
      tag, Protobuf.field(8, tensor) + metadata(ofPlugin: Protobuf.field(1, "text")))
  }

  /// A value for the plugin for hyperparameters, whose content is in the metadata only.
  static func hyperparameters(_ tag: String, _ content: [UInt8]) -> SummaryValue {
    let plugin = Protobuf.field(1, "hparams") + Protobuf.field(2, content)
    return SummaryValue(tag, noNumbers + metadata(ofPlugin: plugin))
  }

  private static func metadata(ofPlugin plugin: [UInt8]) -> [UInt8] {
    Protobuf.field(9, Protobuf.field(1, plugin))
  }

  /// A tensor [0], because a value must have one.
  private static let noNumbers: [UInt8] = {
    let (float, empty) = (1, Protobuf.field(2, [UInt8]()))
    return Protobuf.field(8, Protobuf.field(1, float) + Protobuf.field(2, empty))
  }()
}
