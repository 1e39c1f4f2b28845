internal import Dispatch
internal import Synchronization

/// A value that is made on another core while the caller goes on, or by the caller where no core has begun with it.
final class Pending<Value: Sendable>: Sendable {
    private enum Work {
        case waiting(() -> Value)
        case begun
        case made(Value)
        case taken
    }

    private let work: Mutex<Work>
    private let end = DispatchSemaphore(value: 0)

    /// Has the value made.
    init(_ make: @escaping @Sendable () -> Value) {
        work = Mutex(.waiting(make))
        DispatchQueue.global().async { [self] in _ = makeHere() }
    }

    /// Makes the value, unless somebody has begun; gives whether it was made.
    func makeHere() -> Bool {
        let make: (() -> Value)? = work.withLock { work in
            guard case .waiting(let make) = work else { return nil }
            work = .begun
            return make
        }
        guard let make else { return false }
        let value = make()
        work.withLock { $0 = .made(value) }
        end.signal()
        return true
    }

    /// Whether the value is there.
    var isMade: Bool {
        work.withLock { work in
            if case .made = work { true } else { false }
        }
    }

    /// The value, once; waits until it is made.
    func take() -> Value {
        _ = makeHere()
        end.wait()
        return work.withLock { work in
            guard case .made(let value) = work else { preconditionFailure("a value is taken once") }
            work = .taken
            return value
        }
    }
}

/// Values that are being made on other cores, taken in the order in which they were asked for.
package struct PendingLine<Value: Sendable> {
    private let most: Int
    private var values: [Pending<Value>] = []

    /// At most so many are made at a time: enough that no core waits, few enough that memory stays small.
    package init(most: Int) { self.most = most }

    /// Whether another may be asked for.
    package var hasRoom: Bool { values.count < most }

    /// Has another value made.
    package mutating func add(_ make: @escaping @Sendable () -> Value) { values.append(Pending(make)) }

    /// The next value; nil where none was asked for.
    ///
    /// While another core makes it, the caller makes those behind it.
    package mutating func next() -> Value? {
        guard let first = values.first else { return nil }
        for other in values where !first.isMade { _ = other.makeHere() }
        values.removeFirst()
        return first.take()
    }
}

/// Lets go of a value on another core: many objects take as long to free as to make.
package func discard<Value: Sendable>(_ value: consuming Value) {
    DispatchQueue.global().async { [value] in _ = value }
}
