/// Labels beside the ends of lines, moved apart where they would overlap.
enum LineLabels {
  /// The places nearest to `wanted`, from below, that keep the order and a distance of `gap`.
  ///
  /// Labels that meet are centred on the middle of where they wanted to be.
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
