import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTensorBoard

@Suite struct ShardTests {
  private static func slurm(
    _ task: Int, of count: Int, from first: Int = 0, to last: Int? = nil, step: Int = 1
  ) -> [String: String] {
    [
      "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_COUNT": "\(count)",
      "SLURM_ARRAY_TASK_MIN": "\(first)", "SLURM_ARRAY_TASK_STEP": "\(step)",
      "SLURM_ARRAY_TASK_MAX": "\(last ?? first + (count - 1) * step)",
    ]
  }

  @Test(arguments: [
    (slurm(0, of: 8), "1/8"), (slurm(7, of: 8), "8/8"), (slurm(1, of: 8, from: 1), "1/8"),
    (slurm(8, of: 8, from: 1), "8/8"), (slurm(12, of: 4, step: 4), "4/4"),
    (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4"], "4/4"),
    (["JOB_COMPLETION_INDEX": "2", "JOB_COMPLETION_COUNT": "5"], "3/5"),
    // Not said which of how many, or tasks 3 and 7 of an array sent again: all, by claims.
    (["JOB_COMPLETION_INDEX": "2"], "1/1"), (["SLURM_ARRAY_TASK_ID": "2"], "1/1"),
    (slurm(7, of: 2, from: 3, to: 7), "1/1"),
    (["JOB_COMPLETION_INDEX": "5", "JOB_COMPLETION_COUNT": "5"], "1/1"),
    (["JOB_COMPLETION_INDEX": "0", "JOB_COMPLETION_COUNT": "0"], "1/1"),
    (slurm(3, of: 4, step: 0), "1/1"),
  ])
  func jobArraysSayWhichPart(environment: [String: String], part: String) throws {
    #expect(Shard(environment: environment) == (try Shard(part)))
  }

  @Test func outsideOfAJobArrayThereIsNone() {
    #expect(Shard(environment: ["SLURM_JOB_ID": "3", "HOME": "/"]) == nil)
  }

  @Test(arguments: [1, 0]) func theTasksOfAnArrayMakeEveryRunOnce(first: Int) {
    let shards = (0..<4).map { Shard(environment: Self.slurm(first + $0, of: 4, from: first)) }
    for place in 0..<10 { #expect(shards.count { $0?.contains(place) ?? false } == 1) }
  }
}
