import ToyGAN

/// One picture of a pane, and its form on the way to a page.
///
/// All numbers are little-endian: the bytes "TGAN", version and pane as 16-bit numbers, the number of sections,
/// then for each section its kind and its length in bytes as 32-bit numbers, its contents, and zeros up to a
/// multiple of four. Numbers are 32-bit floats and 32-bit whole numbers.
struct Frame: Sendable {
  /// What a page can ask for.
  enum Part: String, Sendable, CaseIterable, Codable { case samples, surface, arrows, manifold }

  private enum Kind: UInt32 {
    case state = 1
    case samples, surface, arrows, manifold, modes, curves, categories
  }

  static let version: UInt16 = 1

  /// The state of the pane, as JSON.
  var state = ""
  /// How many times as far as usual the picture is seen from, so that the samples are in it; part of the state.
  var zoom = 1
  /// Generated samples in the plane, [n, 2].
  var samples: [Float]?
  /// The discriminator's output over a square.
  var surface: SurfacePart?
  /// Samples with the direction in which each would move, [n, 4].
  var arrows: [Float]?
  /// Images of a square grid of latents, [side * side, 2].
  var manifold: [Float]?
  /// For each mode the number of samples nearest to it, and of those that are good.
  var modes: [(count: Int, good: Int)]?
  /// The category that each sample was asked to have.
  var categories: [Int]?

  /// The discriminator's output over a square: [side, side], y outer and x inner, both ascending.
  struct SurfacePart: Sendable {
    var box: Square
    var values: [Float]
    var side: Int { Int(Double(values.count).squareRoot()) }
  }

  /// Rows of the curves from an index on; the first column is the step.
  struct CurveRows: Sendable {
    var epoch: Int
    var first: Int
    var columns: Int
    /// Row-major, [rows, columns].
    var values: [Float]
  }

  /// The bytes for one page, with the rows of the curves that it lacks.
  func bytes(pane: Int, curves: CurveRows?) -> [UInt8] {
    var sections = [(Kind.state, Array(state.utf8))]
    func add(_ kind: Kind, _ write: (inout Bytes) -> Void) {
      var bytes = Bytes()
      write(&bytes)
      sections.append((kind, bytes.contents))
    }
    if let samples {
      add(.samples) {
        $0.put(UInt32(samples.count / 2)); $0.put(samples)
      }
    }
    if let surface {
      let (box, half) = (surface.box, surface.box.half)
      add(.surface) {
        $0.put(UInt32(surface.side))
        $0.put([box.x - half, box.x + half, box.y - half, box.y + half].map { Float($0) })
        $0.put(surface.values)
      }
    }
    if let arrows {
      add(.arrows) {
        $0.put(UInt32(arrows.count / 4)); $0.put(arrows)
      }
    }
    if let manifold {
      let side = Int(Double(manifold.count / 2).squareRoot())
      add(.manifold) {
        $0.put(UInt32(side)); $0.put(manifold)
      }
    }
    if let modes {
      add(.modes) {
        $0.put(UInt32(modes.count))
        for mode in modes { $0.put(UInt32(mode.count)); $0.put(UInt32(mode.good)) }
      }
    }
    if let curves {
      add(.curves) {
        for number in [
          curves.epoch, curves.first, curves.values.count / curves.columns, curves.columns,
        ] { $0.put(UInt32(number)) }
        $0.put(curves.values)
      }
    }
    if let categories {
      add(.categories) {
        $0.put(UInt32(categories.count))
        $0.put(categories.map { UInt8(clamping: $0) })
      }
    }
    return Self.joined(sections, pane: pane)
  }

  private static func joined(_ sections: [(Kind, [UInt8])], pane: Int) -> [UInt8] {
    var bytes = Bytes()
    bytes.put("TGAN".utf8)
    bytes.put(version)
    bytes.put(UInt16(clamping: pane))
    bytes.put(UInt32(sections.count))
    for (kind, contents) in sections {
      bytes.put(kind.rawValue)
      bytes.put(UInt32(contents.count))
      bytes.put(contents)
      bytes.put([UInt8](repeating: 0, count: -contents.count & 3))
    }
    return bytes.contents
  }
}
