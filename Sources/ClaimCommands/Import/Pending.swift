import Dispatch
import Synchronization

/// A value that is being made on another core while the caller goes on.
final class Pending<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let work = DispatchGroup()

    init(_ make: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: work) { [self] in
            let value = make()
            made.withLock { $0 = value }
        }
    }

    /// The value, once; waits until it is made.
    func take() -> Value {
        work.wait()
        guard let value = made.withLock({ $0.take() }) else { preconditionFailure("a value is taken once") }
        return value
    }
}

/// Values that are being made on other cores, taken in the order in which they were asked for.
struct PendingLine<Value: Sendable> {
    private let most: Int
    private var values: [Pending<Value>] = []

    /// At most so many are made at a time: enough that no core waits, few enough that memory stays small.
    init(most: Int) { self.most = most }

    var hasRoom: Bool { values.count < most }

    mutating func add(_ make: @escaping @Sendable () -> Value) { values.append(Pending(make)) }

    /// The next value; nil where none was asked for.
    mutating func next() -> Value? { values.isEmpty ? nil : values.removeFirst().take() }
}
