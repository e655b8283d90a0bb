/// All parts that a configuration or a command can name: methods, targets, objectives, penalties,
/// optimizers, metrics and topics of theory.
///
/// A registry is a value that is passed to all code that reads names; there is no global list. `standard`
/// contains the parts of this library, and each kind of part has its own `adding`:
///
///     let registry = Registry.standard.adding(MyMethod.self).adding(.myMetric)
public struct Registry: Sendable {
  private var members: [ObjectIdentifier: [any Sendable]] = [:]

  /// An empty registry.
  public init() {}

  /// The members of a kind, in the order in which they were added.
  package func all<Member: Sendable>(_ kind: Member.Type) -> [Member] {
    (members[ObjectIdentifier(kind)] ?? []).compactMap { $0 as? Member }
  }

  /// This registry with further members of a kind; traps if two of them have the same name.
  package func adding<Member: Sendable>(
    _ added: [Member], name: (Member) -> String
  ) -> Registry {
    var copy = self
    var names = Set(all(Member.self).map(name))
    for member in added where !names.insert(name(member)).inserted {
      fatalError("registry: a second \(Member.self) named '\(name(member))'")
    }
    copy.members[ObjectIdentifier(Member.self), default: []] += added as [any Sendable]
    return copy
  }
}
