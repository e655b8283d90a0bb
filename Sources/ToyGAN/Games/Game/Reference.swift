import ToyGANCore

/// A publication, and the place in it that describes what is implemented.
public struct Reference: Codable, Sendable, CustomStringConvertible {
  /// Family names of the authors.
  public var authors: String
  /// Year of the publication.
  public var year: Int
  /// Title of the publication.
  public var title: String
  /// arXiv number, or another place of publication.
  public var arXiv: String
  /// Equation, algorithm or section.
  public var place: String

  /// A publication, and the place in it that is implemented.
  public init(_ authors: String, _ year: Int, _ title: String, arXiv: String, place: String) {
    self.authors = authors
    self.year = year
    self.title = title
    self.arXiv = arXiv
    self.place = place
  }

  public var description: String { "\(authors) \(year), \(title), arXiv:\(arXiv), \(place)" }
}
