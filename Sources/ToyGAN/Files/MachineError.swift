import Foundation
import ToyGANSettings

/// An error of the operating system, for example a full disk or a folder that cannot be written.
public struct MachineError: Error, Equatable, CustomStringConvertible {
  /// The file, folder or program that caused the error.
  public var place: String
  /// The operation that failed.
  public var problem: String

  /// An error about a file, folder or program.
  public init(place: String, problem: String) {
    self.place = place
    self.problem = problem
  }

  /// The description as one line, whatever the place's name contains.
  public var description: String { "\(place): \(problem)".inOneLine() }

  /// A file that could not be written, with the reason given by `errno`.
  package static func unwritable(_ path: String, because code: Int32) -> MachineError {
    MachineError(
      place: path, problem: "a file that cannot be written (\(String(cString: strerror(code))))")
  }
}
