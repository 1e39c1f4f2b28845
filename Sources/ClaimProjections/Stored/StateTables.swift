import ClaimLedger

/// Where the tables of the claims live in the stored state: the first byte of their keys.
enum StateTable: UInt8, CaseIterable {
    case counts = 0x01
    case rules
    /// Rows by place.
    case claims, slots, associations, conflicts
    /// From what is known of something to its place, or the places of all that share it.
    case streams, numbers, slotKeys, subscriptions, endedSubscriptions, rivals, challengers, holders, roles
    case violations
    /// Claims by the instant of the lapse they are heading for, and the other way round.
    case deadlines, deadlineOfClaim
    /// Claims with a lapse that has taken effect in the fold and that no event records.
    case unrecorded
    /// What is known of the catalogue, each fact with its instant.
    case engagements, locations, partnerEligibility, customerEligibility

    /// What the table is called in a difference.
    var name: String { "\(self)" }
}

/// The stored state behind the tables of one working copy of the claims.
///
/// The folds ask tables without an error of their own, so the first failure is remembered here, the tables go on with
/// placeholders, and whoever made the working copy asks for the failure before anything of it is used.
final class StateStore {
    let state: any StateBacking
    private(set) var failure: ReadError?

    init(_ state: any StateBacking) { self.state = state }

    static func key(_ table: StateTable, _ own: [UInt8]) -> [UInt8] {
        // A long key is told from others by its hash; the marker keeps it apart from any key that is spelt out.
        guard own.count > 300 else { return [table.rawValue, 0] + own }
        return [table.rawValue, 1] + TreeHash.leaf(own).bytes
    }

    static func key(_ table: StateTable, place: Int) -> [UInt8] {
        [table.rawValue, 0] + bigEndian(UInt64(place))
    }

    static func bigEndian(_ number: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt64($0)) }
    }

    func value<Value: StateCodable>(_ key: [UInt8]) -> Value? {
        guard failure == nil else { return nil }
        do throws(ReadError) {
            guard let bytes = try state.value(for: key) else { return nil }
            do { return try Value(stateBytes: bytes) } catch {
                throw Self.damage("\(LiveClaims.describe(key: key)) is not what this version writes")
            }
        } catch {
            failure = error
            return nil
        }
    }

    func set(_ value: (some StateCodable)?, _ key: [UInt8]) { state.set(value?.stateBytes, for: key) }

    /// Notes what the stored state cannot be, by its place; the first failure stays.
    func fail(_ place: String) { fail(Self.damage(place)) }

    /// Notes why the state could not be read; the first failure stays.
    func fail(_ error: ReadError) { if failure == nil { failure = error } }

    static func damage(_ place: String) -> ReadError { .damagedState(projection: LiveClaims.name, place: place) }

    func throwIfFailed() throws(ReadError) {
        if let failure { throw failure }
    }
}

/// One table of a working copy.
protocol StoredTable: AnyObject {
    /// Puts what has changed into the state.
    func flush()
    /// Lets go of what can be loaded again; nothing may be changed.
    func forget()
}

/// Rows of one table of the stored state, as far as they have been asked for.
final class StoredRows<Element>: StoredTable {
    private let store: StateStore
    private let table: StateTable
    private let read: (StateStore, [UInt8]) -> Element?
    private let write: (StateStore, Element, [UInt8]) -> Void
    private let placeholder: Element
    /// How many rows there are, the ones added by the working copy included.
    var count: Int
    /// Asked for or changed; a row is here before it is handed out.
    var loaded: [Int: Element] = [:]
    private(set) var changed: Set<Int> = []

    init(_ store: StateStore, _ table: StateTable, count: Int, placeholder: Element) where Element: StateCodable {
        self.store = store
        self.table = table
        self.count = count
        self.placeholder = placeholder
        read = { store, key in store.value(key) }
        write = { store, value, key in store.set(value, key) }
    }

    func load(_ index: Int) {
        guard loaded[index] == nil else { return }
        // An index that comes from stored state may be anything; what failed is told before anything of it is used.
        let row = (0..<count).contains(index) ? read(store, StateStore.key(table, place: index)) : nil
        if row == nil { store.fail("\(table.name) \(index) is not there, of \(count)") }
        loaded[index] = row ?? placeholder
    }

    /// A loaded row; the placeholder stands for one that is not, which does not happen.
    subscript(loaded index: Int) -> Element {
        _read { yield loaded[index, default: placeholder] }
        _modify {
            changed.insert(index)
            yield &loaded[index, default: placeholder]
        }
    }

    func append(_ element: Element) {
        loaded[count] = element
        changed.insert(count)
        count += 1
    }

    /// Puts changed rows into the state, in the order of their places.
    func flush() {
        for place in changed.sorted() {
            if let row = loaded[place] { write(store, row, StateStore.key(table, place: place)) }
        }
        changed.removeAll()
    }

    func forget() { loaded = [:] }
}

/// Values by their place, from 0: all of them in memory, or loaded from stored state as they are asked for.
public struct Rows<Element>: RandomAccessCollection {
    private var values: [Element] = []
    private let stored: StoredRows<Element>?

    init() { stored = nil }
    init(_ stored: StoredRows<Element>) { self.stored = stored }

    /// The first place, always 0.
    public var startIndex: Int { 0 }
    /// One beyond the last place.
    public var endIndex: Int { stored?.count ?? values.count }

    /// The value at a place, which must be below `endIndex`.
    public internal(set) subscript(place: Int) -> Element {
        // A copy: to lend the value in its place takes two calls, and costs more than to count a claim's reference.
        @inline(__always) get {
            guard let stored else { return values[place] }
            stored.load(place)
            return stored[loaded: place]
        }
        _modify {
            if let stored {
                stored.load(place)
                yield &stored[loaded: place]
            } else {
                yield &values[place]
            }
        }
    }

    mutating func append(_ element: Element) {
        if let stored { stored.append(element) } else { values.append(element) }
    }

    /// Goes on in stored rows, of which there are none yet.
    mutating func move(to stored: StoredRows<Element>) {
        for value in values { stored.append(value) }
        self = Rows(stored)
    }
}

/// Something that a stored table is asked by.
protocol StateKey: Hashable {
    func write(to writer: inout StateWriter)
}

/// Entries of one table of the stored state, as far as they have been asked for.
final class StoredLookup<Key: Hashable, Value>: StoredTable {
    private let store: StateStore
    private let find: (StateStore, Key) -> Value?
    private let put: (StateStore, Key, Value) -> Void
    /// What was found or changed; nil where the state has no entry.
    private var known: [Key: Value?] = [:]
    private var changed: Set<Key> = []

    init(_ store: StateStore, _ table: StateTable) where Key: StateKey, Value: StateCodable {
        self.store = store
        find = { store, key in store.value(Self.key(table, key)) }
        put = { store, key, value in store.set(value, Self.key(table, key)) }
    }

    private static func key(_ table: StateTable, _ key: Key) -> [UInt8] where Key: StateKey {
        var writer = StateWriter()
        key.write(to: &writer)
        return StateStore.key(table, writer.bytes)
    }

    subscript(key: Key) -> Value? {
        get {
            if let value = known[key] { return value }
            let value = find(store, key)
            known[key] = .some(value)
            return value
        }
        set {
            known[key] = .some(newValue)
            changed.insert(key)
        }
    }

    /// Puts changed entries into the state; nothing is ever taken away.
    func flush() {
        for key in changed {
            if case .some(.some(let value)) = known[key] { put(store, key, value) }
        }
        changed.removeAll()
    }

    func forget() { known = [:] }
}

/// Values by key: all of them in memory, or loaded from stored state as they are asked for.
struct Lookup<Key: Hashable, Value> {
    private var values: [Key: Value] = [:]
    private let stored: StoredLookup<Key, Value>?

    init() { stored = nil }
    init(_ stored: StoredLookup<Key, Value>) { self.stored = stored }

    /// Goes on in stored entries, of which there are none yet.
    mutating func move(to stored: StoredLookup<Key, Value>) {
        for (key, value) in values { stored[key] = value }
        self = Lookup(stored)
    }

    subscript(key: Key) -> Value? {
        get { if let stored { stored[key] } else { values[key] } }
        set { if let stored { stored[key] = newValue } else { values[key] = newValue } }
    }

    subscript(key: Key, default value: @autoclosure () -> Value) -> Value {
        get { self[key] ?? value() }
        _modify {
            if let stored {
                var found = stored[key] ?? value()
                defer { stored[key] = found }
                yield &found
            } else {
                yield &values[key, default: value()]
            }
        }
    }
}
