/// The dictionary in which a `.npy` file describes its array.
struct NumPyHeader {
  /// Type of the numbers, for example `<f4`.
  let type: String
  let isFortranOrder: Bool
  let shape: [Int]

  /// Reads a Python dictionary of exactly `descr`, `fortran_order` and `shape`, in any order.
  ///
  /// A list of types, which describes records, is an error here.
  init(_ text: ArraySlice<UInt8>) throws(PythonLiterals.Malformed) {
    var text = PythonLiterals(text)
    var (type, isFortranOrder, shape): (String?, Bool?, [Int]?)
    try text.take("{")
    while !text.skip("}") {
      let entry = text
      let key = try text.string()
      try text.take(":")
      switch key {
      case "descr" where type == nil:
        guard !text.isAtList else { throw text.malformed(Self.numbers) }
        type = try text.string()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try text.boolean()
      case "shape" where shape == nil: shape = try text.tuple()
      default:
        throw entry.malformed("the keys descr, fortran_order and shape, each once")
      }
      guard text.skip(",") else {
        try text.take("}")
        break
      }
    }
    guard text.isAtEnd, let type, let isFortranOrder, let shape else {
      throw text.malformed(
        text.isAtEnd ? "the keys descr, fortran_order and shape" : "no more than a dictionary")
    }
    self.type = type
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  /// What is expected in place of a list of types, which describes records.
  static let numbers = "the type of plain numbers"

  /// The shape in Python's notation.
  var shapeText: String {
    shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.map(String.init).joined(separator: ", ")))"
  }
}
