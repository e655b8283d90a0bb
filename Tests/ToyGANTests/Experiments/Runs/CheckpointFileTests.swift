import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// What is wrong with a checkpoint is noticed and named; the previous one stands in.
@Suite struct CheckpointFileTests {
  private static let checkpoint = Checkpoint(
    step: 40, discriminatorUpdates: 80,
    arrays: [
      .init(name: "generator.0.weight", shape: [2, 2], values: [1, -2, 0.5, 3]),
      .init(name: "time", shape: [1, 1], values: [40]),
    ])

  /// The check value that catalogues of such codes give, and zlib's `crc32(b"")`.
  @Test func theChecksumIsThatOfZlib() {
    #expect(RedundancyCheck.zlib.text(Array("123456789".utf8)) == "cbf43926")
    #expect(RedundancyCheck.zlib.text([]) == "00000000")
  }

  @Test func theFileStatesItsSchemaAndChecksum() throws {
    let file = try Safetensors(bytes: Self.checkpoint.bytes, name: "test")
    #expect(file.metadata("schema_version") == "1" && file.metadata("step") == "40")
    let stated = try #require(file.metadata("crc32"))
    // As the docstring has it: of the file with zeros for the digits.
    let text = String(decoding: Self.checkpoint.bytes, as: Unicode.ASCII.self)
    let place = try #require(text.unicodeScalars.firstIndex(of: "c")).utf16Offset(in: text)
    var bytes = Self.checkpoint.bytes
    let digits = place + #"crc32":""#.utf8.count
    bytes.replaceSubrange(digits..<digits + 8, with: "00000000".utf8)
    #expect(RedundancyCheck.zlib.text(bytes) == stated)
  }

  @Test func everyBitIsProtected() {
    let bytes = Self.checkpoint.bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[place] ^= 1 << UInt8(bit)
        let error = #expect(throws: FileError.self) {
          try Checkpoint(bytes: flipped, name: "flipped")
        }
        #expect(error?.key == "flipped")
      }
    }
  }

  @Test func anotherSchemaIsRefusedByItsVersion() throws {
    var file = try Safetensors(bytes: Self.checkpoint.bytes, name: "test")
    file.metadata = file.metadata.map {
      $0.key == "schema_version" ? .init(key: $0.key, value: "2\n") : $0
    }
    let error = #expect(throws: FileError.self) {
      try Checkpoint(bytes: file.bytes, name: "next")
    }
    #expect(
      error?.description == "next has a schema of version '2?'; expected version 1")
    file.metadata = []
    let none = #expect(throws: FileError.self) {
      try Checkpoint(bytes: file.bytes, name: "old")
    }
    #expect(none?.description.contains("no version") == true)
  }

  // MARK: - In a folder

  private func checkpoint(_ step: Int) -> Checkpoint {
    var checkpoint = Self.checkpoint
    checkpoint.step = step
    return checkpoint
  }

  /// Damages the file of a checkpoint by its name.
  private func damage(_ name: String, in folder: RunFolder) throws {
    var bytes = try Data(contentsOf: folder.file(name))
    bytes[bytes.count - 3] ^= 4
    try bytes.write(to: folder.file(name))
  }

  @Test func theOneBeforeIsKeptAndStandsIn() throws {
    let temporary = try TemporaryFolder()
    let folder = RunFolder(temporary.url)
    #expect(try folder.lastCheckpoint() == nil)
    try folder.write(checkpoint(10))
    #expect(try temporary.names(in: "") == [RunFolder.lastName])
    try folder.write(checkpoint(20))
    let sound = try #require(try folder.lastCheckpoint())
    #expect(sound.checkpoint.step == 20 && sound.notice == nil)
    try damage(RunFolder.lastName, in: folder)
    let previous = try #require(try folder.lastCheckpoint())
    #expect(previous.checkpoint.step == 10)
    let notice = try #require(previous.notice)
    #expect(
      notice.contains("/checkpoint.safetensors: a damaged file") && notice.contains("step 10"))
    // The damaged one must not take the place of the one that stands in.
    try folder.write(checkpoint(30), overDamaged: true)
    #expect(try folder.lastCheckpoint()?.checkpoint.step == 30)
    try damage(RunFolder.lastName, in: folder)
    #expect(try folder.lastCheckpoint()?.checkpoint.step == 10)
  }

  /// Killed between the two moves of `AtomicFile.write`.
  @Test func aMissingOneIsSaid() throws {
    let temporary = try TemporaryFolder()
    let folder = RunFolder(temporary.url)
    try folder.write(checkpoint(10))
    try folder.write(checkpoint(20))
    try FileManager.default.removeItem(at: folder.file(RunFolder.lastName))
    let kept = try #require(try folder.lastCheckpoint())
    #expect(kept.checkpoint.step == 10 && kept.notice?.contains("is missing") == true)
  }

  @Test func withoutASoundOneNothingIsTouched() throws {
    let temporary = try TemporaryFolder()
    let url = temporary.url.appendingPathComponent("run")
    let yaml = "steps: 25\nevaluation: {every: 10, samples: 3, storeEvery: 10}"
    _ = try Run(Configuration(yaml: yaml), in: url).start(training: { FakeTrainer($0) })
    for name in [RunFolder.lastName, RunFolder.previousName] {
      try damage(name, in: RunFolder(url))
    }
    func contents() throws -> [String: Data] {
      let names = try FileManager.default.subpathsOfDirectory(atPath: url.path)
        .filter { !$0.hasPrefix(".claim") }
      return Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          let file = url.appendingPathComponent(name)
          return (try? Data(contentsOf: file)).map { (name, $0) }
        })
    }
    let before = try contents()
    let error = #expect(throws: FileError.self) {
      try Run(resuming: url, steps: 50).start(training: { FakeTrainer($0) })
    }
    #expect(error?.key == RunFolder(url).file(RunFolder.lastName).path)
    let after = try contents()
    #expect(after == before && before.count > 8)
  }

  @Test func whatAKilledSittingLeftBesideItsFilesIsRemoved() throws {
    let temporary = try TemporaryFolder()
    let folder = RunFolder(temporary.url)
    try AtomicFile.makeFolder(folder.file("samples"))
    let ours = [
      ".checkpoint.safetensors.0123456789abcdef", "samples/.step-00000010.csv.fedcba9876543210",
      ".claim.0123456789abcdef",
    ]
    let others = [".config.yaml.swp", "samples/.step-00000010.csv.1"]
    for name in ours + others { try Data("x".utf8).write(to: folder.file(name)) }
    folder.removeLeftovers()
    for name in ours { #expect(!FileManager.default.fileExists(atPath: folder.file(name).path)) }
    for name in others { #expect(FileManager.default.fileExists(atPath: folder.file(name).path)) }
  }
}
