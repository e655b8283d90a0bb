import Foundation

/// What the threads of a process are at, a letter each: R runs, S sleeps, T is stopped (proc(5)).
func threadStates(of process: Int32) -> [Character] {
  let tasks = "/proc/\(process)/task"
  let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
  return threads.compactMap { thread in
    let data = FileManager.default.contents(atPath: "\(tasks)/\(thread)/stat") ?? Data()
    // The state comes after the name, which may hold blanks.
    return String(decoding: data, as: UTF8.self).split(separator: ")").last?.dropFirst().first
  }
}
