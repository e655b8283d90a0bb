import Foundation
import Testing
import ToyGAN

@testable import ToyGANLive

/// Files of points leave nothing behind, even where a program was killed.
@Suite struct PointsInboxTests {
  /// Makes a folder with a file, which was last changed some seconds ago.
  private static func make(_ name: String, in parent: URL, age: Double) throws -> URL {
    let url = parent.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try Data("x,y\n".utf8).write(to: url.appendingPathComponent("points-1.csv"))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: url.path)
    return url
  }

  private static func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path)
  }

  @Test func theFoldersOfKilledProgramsAreRemoved() throws {
    let temporary = try TemporaryFolder()
    let parent = temporary.url
    let left = try Self.make("toygan-live-\(UUID().uuidString)", in: parent, age: 3600)
    let young = try Self.make("toygan-live-\(UUID().uuidString)", in: parent, age: 0)
    let other = try Self.make("toygan-live-notes", in: parent, age: 3600)
    let elsewhere = try Self.make("elsewhere", in: parent, age: 3600)
    let link = parent.appendingPathComponent("toygan-live-\(UUID().uuidString)")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: elsewhere)
    let running = PointsInbox(in: parent)
    let file = URL(fileURLWithPath: try running.put("x,y\n0,1\n"))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600)],
      ofItemAtPath: file.deletingLastPathComponent().path)
    _ = PointsInbox(in: parent)
    #expect(!Self.exists(left))
    #expect(Self.exists(young), "it may be about to be locked")
    #expect(Self.exists(other) && Self.exists(link))
    #expect(Self.exists(elsewhere.appendingPathComponent("points-1.csv")))
    #expect(Self.exists(file), "its program is running")
    running.remove()
    #expect(!Self.exists(file.deletingLastPathComponent()))
  }
}
