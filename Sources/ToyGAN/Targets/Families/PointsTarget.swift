import ToyGANSettings

/// The points of a file, drawn with replacement.
public struct PointsTarget: TargetFamily {
  public static let name = "points"
  public static let summary = "{points: {file: mine.csv}}, lines of x,y"

  /// Path of the file.
  public var file: String

  public init() { self.init(file: "") }
  /// The points of the file at a path.
  public init(file: String) { self.file = file }

  public static var settings: [Setting<Self>] {
    [Setting("file", \.file, "a CSV file of x,y lines")]
  }

  public func target(at key: String) throws -> any Target {
    guard !file.isEmpty else {
      throw SettingError(key: "\(key).file", value: "no name", allowed: "a CSV file of x,y lines")
    }
    return try PointCloud(file: file)
  }
}
