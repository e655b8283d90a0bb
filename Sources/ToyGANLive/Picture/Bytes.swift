/// Little-endian bytes, written one after another.
struct Bytes {
  private(set) var contents: [UInt8] = []

  mutating func put(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { contents += $0 }
  }

  mutating func put(_ numbers: [Float]) {
    // Every platform that this package supports stores numbers with the lowest byte first.
    numbers.withUnsafeBytes { contents += $0 }
  }

  mutating func put(_ bytes: some Sequence<UInt8>) { contents += bytes }
}
