import Foundation
import ToyGANFiles
import ToyGANSettings

extension Checkpoint {
  /// Version of the file format; files of other versions are rejected.
  package static let schemaVersion = "1"

  /// The contents of a checkpoint file.
  ///
  /// The first entry of the metadata is `crc32`: the CRC-32 of the whole file, as zlib computes it, with
  /// the eight digits of the entry itself replaced by zeros.
  package var bytes: [UInt8] {
    var bytes = Safetensors(
      metadata: [
        .init(key: "crc32", value: Self.noChecksum),
        .init(key: "discriminator_updates", value: "\(discriminatorUpdates)"),
        .init(key: "generator_updates", value: "\(step)"),
        .init(key: "schema_version", value: Self.schemaVersion),
        .init(key: "step", value: "\(step)"),
      ], arrays: arrays
    ).bytes
    bytes.replaceSubrange(Self.checksumPlace, with: RedundancyCheck.zlib.text(bytes).utf8)
    return bytes
  }

  private static let noChecksum = "00000000"
  private static let checksumPlace = {
    let start = 8 + #"{"__metadata__":{"crc32":""#.utf8.count
    return start..<start + noChecksum.utf8.count
  }()

  /// The checksum that the contents of a checkpoint file state.
  package static func statedChecksum(in bytes: [UInt8]) -> String {
    String(decoding: bytes[checksumPlace], as: UTF8.self)
  }

  /// The checksum that a checkpoint file states, without reading the rest of the file; nil if there is no such
  /// file.
  package static func statedChecksum(at url: URL) -> String? {
    guard RegularFile.isRegular(url), let handle = try? FileHandle(forReadingFrom: url),
      let start = try? handle.read(upToCount: checksumPlace.upperBound),
      start.count == checksumPlace.upperBound
    else { return nil }
    return String(decoding: start[checksumPlace], as: UTF8.self)
  }

  /// Reads the contents of a checkpoint file; `name` is used in errors.
  ///
  /// Throws `FileError` if the file is damaged or has another schema version.
  package init(bytes: [UInt8], name: String) throws {
    let file = try Safetensors(bytes: bytes, name: name)
    let schema = file.metadata("schema_version")
    guard schema == Self.schemaVersion else {
      let version = schema.map { "version '\($0.inOneLine(20))'" } ?? "no version"
      throw FileError(
        file: name, has: "a schema of \(version)", allowed: "version \(Self.schemaVersion)")
    }
    try Self.verify(bytes, stated: file.metadata("crc32"), name: name)
    // The position of a random stream is the sum of both numbers, and must be a whole number too.
    let counts = 0...1 << 60
    guard let step = file.metadata("step").flatMap({ Int($0) }), step >= 0,
      file.metadata("generator_updates") == "\(step)",
      let discriminator = file.metadata("discriminator_updates").flatMap({ Int($0) }),
      counts.contains(discriminator)
    else {
      throw FileError(
        file: name, value: "a file without counts of updates", allowed: "a checkpoint of a run")
    }
    self.init(
      step: step, discriminatorUpdates: discriminator,
      arrays: file.arrays)
  }

  private static func verify(
    _ bytes: [UInt8], stated: String?, name: String
  ) throws {
    // A valid file is longer, because it contains arrays.
    guard bytes.count >= checksumPlace.upperBound, let stated,
      bytes[checksumPlace].elementsEqual(stated.utf8)
    else {
      throw FileError(
        file: name, value: "a file without its checksum", allowed: "a checkpoint of a run")
    }
    var bytes = bytes
    bytes.replaceSubrange(checksumPlace, with: noChecksum.utf8)
    let found = RedundancyCheck.zlib.text(bytes)
    guard found == stated else {
      throw FileError(
        file: name, value: "a damaged file, of checksum \(found),",
        allowed: "checksum \(stated.inOneLine(20)), as it states itself")
    }
  }
}
