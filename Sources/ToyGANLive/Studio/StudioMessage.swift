import Foundation
import ToyGAN

/// A message of a page, which is not to be trusted: every part may be missing, and is checked where it is used.
struct StudioMessage: Decodable, Sendable {
  var `do`: String
  var pane: PaneSelection?
  var show: [String]?
  var samples: Int?
  var epoch: Int?
  var from: Int?
  var count: Int?
  var part: StepPart?
  var step: Int?
  var value: Double?
  var assignments: [PaneSettings.Change]?
  var csv: String?
  var on: Bool?
  var name: String?
  var panes: [AddressedPane]?
  var inStep: Bool?
  var folder: Int?
  var run: Int?

  /// One pane, or all of them.
  enum PaneSelection: Decodable, Sendable, Equatable {
    case one(Int)
    case all

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let id = try? container.decode(Int.self) {
        self = .one(id)
      } else if try container.decode(String.self) == "all" {
        self = .all
      } else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "neither a number nor all")
      }
    }
  }

  /// A pane in an address: its settings, and the step to go to.
  struct AddressedPane: Decodable, Sendable {
    var assignments: [PaneSettings.Change]
    var step: Int?
  }

  /// The message in a text; nil if it is none.
  init?(_ text: String) {
    guard let message = try? JSONDecoder().decode(StudioMessage.self, from: Data(text.utf8)) else {
      return nil
    }
    self = message
  }

  /// What the page wants in the next picture.
  var frameRequest: FrameRequest {
    FrameRequest(
      parts: Set((show ?? []).compactMap(Frame.Part.init(rawValue:))), samples: samples ?? 2000,
      epoch: epoch ?? 0, from: from ?? 0)
  }
}
