import ToyGANCore

/// A publication, and the place in it that is implemented.
public struct Reference: Codable, Sendable, CustomStringConvertible {
  public var authors: String
  public var year: Int
  public var title: String
  public var arXiv: String
  /// Equation, algorithm or section.
  public var place: String

  public init(_ authors: String, _ year: Int, _ title: String, arXiv: String, place: String) {
    (self.authors, self.year, self.title) = (authors, year, title)
    (self.arXiv, self.place) = (arXiv, place)
  }

  public var description: String { "\(authors) \(year), \(title), arXiv:\(arXiv), \(place)" }
}
