import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// A hundred thousand damaged files: each is read as what it says, or refused in one line.
@Suite struct SafetensorsFuzzTests {
  static let filesPerSeed = 25_000

  @Test(arguments: Array<UInt64>(0..<4))
  func damagedFiles(_ seed: UInt64) {
    let words = [
      "9999999999999", "99999999999999999999", "9223372036854775807", "4611686018427387904", "-1",
      "0", "1", "4", "8", "16", "1e400", "0.5", "F32", "F64", "null", "true", "[", "]", "{", "}",
      "\"", ",", ":", "\\u0000", "\u{202E}", "\u{FF}\n", "dtype", "shape", "data_offsets",
      "__metadata__", "step", "schema_version", String(repeating: "[", count: 600),
    ]
    var mutation = FileMutation(seed: seed, words: words)
    var (read, sound, wrong): (Int, Int, [[UInt8]]) = (0, 0, [])
    var reasons: Set<String> = []
    for _ in 0..<Self.filesPerSeed {
      let bytes = Self.file(&mutation)
      do {
        let file = try Safetensors(bytes: bytes, name: "fuzz")
        read += 1
        if !Self.isWhole(file, bytes.count) { wrong.append(bytes) }
        sound += try Checkpoint(bytes: bytes, name: "fuzz").step == 7 ? 1 : 0
      } catch {
        let refusal = error as? FileError
        if refusal?.isOneShortLine != true || refusal?.key.hasPrefix("fuzz") != true {
          wrong.append(bytes)
        }
        reasons.insert(String(refusal?.value.prefix(14) ?? ""))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    // The controls: much was read, some of it as it was made, and there is every kind of refusal.
    #expect(read > 1000 && sound > 200 && read < Self.filesPerSeed / 2)
    for reason in [
      "a file of ", "a file that is", "a file with a ", "a damaged file", "a schema of",
    ] {
      #expect(reasons.contains { $0.hasPrefix(reason) }, "\(reason) in \(reasons)")
    }
  }

  /// Numbers that were read are in the file, and no two arrays share any.
  private static func isWhole(_ file: Safetensors, _ size: Int) -> Bool {
    file.arrays.reduce(0) { $0 + 4 * $1.values.count } <= size
      && file.arrays.allSatisfy { $0.shape.reduce(1, *) == $0.values.count }
  }

  /// A checkpoint, or a foreign file, with damage to header, numbers or the whole.
  private static func file(_ mutation: inout FileMutation) -> [UInt8] {
    var bytes = mutation.choice(sources)
    let headerSize = Int(bytes[0]) | Int(bytes[1]) << 8
    var (header, data) = (Array(bytes[8..<8 + headerSize]), Array(bytes[(8 + headerSize)...]))
    let part = mutation.random(8)
    if part < 5 { mutation.damage(&header) }
    if part == 4 || part == 5 { mutation.damage(&data) }
    bytes = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
    if part == 6 { mutation.damage(&bytes) }
    return bytes
  }

  private static let sources: [[UInt8]] = {
    let checkpoint = Checkpoint(
      step: 7, discriminatorUpdates: 14,
      arrays: [
        .init(name: "a", shape: [2, 2], values: [1, 2, 3, 4]),
        .init(name: "b", shape: [1], values: [5]), .init(name: "empty", shape: [0], values: []),
      ])
    let header = #"{"x":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#
    let foreign = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
    return [checkpoint.bytes, foreign + [0, 0, 0x80, 0x3f]]
  }()
}
