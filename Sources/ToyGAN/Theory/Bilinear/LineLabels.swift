/// Labels next to the ends of lines, moved apart if they would overlap.
enum LineLabels {
  /// The positions nearest to `wanted` that keep the order and a distance of `gap`, in ascending order.
  ///
  /// Labels that would overlap are centred on the mean of their wanted positions.
  static func spread(_ wanted: [Double], gap: Double) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(members: [Int], middle: Double)] = []
    for index in order {
      var block = (members: [index], middle: wanted[index])
      while let last = blocks.last,
        block.middle - last.middle < gap * Double(last.members.count + block.members.count) / 2
      {
        blocks.removeLast()
        let members = last.members + block.members
        let mean = members.reduce(0) { $0 + wanted[$1] } / Double(members.count)
        block = (members, mean)
      }
      blocks.append(block)
    }
    var places = wanted
    for block in blocks {
      for (rank, index) in block.members.enumerated() {
        places[index] = block.middle + gap * (Double(rank) - Double(block.members.count - 1) / 2)
      }
    }
    return places
  }
}
