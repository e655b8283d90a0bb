import Foundation
import ToyGANSettings

/// An error of the operating system, for example a full disk or a folder that cannot be written.
public struct MachineError: Error, Equatable, CustomStringConvertible {
  /// The file, folder or program that caused the error.
  public var place: String
  /// What happened, or the reason why the operation failed.
  public var problem: String
  /// The operation that failed, such as "write"; nil if the problem is a sentence by itself.
  package var operation: String?

  /// An error about a file, folder or program: "PLACE: PROBLEM".
  public init(place: String, problem: String) {
    self.place = place
    self.problem = problem
  }

  /// An error in the form "cannot write PLACE: REASON", or with another operation.
  public init(cannot operation: String, _ place: String, because reason: String) {
    self.init(place: place, problem: reason)
    self.operation = operation
  }

  /// The sentence as one line, whatever the place's name contains.
  public var description: String {
    let beginning = operation.map { "cannot \($0) " } ?? ""
    return "\(beginning)\(place.shortened(to: 1000)): \(problem)".inOneLine()
  }

  /// A file that could not be written, with the reason given by `errno`.
  package static func unwritable(_ path: String, because code: Int32) -> MachineError {
    MachineError(cannot: "write", path, because: SystemReason.text(code))
  }
}

/// The reasons of the operating system, in words that fit into a sentence.
package enum SystemReason {
  /// The reason of an error that Foundation throws.
  package static func text(of error: any Error) -> String {
    guard let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code else {
      return "the system refused it"
    }
    return code == .ENOENT ? "there is no such place" : text(code.rawValue)
  }

  /// The reason for a value of `errno`: "no such file", "permission denied".
  package static func text(_ code: Int32) -> String {
    switch code {
    case ENOENT: return "no such file"
    case EISDIR: return "it is a folder"
    case ENOTDIR: return "a part of the path is not a folder"
    default:
      let text = String(cString: strerror(code))
      return text.prefix(1).lowercased() + text.dropFirst()
    }
  }
}
