import ArgumentParser
import CLivePage
import Foundation
import LoopbackServer
import Synchronization
import ToyGAN
import ToyGANCommands
import ToyGANLive

/// `toygan live`: a page in a browser on which methods are trained and compared.
public struct LiveCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "live", abstract: "Watch training in a browser, go back in time, and compare.",
    discussion: """
      The page is served to this computer only. Without --no-open it opens in the browser, if there is one.

      Example: toygan live --set method=unrolled
      """)

  @Argument(
    help: "A configuration in YAML, or the folder of a run or a sweep (default: gan on ring8).")
  var place: String?
  @Option(name: .customLong("set"), help: "A setting, as key.path=value; may be repeated.")
  var assignments: [String] = []
  @Option(
    parsing: .unconditional, help: "Port of 127.0.0.1 (default: a free one).",
    transform: Options.wholeNumber)
  var port: Int?
  @Option(help: "The folder of runs that may be opened, and where runs are saved (default: runs).")
  var root: String?
  @Flag(help: "Open no browser.") var noOpen = false

  public init() {}

  public func validate() throws {
    if let port, !(0...65535).contains(port) {
      throw ValidationError("--port must be a number from 0 to 65535, not \(port)")
    }
  }

  public func run() throws {
    let end = EndOfPage()
    Signals.watch { end.request() }
    let studio = try Studio(
      opening: opening(), root: URL(fileURLWithPath: root ?? "runs"),
      registry: ToyGANCommand.registry)
    let server = try LoopbackServer(
      port: port ?? 0, assets: LivePage.assets, cookieName: "toygan"
    ) { PageConnection($0, studio) }
    try Output.line(server.address)
    if !noOpen { Browser.open(server.address) }
    end.wait()
    server.stop()
    studio.close()
    // Panes may be within a step, whose memory `exit` would free.
    _exit(0)
  }

  /// What the argument names.
  private func opening() throws -> Studio.Opening {
    let settings = try Options.naming { try assignments.map { try Assignment($0) } }
    guard let place else { return .settings(file: nil, settings) }
    let url = URL(fileURLWithPath: place)
    guard let kind = Studio.Opening.folder(url) else {
      guard !url.hasDirectoryPath else {
        throw FileError(
          file: place, value: "a folder without a run or a sweep",
          allowed: "the folder of one, or a configuration in YAML")
      }
      return .settings(file: place, settings)
    }
    guard settings.isEmpty else {
      throw ValidationError("--set is not allowed with the folder of a run or a sweep")
    }
    return kind
  }
}

/// The request to end the page, which ends the program at once while the page is not there yet.
private final class EndOfPage: Sendable {
  private let requested = DispatchSemaphore(value: 0)
  private let isServing = Atomic(false)

  func request() {
    if !isServing.load(ordering: .acquiring) { _exit(ExitStatus.interrupted.rawValue) }
    requested.signal()
  }

  func wait() {
    isServing.store(true, ordering: .releasing)
    requested.wait()
  }
}

/// The page's end of the server.
private final class PageConnection: SocketHandler {
  private let studio: Studio
  private let number: Int

  init(_ connection: SocketConnection, _ studio: Studio) {
    self.studio = studio
    number = studio.connect(Page(connection: connection))
  }

  func received(_ text: String) { studio.receive(text, from: number) }
  func closed() { studio.disconnect(number) }

  private struct Page: Studio.Page {
    let connection: SocketConnection

    func send(_ text: String) { connection.send(text) }
    func send(_ bytes: [UInt8]) { connection.send(bytes) }
    func close() { connection.close() }
  }
}

/// The files of the page, which are part of the program.
enum LivePage {
  /// Every file under its name, and `index.html` at the root.
  static var assets: [Asset] {
    let files = UnsafeBufferPointer(start: live_page_files_start(), count: live_page_file_count)
    return files.map { file in
      let name = String(cString: file.name)
      return Asset(
        path: name == "index.html" ? "/" : "/\(name)", mediaType: mediaType(of: name),
        bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
    }
  }

  private static func mediaType(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "text/javascript; charset=utf-8"
    }
  }
}

/// The user's browser.
enum Browser {
  /// Opens an address where there is a screen and a program that opens addresses; else does nothing.
  static func open(_ address: String) {
    let environment = ProcessInfo.processInfo.environment
    guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xdg-open", address]
    (process.standardOutput, process.standardError) = (nil, nil)
    try? process.run()
  }
}
