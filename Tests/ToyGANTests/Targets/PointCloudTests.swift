import Foundation
import Testing
import ToyGAN

@Suite struct PointCloudTests {
  @Test(arguments: [
    "1,2\n3.5,-4e-1\n", "x,y\n1,2\n3.5,-4e-1", "\u{FEFF}x, y\r\n1, 2\r\n\r\n 3.5 ,-0.4\r\n",
  ])
  func pointsAreReadWithOrWithoutAHeader(_ text: String) throws {
    let cloud = try read(text)
    #expect(cloud.points == [SIMD2(1, 2), SIMD2(3.5, -0.4)])
    #expect(cloud.modeSet == nil && cloud.dimension == 2)
  }

  @Test func everyPointIsDrawnEquallyOften() throws {
    let cloud = try read("0,0\n1,10\n2,20\n")
    let samples = cloud.samples(30_000, from: RandomStream(seed: 5, name: "target"))
    for k in 0..<3 {
      let share =
        Double((0..<30_000).count { samples[2 * $0] == Float(k) }) / 30_000
      #expect(abs(share - 1.0 / 3) < 5 * (2.0 / 9 / 30_000).squareRoot())
    }
    #expect((0..<30_000).allSatisfy { samples[2 * $0 + 1] == 10 * samples[2 * $0] })
  }

  struct Bad: Sendable {
    let text: String
    let line: Int?
    let value: String
  }

  static let bad = [
    Bad(text: "", line: nil, value: "a file without points"),
    Bad(text: "x,y\n", line: nil, value: "a file without points"),
    Bad(text: "x,y\n1,2\nred,4\n", line: 3, value: "'red,4'"),
    Bad(text: "1,2\nx,y\n", line: 2, value: "'x,y'"),
    Bad(text: "1\n2\n", line: 1, value: "'1'"),
    Bad(text: "hello\n", line: 1, value: "'hello'"),
    Bad(text: "1,2\n3,\n", line: 2, value: "'3,'"),
    Bad(text: "1,2,3\n", line: 1, value: "'1,2,3'"),
    Bad(text: "1,2\n\nnan,1\n", line: 3, value: "'nan,1'"),
    Bad(text: "1,inf\n", line: 1, value: "'1,inf'"),
    Bad(text: "1,1e60\n", line: 1, value: "'1,1e60'"),
  ]

  @Test(arguments: bad) func aBadFileIsRefusedByNameLineAndValue(_ bad: Bad) throws {
    let error = #expect(throws: FileError.self) { try read(bad.text) }
    #expect(error?.key.hasSuffix(bad.line.map { ".csv line \($0)" } ?? ".csv") == true)
    #expect(error?.value == bad.value)
  }

  /// Within float32's range, but their squares are not.
  @Test(arguments: ["1,2\n3,-2e18\n", "x,y\n1,2\n3e38,0\n"])
  func pointsTooFarOutAreRefused(_ text: String) throws {
    let error = #expect(throws: FileError.self) { try read(text) }
    #expect(error?.key.hasSuffix(".csv point 2") == true)
  }

  @Test func aMissingFileAFolderAndBytesAreRefused() throws {
    let missing = #expect(throws: FileError.self) { try PointCloud(file: "no/such.csv") }
    #expect(missing?.key == "no/such.csv" && missing?.value == "no such file")
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: FileError.self) { try PointCloud(file: folder) }
    let bytes = #expect(throws: FileError.self) { try read(Data([0xff, 0xfd, 0x00])) }
    #expect(bytes?.value == "bytes that are not text")
  }

  private func read(_ text: String) throws -> PointCloud { try read(Data(text.utf8)) }

  private func read(_ data: Data) throws -> PointCloud {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try PointCloud(file: file.path)
  }
}
