import ToyGANCore

/// A publication, and the place in it that describes what is implemented.
public struct Reference: Codable, Sendable, CustomStringConvertible {
  public var authors: String
  public var year: Int
  public var title: String
  public var arXiv: String
  /// Equation, algorithm or section.
  public var place: String

  public init(_ authors: String, _ year: Int, _ title: String, arXiv: String, place: String) {
    self.authors = authors
    self.year = year
    self.title = title
    self.arXiv = arXiv
    self.place = place
  }

  public var description: String { "\(authors) \(year), \(title), arXiv:\(arXiv), \(place)" }
}
