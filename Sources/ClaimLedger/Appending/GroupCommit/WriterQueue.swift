/// What callers and the writer's thread share; every change happens under the lock of a `Monitor`.
///
/// Requests stand in `queue` up to the limit; those that came later wait in `line`, which is empty unless the queue is
/// full. Only from the line can a request be withdrawn. Whatever is in either is answered before the thread ends.
struct WriterQueue: Sendable {
    enum Phase: Sendable {
        case open, closing, ended
        /// The system had no thread for the writer.
        case failed(StorageError)
    }

    /// Requests that are tried in one transaction.
    struct Batch: Sendable {
        var requests: [any WriterRequest] = []
        /// How many were queued or in line when the batch was taken, its own included.
        var waiting: Int
        /// Whether there was no room in it for the next request.
        var isCut = false
    }

    let limit: Int
    private(set) var phase = Phase.open
    private var queue = WaitingLine<any WriterRequest>()
    private var line = WaitingLine<UInt64>()
    private var inLine: [UInt64: any WriterRequest] = [:]
    private var closers: [CheckedContinuation<Void, Never>] = []

    init(limit: Int) { self.limit = limit }

    /// Requests that are sure to be tried.
    var count: Int { queue.count }
    /// Requests that wait for room.
    var lineCount: Int { inLine.count }
    var isClosing: Bool { if case .open = phase { false } else { true } }

    /// Takes a request; gives the reason where it is not taken, and the caller must answer it.
    mutating func add(_ request: any WriterRequest, _ whenFull: LedgerWriter.WhenFull) -> LedgerWriterError? {
        switch phase {
        case .open: break
        case .closing, .ended: return .closed
        case .failed(let error): return .refused(.storage(error))
        }
        if queue.count < limit {
            queue.append(request)
        } else {
            guard whenFull == .wait else { return .queueFull(limit: limit) }
            line.append(request.id)
            inLine[request.id] = request
        }
        return nil
    }

    /// Takes a request out of the line; nil where it is queued, answered or not there yet.
    mutating func withdraw(_ id: UInt64) -> (any WriterRequest)? { inLine.removeValue(forKey: id) }

    /// Takes as many requests as fit one transaction, at least one, and lets others move up; nil where there are none.
    mutating func takeBatch() -> Batch? {
        guard !queue.isEmpty else { return nil }
        var batch = Batch(waiting: count + lineCount)
        var room = RequestSize(events: AppendBatch.eventLimit, bytes: AppendBatch.byteLimit)
        while let next = queue.first {
            guard batch.requests.isEmpty || (next.size.events <= room.events && next.size.bytes <= room.bytes) else {
                batch.isCut = true
                break
            }
            room.events -= next.size.events
            room.bytes -= next.size.bytes
            batch.requests.append(next)
            _ = queue.popFirst()
        }
        while queue.count < limit, let id = line.popFirst() {
            if let request = inLine.removeValue(forKey: id) { queue.append(request) }
        }
        return batch
    }

    /// Refuses requests from now on; gives whether there is an end to wait for, and then resumes the caller at it.
    mutating func close(_ caller: CheckedContinuation<Void, Never>?) -> Bool {
        switch phase {
        case .open, .closing:
            phase = .closing
            if let caller { closers.append(caller) }
            return true
        case .ended, .failed: return false
        }
    }

    /// Marks the thread as gone; gives those who wait for that.
    mutating func end(_ phase: Phase = .ended) -> [CheckedContinuation<Void, Never>] {
        self.phase = phase
        defer { closers = [] }
        return closers
    }
}
