import Foundation
import Synchronization
import ToyGAN

@testable import ToyGANLive

/// A page that keeps what the studio sends.
final class FakePage: Studio.Page {
  private let received = Mutex<(texts: [String], frames: [[UInt8]])>(([], []))

  func send(_ text: String) { received.withLock { $0.texts.append(text) } }
  func close() {}
  func send(_ bytes: [UInt8]) { received.withLock { $0.frames.append(bytes) } }

  var texts: [String] { received.withLock { $0.texts } }
  var frames: [[UInt8]] { received.withLock { $0.frames } }

  /// The messages of a kind, as dictionaries.
  func events(_ name: String) -> [[String: Any]] {
    texts.compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }.filter { $0["event"] as? String == name }
  }

  /// The state in a picture.
  static func state(_ frame: [UInt8]) -> [String: Any] {
    let length = frame[16..<20].reversed().reduce(0) { $0 << 8 | Int($1) }
    let json = try? JSONSerialization.jsonObject(with: Data(frame[20..<20 + length]))
    return json as? [String: Any] ?? [:]
  }

  /// The epoch of the curves in a picture; nil if it has none.
  static func epoch(_ frame: [UInt8]) -> Int? {
    func number(_ place: Int) -> Int {
      frame[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    var place = 12
    while place + 8 <= frame.count {
      let (kind, length) = (number(place), number(place + 4))
      if kind == 7 { return number(place + 8) }
      place += 8 + (length + 3) / 4 * 4
    }
    return nil
  }

  static func pane(_ frame: [UInt8]) -> Int { Int(frame[6]) | Int(frame[7]) << 8 }
}

/// A studio in a folder that is removed, with one page.
final class TestStudio {
  let folder: TemporaryFolder
  let studio: Studio
  let page = FakePage()
  let client: Int

  init(_ assignments: [String] = [], opening: Studio.Opening? = nil) throws {
    folder = try TemporaryFolder()
    let small = [
      "batch=16", "generator.hidden=[8]", "discriminator.hidden=[8]", "generator.latent=4",
      "evaluation.samples=100",
    ]
    let settings = try (small + assignments).map { try Assignment($0) }
    studio = try Studio(opening: opening ?? .settings(file: nil, settings), root: folder.url)
    client = studio.connect(page)
  }

  deinit { studio.close() }

  func send(_ message: String) { studio.receive(message, from: client) }

  /// Asks for pictures of a pane until one satisfies a condition; nil if none ever does.
  func state(
    of pane: Int, where holds: ([String: Any]) -> Bool
  ) -> [String: Any]? {
    var (found, seen): ([String: Any]?, Int) = (nil, page.frames.count)
    ask(pane)
    _ = Patience.until {
      let frames = page.frames
      for frame in frames[seen...] where FakePage.pane(frame) == pane {
        let state = FakePage.state(frame)
        if holds(state) { found = state } else { ask(pane) }
      }
      seen = frames.count
      return found != nil
    }
    return found
  }

  /// The first event of a kind that satisfies a condition; nil if none ever comes.
  func event(_ name: String, where holds: ([String: Any]) -> Bool = { _ in true }) -> [String: Any]?
  {
    var found: [String: Any]?
    _ = Patience.until(pause: 20_000) {
      found = page.events(name).first(where: holds)
      return found != nil
    }
    return found
  }

  private func ask(_ pane: Int) {
    send(#"{"do":"frame","pane":\#(pane),"epoch":0,"from":0,"show":["samples"],"samples":50}"#)
  }
}
