import ToyGAN

/// What the studio tells pages, as JSON.
enum StudioEvent {
  struct Panes: Encodable {
    let event = "panes"
    var order: [Int]
    var inStep: Bool
  }

  struct Pane: Encodable {
    let event = "pane"
    var pane: PaneDescription
  }

  struct Refused: Encodable {
    let event = "refused"
    var `do`: String
    var pane: Int?
    var key: String
    var message: String

    init(_ command: String, _ refusal: Refusal, pane: Int?) {
      (self.do, self.pane, key, message) = (command, pane, refusal.key, refusal.message)
    }
  }

  struct Note: Encodable {
    let event = "note"
    var pane: Int?
    var text: String
  }

  struct Saving: Encodable {
    let event = "saving"
    var pane: Int
    var step: Int
    var of: Int
  }

  struct Saved: Encodable {
    let event = "saved"
    var pane: Int
    var folder: String
    var path: String
    var command: String
  }

  struct Folders: Encodable {
    let event = "folders"
    var folders: [StoredFolders.Item]
  }

  /// One line of JSON.
  static func text(_ event: some Encodable) -> String { JSONText.of(event, isPretty: false) }
}

/// What a page can choose from, sent once to each page.
struct Catalogue: Encodable {
  struct Item: Encodable {
    var name: String
    var summary: String
    var better: String?
  }

  struct LessonItem: Encodable {
    var name, title, text, lookFor, paper: String
    var panes, steps: Int
    var show: [String]
    var chart: String?
  }

  var methods, targets, families, metrics, objectives, penalties: [Item]
  var lessons: [LessonItem]

  init(_ registry: Registry, lessons: [Lesson]) {
    func items(_ topic: Listing.Topic) -> [Item] {
      Listing(topic, registry: registry).items.map { Item(name: $0.name, summary: $0.summary) }
    }
    methods = items(.methods)
    targets = registry.namedTargets.map { Item(name: $0.name, summary: $0.summary) }
    families = registry.targetFamilies.map { Item(name: $0.name, summary: $0.summary) }
    metrics = registry.metrics.map {
      Item(name: $0.name, summary: $0.definition, better: $0.preference.word)
    }
    objectives = items(.objectives)
    penalties = items(.penalties)
    self.lessons = lessons.map {
      LessonItem(
        name: $0.name, title: $0.title, text: $0.text, lookFor: $0.lookFor, paper: $0.paper,
        panes: $0.panes.count, steps: $0.steps, show: $0.show,
        chart: $0.chart)
    }
  }
}

/// The first message to a page.
struct Hello: Encodable {
  let event = "hello"
  let `protocol` = 1
  let version = ToyGANVersion.current
  var paneLimit: Int
  var catalogue: Catalogue
}
