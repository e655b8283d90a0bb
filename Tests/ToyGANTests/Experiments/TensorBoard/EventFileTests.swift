import Foundation
import Testing
import ToyGAN

@testable import ToyGANTensorBoard
@testable import ToyGANTheory

/// Bytes against published ones, and those of TensorBoard's own writer.
@Suite struct EventFileTests {
  /// RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRC algorithms.
  @Test(
    arguments: [
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      ([UInt8](0..<32), 0x46DD_794E), ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
      ([UInt8]("123456789".utf8), 0xE306_9283), ([], 0),
    ] as [([UInt8], UInt32)])
  func checksumsAreThoseOfTheStandard(bytes: [UInt8], sum: UInt32) {
    #expect(RedundancyCheck.castagnoli.checksum(bytes) == sum)
  }

  /// A rotation by 15 and the constant, by hand: 0xE3069283 becomes 0x2507C60D first.
  @Test func maskingRotatesAndAdds() {
    #expect(EventFile.masked(Array("123456789".utf8)) == 0x2507_C60D &+ 0xA282_EAD8)
    #expect(EventFile.masked([]) == 0xA282_EAD8)
  }

  /// Examples of protobuf.dev/programming-guides/encoding, and limits by hand.
  @Test func numbersAndTextAreEncodedAsDocumented() {
    #expect(Protobuf.field(1, 150) == [0x08, 0x96, 0x01])
    #expect(Protobuf.field(2, "testing") == [0x12, 0x07] + Array("testing".utf8))
    #expect(Protobuf.field(3, Protobuf.field(1, 150)) == [0x1A, 0x03, 0x08, 0x96, 0x01])
    #expect(Protobuf.field(1, -2) == [0x08, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01])
    #expect(Protobuf.field(16, 0) == [0x80, 0x01, 0x00])
    #expect(Protobuf.varint(127) == [0x7F])
    #expect(Protobuf.varint(128) == [0x80, 0x01])
    #expect(Protobuf.varint(.max) == [UInt8](repeating: 0xFF, count: 9) + [0x01])
    #expect(Protobuf.field(1, Float(1)) == [0x0D, 0, 0, 0x80, 0x3F])
    #expect(Protobuf.field(1, Double(-2)) == [0x09, 0, 0, 0, 0, 0, 0, 0, 0xC0])
  }

  private static let start = 1.7e9 + 0.25

  private struct Reference: Decodable { var records: [String: Data] }

  private func recorded(_ name: String) throws -> [UInt8] {
    let file = Bundle.module.url(forResource: "events", withExtension: "json")
    let data = try Data(contentsOf: #require(file))
    return [UInt8](
      try #require(try JSONDecoder().decode(Reference.self, from: data).records[name]))
  }

  @Test func aFileBeginsAsThatOfTensorBoard() throws {
    #expect(try EventFile(startingAt: Self.start).bytes == recorded("start"))
    #expect(try EventFile(startingAt: 0).bytes == recorded("at 1970"))
  }

  private static let settings: [(String, String)] = [
    ("number", "optimizer: {learningRate: 1.0e-4}"), ("truth", "standardize: true"),
    ("falsehood", "standardize: false"), ("word", "generator: {hidden: [128, 128]}"),
  ]

  private typealias Record = (name: String, step: Int, time: Double, values: [SummaryValue])

  private static func values() throws -> [Record] {
    let curves: [(String, Double)] = [
      ("loss", 0.1), ("zero", 0), ("negative", -1e30), ("up", .infinity), ("down", -.infinity),
    ]
    // The reference's pixels are no PNG; only the size is read.
    let picture = EncodedPicture(bytes: [UInt8](0..<200), width: 640, height: 480)
    let text = "    target: ring8\n    größe: 3\n"
    let scalars = curves.map { SummaryValue.scalar($0.0, $0.1) }
    let records: [Record] = [
      ("scalars", 500, start + 2, scalars),
      ("far", 1 << 40 + 300, start, [.scalar("loss", 1)]),
      ("image", 25000, start, [.image("plots/samples", picture)]),
      ("text", 0, start, [.text("configuration", text)]),
      ("success", 0, start, [Hyperparameters.ended(well: true, at: start + 9)]),
      ("failure", 0, start, [Hyperparameters.ended(well: false, at: start + 9)]),
    ]
    let begun = try settings.map { name, yaml -> Record in
      let settings = Hyperparameters(try SettingsText.read(yaml: yaml, source: name))
      return (name, 0, start, [settings.begun(in: "unrolled, K = 10", at: start)])
    }
    return records + begun
  }

  @Test func recordsAreThoseOfTensorBoard() throws {
    let start = EventFile(startingAt: Self.start)
    for (name, step, time, values) in try Self.values() {
      var file = start
      file.append(values, step: step, time: time)
      #expect(try Array(file.bytes[start.bytes.count...]) == recorded(name), "\(name)")
    }
  }

  @Test func nothingIsNoRecord() {
    var file = EventFile(startingAt: 1)
    file.append([], step: 1, time: 2)
    #expect(file.bytes == EventFile(startingAt: 1).bytes)
  }

  /// By hand, from the tables of RFC 2083 and of GIF89a.
  @Test func sizesOfPicturesAreReadFromTheirHeads() {
    let png =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
      + [0, 0, 0x02, 0x80, 0, 0, 0x01, 0xE0] as [UInt8]
    #expect(EncodedPicture(png)?.width == 640)
    #expect(EncodedPicture(png)?.height == 480)
    let gif = Array("GIF89a".utf8) + [0x80, 0x02, 0xE0, 0x01] as [UInt8]
    #expect(EncodedPicture(gif)?.width == 640)
    #expect(EncodedPicture(gif)?.height == 480)
    for bytes in [[], Array(png.dropLast()), gif.dropLast(), Array("<svg/>".utf8)] {
      #expect(EncodedPicture(bytes) == nil)
    }
  }
}
