import Foundation

/// Named Float32 arrays in one file, in the safetensors format.
///
/// Eight bytes of header length (little endian), a JSON header with each array's type, shape and offsets,
/// then the numbers. The header is padded with blanks to a multiple of eight bytes.
package struct Safetensors: Equatable {
  /// Metadata texts, in the order in which they are written.
  var metadata: [Entry]
  package var arrays: [NamedArray]

  package struct Entry: Equatable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package init(metadata: [Entry], arrays: [NamedArray]) {
    self.metadata = metadata
    self.arrays = arrays
  }

  package func metadata(_ key: String) -> String? { metadata.first { $0.key == key }?.value }

  /// The complete file.
  package var bytes: [UInt8] {
    var header = Array(headerText.utf8)
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + 4 * arrays.reduce(0) { $0 + $1.values.count })
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    for array in arrays {
      for value in array.values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
      }
    }
    return bytes
  }

  private var headerText: String {
    let words = metadata.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
    var entries = ["\"__metadata__\":{\(words.joined(separator: ","))}"]
    var offset = 0
    for array in arrays {
      let end = offset + 4 * array.values.count
      let shape = array.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(Self.quoted(array.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    return "{\(entries.joined(separator: ","))}"
  }

  private static func quoted(_ word: String) -> String {
    var text = "\""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
