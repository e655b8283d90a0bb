import NIOCore
import NIOPosix

/// The port of 127.0.0.1, which admits connections once it is known what to serve them.
///
/// A free port is known only when it is bound, and the checks of each request need it.
struct Entrance {
  private let table: NIOLoopBoundBox<ConnectionTable>
  private let service: NIOLoopBoundBox<Service?>

  init(table: NIOLoopBoundBox<ConnectionTable>, loop: any EventLoop) {
    self.table = table
    service = .makeEmptyBox(valueType: Service.self, eventLoop: loop)
  }

  /// Binds the port, without taking connections.
  func listen(on port: Int, group: any EventLoopGroup) throws -> any Channel {
    try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.autoRead, value: false)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          // Without it, a process that has no file descriptor left would try in an endless loop to accept.
          try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler())
        }
      }
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { [table, service] channel in
        channel.eventLoop.makeCompletedFuture {
          try service.value?.prepare(channel, in: table.value)
        }
      }
      .bind(host: "127.0.0.1", port: port).wait()
  }

  /// Takes connections from now on, also those that have waited.
  func open(_ listener: any Channel, for service: Service) throws {
    let box = self.service
    try listener.eventLoop.submit { box.value = service }
      .flatMap { listener.setOption(.autoRead, value: true) }
      .wait()
  }
}
