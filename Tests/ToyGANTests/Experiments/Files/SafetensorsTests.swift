import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

@Suite struct SafetensorsTests {
  private let file = Safetensors(
    metadata: [.init(key: "step", value: "7")],
    arrays: [.init(name: "a\"b", shape: [1, 2], values: [1, -0.5])])

  /// The bytes as the format's description has them: length, header padded to eight, numbers.
  @Test func bytesAreThoseOfTheFormat() throws {
    let header =
      #"{"__metadata__":{"step":"7"},"a\"b":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"#
    let padding = String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let length = UInt8(header.utf8.count + padding.utf8.count)
    let expected =
      [length, 0, 0, 0, 0, 0, 0, 0] + Array((header + padding).utf8)
      + [0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf]
    #expect(file.bytes == expected)
    #expect(try Safetensors(bytes: expected, name: "test") == file)
  }

  @Test func checkpointsComeBackBitForBit() throws {
    let values: [Float] = [.nan, .infinity, -0.0, .leastNonzeroMagnitude, 1 / 3, 2]
    let checkpoint = Checkpoint(
      step: 3, discriminatorUpdates: 15,
      arrays: [
        .init(name: "z", shape: [2, 3], values: values), .init(name: "a", shape: [0], values: []),
        .init(name: "scalar", shape: [], values: [4]),
      ])
    let again = try Checkpoint(bytes: checkpoint.bytes, name: "test")
    #expect(again.bytes == checkpoint.bytes)
    #expect(again.array("z")?.values.map(\.bitPattern) == values.map(\.bitPattern))
    #expect(again.discriminatorUpdates == 15)
  }

  @Test func everyCutAndEveryLongerFileIsRefused() {
    let bytes = file.bytes
    for count in bytes.indices {
      #expect(throws: FileError.self) {
        try Safetensors(bytes: Array(bytes[..<count]), name: "cut")
      }
    }
    #expect(throws: FileError.self) {
      try Safetensors(bytes: bytes + [0], name: "longer")
    }
  }

  @Test(arguments: [
    #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,-4]}}"#,
    #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "[]", "{",
  ])
  func headersThatLieAreRefused(header: String) {
    var bytes = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
    bytes += [UInt8](repeating: 0, count: 8)
    #expect(throws: FileError.self) { try Safetensors(bytes: bytes, name: "lie") }
  }
}
