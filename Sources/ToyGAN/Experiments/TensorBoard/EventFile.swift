/// The contents of one of TensorBoard's event files: `Event` messages in TFRecord framing.
///
/// A record is the length of its data (64 bits, little endian), a checksum of these eight bytes, the
/// data, and a checksum of the data. The first record says the version.
struct EventFile {
  private(set) var bytes: [UInt8] = []

  /// A file that begins at `time`, in seconds since 1970.
  init(startingAt time: Double) {
    append(Self.time(time) + Protobuf.field(3, "brain.Event:2"))
  }

  /// Adds what was seen after `step` steps, if anything.
  mutating func append(_ values: [SummaryValue], step: Int, time: Double) {
    guard !values.isEmpty else { return }
    let summary = values.flatMap { Protobuf.field(1, $0.bytes) }
    let place = step == 0 ? [] : Protobuf.field(2, step)
    append(Self.time(time) + place + Protobuf.field(5, summary))
  }

  private static func time(_ time: Double) -> [UInt8] {
    time == 0 ? [] : Protobuf.field(1, time)
  }

  private mutating func append(_ event: [UInt8]) {
    let length = UInt64(event.count).littleEndianBytes
    bytes += length + CRC32C.masked(of: length).littleEndianBytes
    bytes += event
    bytes += CRC32C.masked(of: event).littleEndianBytes
  }
}
