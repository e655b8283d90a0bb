/// The pages that look at a pane: what each wants, and what it has seen.
struct PaneClients {
  private struct Client {
    var request: FrameRequest?
    /// The version of the pane that was sent last; nil if the page wants something else now.
    var seen: Int?
    var parts: Set<Frame.Part> = []
    var samples = 0
  }

  private var clients: [ClientID: Client] = [:]

  /// A request replaces one that was not answered; one that asks for other parts is answered at once.
  mutating func request(_ request: FrameRequest, from id: ClientID) {
    var client = clients[id] ?? Client()
    if client.parts != request.parts || client.samples != request.samples { client.seen = nil }
    (client.request, client.parts, client.samples) = (request, request.parts, request.samples)
    clients[id] = client
  }

  mutating func forget(_ id: ClientID) { clients[id] = nil }

  /// The pages that wait for something that they have not seen, in order.
  func waiting(for version: Int) -> [(id: ClientID, request: FrameRequest)] {
    clients.keys.sorted().compactMap { id in
      guard let client = clients[id], client.seen != version else { return nil }
      return client.request.map { (id, $0) }
    }
  }

  mutating func answered(_ id: ClientID, with version: Int) {
    clients[id]?.request = nil
    clients[id]?.seen = version
  }
}
