import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard

/// An event file taken apart, by other code than wrote it.
struct EventReader {
  /// A field of a message: its number, and its bytes or its number's bits.
  struct Field {
    var number: Int
    var bits: UInt64 = 0
    var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var float: Float { Float(bitPattern: UInt32(truncatingIfNeeded: bits)) }
  }

  struct Value {
    var tag: String
    /// What is under the tag, by number: 2 is a scalar, 4 an image, 8 a tensor, 9 metadata.
    var fields: [Field]

    subscript(number: Int) -> Field? { fields.first { $0.number == number } }
  }

  struct Event {
    var time = 0.0
    var step = 0
    var version: String?
    var values: [Value] = []
  }

  let events: [Event]

  /// Requires every checksum to be right, and nothing to be left over.
  init(_ bytes: [UInt8]) throws {
    var (events, rest) = ([Event](), bytes[...])
    while !rest.isEmpty {
      let length = try Self.checked(8, in: &rest)
      let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
      events.append(try Self.event(try Self.checked(count, in: &rest)))
    }
    self.events = events
  }

  init(_ folder: URL, _ path: String) throws {
    let file = folder.appendingPathComponent("\(path)/events.out.tfevents.toygan")
    try self.init([UInt8](Data(contentsOf: file)))
  }

  /// Steps and values under a tag.
  func scalars(_ tag: String) -> [(step: Int, value: Float)] {
    events.flatMap { event in
      event.values.filter { $0.tag == tag }.compactMap { $0[2] }.map { (event.step, $0.float) }
    }
  }

  var tags: [String] {
    var tags: [String] = []
    for tag in events.flatMap({ $0.values.map(\.tag) }) where !tags.contains(tag) {
      tags.append(tag)
    }
    return tags
  }

  func value(_ tag: String) throws -> Value {
    try #require(events.flatMap(\.values).first { $0.tag == tag }, "no \(tag)")
  }

  static func fields(_ bytes: [UInt8]) throws -> [Field] {
    var (fields, rest) = ([Field](), bytes[...])
    func varint() throws -> UInt64 {
      var (value, shift) = (UInt64(0), UInt64(0))
      while let byte = rest.popFirst() {
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
      throw Broken()
    }
    func take(_ count: Int) throws -> [UInt8] {
      guard count <= rest.count else { throw Broken() }
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    while !rest.isEmpty {
      let key = try varint()
      var field = Field(number: Int(key >> 3))
      switch key & 7 {
      case 0: field.bits = try varint()
      case 2: field.bytes = try take(Int(try varint()))
      case 1, 5:
        let bytes = try take(key & 7 == 1 ? 8 : 4)
        field.bits = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      default: throw Broken()
      }
      fields.append(field)
    }
    return fields
  }

  struct Broken: Error {}

  private static func checked(_ count: Int, in rest: inout ArraySlice<UInt8>) throws -> [UInt8] {
    guard rest.count >= count + 4 else { throw Broken() }
    let data = Array(rest.prefix(count))
    let sum = rest.dropFirst(count).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(EventFile.masked(data) == sum)
    rest = rest.dropFirst(count + 4)
    return data
  }

  private static func event(_ bytes: [UInt8]) throws -> Event {
    var event = Event()
    for field in try fields(bytes) {
      switch field.number {
      case 1: event.time = Double(bitPattern: field.bits)
      case 2: event.step = Int(field.bits)
      case 3: event.version = field.text
      case 5:
        event.values = try fields(field.bytes).map { value in
          let fields = try fields(value.bytes)
          return Value(tag: fields.first { $0.number == 1 }?.text ?? "", fields: fields)
        }
      default: throw Broken()
      }
    }
    return event
  }
}
