import Foundation
import ToyGANSettings

/// Something that the machine refused, as with a full disk or a folder that cannot be written.
public struct MachineError: Error, Equatable, CustomStringConvertible {
  /// The file, folder or program.
  public var place: String
  /// What could not be done.
  public var problem: String

  public init(place: String, problem: String) {
    self.place = place
    self.problem = problem
  }

  /// One line, whatever the place is named.
  public var description: String { "\(place): \(problem)".inOneLine() }

  /// A file that the system did not let us write, for the reason that `errno` gave.
  package static func unwritable(_ path: String, because code: Int32) -> MachineError {
    MachineError(
      place: path, problem: "a file that cannot be written (\(String(cString: strerror(code))))")
  }
}
