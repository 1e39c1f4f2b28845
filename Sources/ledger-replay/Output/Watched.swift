import ClaimLedger
import ClaimProjections

/// A projection that tells how far its fold has come.
struct Watched<State: Projection>: Projection {
    static var name: String { State.name }
    static var version: Int { State.version }
    static var asksContent: @Sendable (EventHeader) -> Bool { State.asksContent }

    var state: State
    private let tell: (UInt64) -> Void

    init() { self.init(State()) { _ in } }

    init(_ state: State, tell: @escaping (UInt64) -> Void) {
        self.state = state
        self.tell = tell
    }

    mutating func evolve(_ event: borrowing EventView) throws(ReadError) {
        try state.evolve(event)
        if event.sequence % 1_024 == 0 { tell(event.sequence) }
    }
}
