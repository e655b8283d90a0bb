import Foundation
import ToyGANFiles
import ToyGANSettings

/// The lines of a sweep's `plan.jsonl`.
package enum PlanFile {
  /// Version of the line format that this program writes and reads; a line without a version has this one.
  static let schema = 1

  /// Reads the part of every line that `Line` decodes, of the first `count` lines or all.
  ///
  /// Throws `FileError` with the line that is damaged or has another version, or that plans a run again: it would
  /// count as a further run.
  static func lines<Line: Decodable & Sendable>(
    _ type: Line.Type, of bytes: Data, name: String, first count: Int = .max
  ) throws -> [Line] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // The text after the last line break is empty, or an incomplete line.
    let whole = lines.last?.isEmpty ?? false ? lines.dropLast() : lines[...]
    let numbered = Array(zip(1..., whole.prefix(count)))
    let chunks = try numbered.inChunks(of: 64).inParallel { chunk throws in
      let decoder = JSONDecoder()
      return try chunk.map { number, line throws in
        let place = "\(name) line \(number)"
        return (place, try self.line(type, line, at: place, by: decoder))
      }
    }
    var given: Set<String> = []
    for (place, (run, _)) in chunks.joined() where !given.insert(run).inserted {
      throw FileError(file: place, has: "run \(run.inOneLine(60)) again", allowed: "every run once")
    }
    return chunks.flatMap { $0.map { $0.1.line } }
  }

  private static func line<Line: Decodable>(
    _ type: Line.Type, _ line: Data, at place: String, by decoder: JSONDecoder
  ) throws -> (run: String, line: Line) {
    guard let form = try? decoder.decode(Form.self, from: line) else { throw broken(place) }
    // The name of a folder, and not a path that leads elsewhere.
    guard !form.run.isEmpty, !form.run.hasPrefix("."), !form.run.contains("/") else {
      throw broken(place)
    }
    guard form.schema ?? schema == schema else {
      throw FileError(
        file: place, has: "schema \(form.schema ?? schema)",
        allowed: "\(schema), the one that this version of toygan reads")
    }
    guard let line = try? decoder.decode(type, from: line) else { throw broken(place) }
    return (form.run, line)
  }

  private static func broken(_ place: String) -> FileError {
    FileError(file: place, value: "a line that is not a planned run", allowed: "a planned run")
  }

  /// The part of a line that tables and the status need.
  package struct Line: Decodable, Sendable, Equatable {
    package var run: String
    package var label: String
    package var seed: UInt64
    var configuration: Settings

    struct Settings: Decodable, Sendable, Equatable {
      var steps: Int
      var target: SettingNode?
    }

    /// Total number of generator updates.
    var steps: Int { configuration.steps }
    /// The target's name, or its settings as JSON; empty if the plan does not say it.
    var target: String { configuration.target?.inPlan ?? "" }
  }

  /// The fields of every line, which every reader checks.
  struct Form: Decodable, Sendable {
    var schema: Int?
    var run: String
    var label: String
    /// The seed of the run; nil if the plan lacks it.
    var seed: UInt64?
  }
}

extension SweepFolder {
  /// The part of the plan that `Line` decodes, of the first `count` lines or all.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  package func planned<Line: Decodable & Sendable>(
    _ type: Line.Type, first count: Int = .max
  ) throws -> [Line] {
    let file = file("plan.jsonl")
    guard exists, let bytes = try RegularFile.bytes(at: file) else {
      throw FileError.folder(
        url.relativePath, lacks: "plan.jsonl", expected: "the folder of a sweep")
    }
    let lines = try PlanFile.lines(type, of: Data(bytes), name: file.path, first: count)
    guard !lines.isEmpty else {
      throw FileError(
        file: file.path, value: "a plan without runs",
        allowed: "a plan; sweep with --resume writes it again")
    }
    return lines
  }
}
