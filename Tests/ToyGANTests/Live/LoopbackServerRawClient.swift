import Foundation
import Testing

/// An answer of a server, as it came.
struct RawResponse {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  /// The values of a header, whose name is written in lower case.
  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }
}

/// A client that sends any bytes, right or wrong, to a port of this computer.
final class RawClient {
  private let descriptor: Int32
  private var unread: [UInt8] = []

  /// A connection to 127.0.0.1 or another host; with a small buffer the system takes little that is not read.
  init(port: Int, host: UInt32 = 0x7F00_0001, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = host.bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    // The object is complete, so that an error ends in `deinit`.
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  deinit { close(descriptor) }

  /// Sends bytes; false if the server has cut the connection, so that they are lost.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Says that no more comes, and can still read.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Exactly so many bytes, or fewer if the server closes before.
  func read(_ count: Int) -> [UInt8] {
    while unread.count < count, receive() {}
    let taken = Array(unread.prefix(count))
    unread.removeFirst(taken.count)
    return taken
  }

  /// All until the server closes.
  func readToEnd() -> [UInt8] {
    while receive() {}
    defer { unread = [] }
    return unread
  }

  /// The next answer; nil if the server closes before it is complete.
  ///
  /// An answer to HEAD has no body, whatever its length says.
  func response(toHead: Bool = false) -> RawResponse? {
    let end = Array("\r\n\r\n".utf8)
    var searched = 0
    while true {
      if let range = unread[searched...].firstRange(of: end) {
        let head = String(decoding: read(range.upperBound).dropLast(4), as: UTF8.self)
        return response(head, toHead: toHead)
      }
      searched = max(0, unread.count - 3)
      guard receive() else { return nil }
    }
  }

  private func response(_ head: String, toHead: Bool) -> RawResponse? {
    let lines = head.components(separatedBy: "\r\n")
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (name: String(parts[0]), value: String(parts[1]).trimmingCharacters(in: .whitespaces))
    }
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    var response = RawResponse(status: status, headers: headers, body: [])
    let length = response.values("content-length").first.flatMap { Int($0) } ?? 0
    guard !toHead else { return response }
    response.body = read(length)
    return response.body.count == length ? response : nil
  }

  /// Waits for more; false once the server has closed, or cut, the connection.
  private func receive() -> Bool {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var ready: Int32
    // A signal, as of a process that ended, interrupts the wait.
    repeat {
      ready = poll(&event, 1, Int32(Patience.limit * 1000))
    } while ready < 0 && errno == EINTR
    guard ready == 1 else {
      Issue.record("the server neither answered nor closed")
      return false
    }
    var chunk = [UInt8](repeating: 0, count: 65536)
    var count: Int
    repeat { count = recv(descriptor, &chunk, chunk.count, 0) } while count < 0 && errno == EINTR
    guard count > 0 else { return false }
    unread += chunk[..<count]
    return true
  }
}
