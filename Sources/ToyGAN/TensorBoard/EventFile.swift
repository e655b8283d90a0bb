import ToyGANFiles

/// The contents of one of TensorBoard's event files: `Event` messages in TFRecord framing.
///
/// A record is the length of its data (64 bits, little endian), a checksum of these eight bytes, the data,
/// and a checksum of the data. The first record contains the version.
struct EventFile {
  private(set) var bytes: [UInt8] = []

  /// A file that starts at `time`, in seconds since 1970.
  init(startingAt time: Double) {
    append(Self.time(time) + Protobuf.field(3, "brain.Event:2"))
  }

  /// Adds the values recorded after `step` steps, if there are any.
  mutating func append(_ values: [SummaryValue], step: Int, time: Double) {
    guard !values.isEmpty else { return }
    let summary = values.flatMap { Protobuf.field(1, $0.bytes) }
    let place = step == 0 ? [] : Protobuf.field(2, step)
    append(Self.time(time) + place + Protobuf.field(5, summary))
  }

  private static func time(_ time: Double) -> [UInt8] {
    time == 0 ? [] : Protobuf.field(1, time)
  }

  /// Castagnoli's checksum as stored in TFRecord files, where it is masked because a checksum of bytes that
  /// contain checksums is weak.
  ///
  ///     (crc rotated right by 15) + 0xA282EAD8 mod 2³²
  static func masked(_ bytes: [UInt8]) -> UInt32 {
    let crc = RedundancyCheck.castagnoli.checksum(bytes)
    return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
  }

  private mutating func append(_ event: [UInt8]) {
    let length = UInt64(event.count).littleEndianBytes
    bytes += length + Self.masked(length).littleEndianBytes
    bytes += event
    bytes += Self.masked(event).littleEndianBytes
  }
}
