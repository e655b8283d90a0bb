import ToyGAN

/// A prepared comparison for a lecture: panes that train side by side, what to see, the paper.
public struct Lesson: Sendable {
  /// One training of a lesson.
  public struct Pane: Sendable {
    /// What differs from the other panes, in a few words.
    public var title: String
    /// The whole recipe but for the seed; what is left out is as in the method's paper.
    public var assignments: [Assignment]

    /// A pane with these settings, the later ones over the earlier ones.
    public init(title: String, assignments: [Assignment]) {
      self.title = title
      self.assignments = assignments
    }
  }

  /// A short name for addresses and the command line, as `collapse`.
  public var name: String
  /// The heading.
  public var title: String
  /// One paragraph: what happens, and why.
  public var text: String
  /// Where to look, and what is then to be seen.
  public var lookFor: String
  /// Authors, year, title, arXiv number and the place in the paper.
  public var paper: String
  /// One to four trainings that run in step.
  public var panes: [Pane]
  /// Number of generator steps after which the point is to be seen.
  public var steps: Int
  /// Parts of the picture to show: samples, real, surface, arrows, trails, manifold, counts.
  public var show: [String]
  /// The curve to show first, where it is not one of the usual ones.
  public var chart: String?

  /// A lesson with these texts and panes.
  public init(
    name: String, title: String, text: String, lookFor: String, paper: String, panes: [Pane],
    steps: Int, show: [String], chart: String? = nil
  ) {
    self.name = name
    self.title = title
    self.text = text
    self.lookFor = lookFor
    self.paper = paper
    self.panes = panes
    self.steps = steps
    self.show = show
    self.chart = chart
  }
}
