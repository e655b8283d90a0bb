import ToyGAN

/// Why something that a page asked for is not done.
struct Refusal: Sendable {
  /// The setting or the place; empty if there is none.
  var key: String
  /// The words of the command line.
  var message: String

  init(_ error: any Error) {
    switch error {
    case let error as SettingError: (key, message) = (error.key, "\(error)")
    case var error as FileError:
      error.file = PointsInbox.place(error.file)
      (key, message) = (error.file, "\(error)")
    default: (key, message) = ("", "\(error)")
    }
  }
}
