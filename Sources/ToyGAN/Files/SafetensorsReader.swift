import Foundation
import ToyGANSettings

extension Safetensors {
  /// Reads a complete file; `name` is used in errors.
  ///
  /// Throws `FileError` unless the file contains only Float32 arrays that fill it exactly.
  package init(bytes: [UInt8], name: String) throws(FileError) {
    func refusal(_ found: String) -> FileError {
      FileError(
        file: name, value: found, allowed: "Float32 arrays in safetensors form")
    }
    guard bytes.count >= 8 else { throw refusal("a file of \(bytes.count) bytes") }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let length = Int(exactly: length), length <= bytes.count - 8 else {
      throw refusal("a file that is truncated or of another kind")
    }
    guard let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[8..<8 + length]))
    else { throw refusal("a file with a damaged header") }
    metadata = header.metadata
    var ends: [Int] = []
    for (name, place) in header.places {
      guard let end = place.end(from: ends.last ?? 0) else {
        throw refusal("a file with array '\(name.inOneLine(40))' of wrong type, shape or place")
      }
      ends.append(end)
    }
    let data = bytes[(8 + length)...]
    guard data.count == ends.last ?? 0 else {
      throw refusal("a file with \(data.count) bytes of numbers, instead of \(ends.last ?? 0),")
    }
    arrays = zip(header.places, zip([0] + ends, ends)).map { array, place in
      let numbers = data[(data.startIndex + place.0)..<(data.startIndex + place.1)]
      return NamedArray(
        name: array.name, shape: array.place.shape, values: Self.values(numbers))
    }
  }

  private static func values(_ bytes: ArraySlice<UInt8>) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map { at in
        let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: word))
      }
    }
  }

  /// The JSON at the start of the file, with arrays in the order of their data.
  private struct Header: Decodable {
    var metadata: [Entry] = []
    var places: [(name: String, place: Place)] = []

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: AnyKey.self)
      for key in container.allKeys {
        guard key.stringValue != "__metadata__" else {
          let words = try container.decode([String: String].self, forKey: key)
          metadata = words.sorted { $0.key < $1.key }.map { Entry(key: $0.key, value: $0.value) }
          continue
        }
        places.append((key.stringValue, try container.decode(Place.self, forKey: key)))
      }
      // Empty arrays have the same offset as the next array; the name decides their order.
      places.sort { ($0.place.data_offsets, $0.name) < ($1.place.data_offsets, $1.name) }
    }
  }

  private struct Place: Decodable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]

    /// The end of the data, or nil if it does not start at `start`.
    func end(from start: Int) -> Int? {
      guard dtype == "F32", data_offsets.count == 2, data_offsets[0] == start else { return nil }
      var size = 4
      for extent in shape {
        let (product, overflows) = size.multipliedReportingOverflow(by: extent)
        guard extent >= 0, !overflows else { return nil }
        size = product
      }
      let (end, overflows) = start.addingReportingOverflow(size)
      return !overflows && end == data_offsets[1] ? end : nil
    }
  }
}

private func < (a: ([Int], String), b: ([Int], String)) -> Bool {
  a.0 == b.0 ? a.1 < b.1 : a.0.lexicographicallyPrecedes(b.0)
}
