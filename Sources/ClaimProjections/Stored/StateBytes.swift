import ClaimLedger

// Stored state is private to one version of the projection: whoever changes what is written here raises the version, and
// the state is built anew by replay. Numbers are written seven bits to a byte, least significant first, the top bit set on
// all but the last; a text is its length in bytes and its UTF-8; an optional is 0, or 1 and the value.

/// Collects the bytes of a stored value.
struct StateWriter {
    private(set) var bytes: [UInt8] = []

    mutating func number(_ value: some FixedWidthInteger) {
        var rest = UInt64(truncatingIfNeeded: value)
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func text(_ value: String) {
        number(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func instant(_ value: Instant) {
        // Instants before 1970 are rare; the sign is folded into the lowest bit, so that they stay short too.
        let micros = value.microsecondsSinceEpoch
        number(UInt64(bitPattern: (micros << 1) ^ (micros >> 63)))
    }

    mutating func code<Value: CaseIterable & Equatable>(_ value: Value) where Value.AllCases.Index == Int {
        bytes.append(value.code)
    }

    mutating func list<Value>(_ values: some Collection<Value>, _ write: (inout StateWriter, Value) -> Void) {
        number(values.count)
        for value in values { write(&self, value) }
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout StateWriter, Value) -> Void) {
        flag(value != nil)
        if let value { write(&self, value) }
    }

    mutating func optionalNumber(_ value: (some FixedWidthInteger)?) { optional(value) { $0.number($1) } }
    mutating func optionalText(_ value: String?) { optional(value) { $0.text($1) } }
    mutating func optionalInstant(_ value: Instant?) { optional(value) { $0.instant($1) } }
}

/// Stored bytes that are not what this version writes.
struct StateDamage: Error {}

/// Takes a stored value apart.
struct StateReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    private mutating func byte() throws(StateDamage) -> UInt8 {
        guard place < bytes.count else { throw StateDamage() }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(StateDamage) -> Number {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 64 else { throw StateDamage() }
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 {
                let number = Number(truncatingIfNeeded: value)
                guard UInt64(truncatingIfNeeded: number) == value else { throw StateDamage() }
                return number
            }
            shift += 7
        }
    }

    mutating func flag() throws(StateDamage) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw StateDamage()
        }
    }

    mutating func text() throws(StateDamage) -> String {
        let count = try number(Int.self)
        guard count >= 0, count <= bytes.count - place else { throw StateDamage() }
        defer { place += count }
        guard let text = String(validating: bytes[place..<place + count], as: UTF8.self) else { throw StateDamage() }
        return text
    }

    mutating func instant() throws(StateDamage) -> Instant {
        let folded = try number(UInt64.self)
        let micros = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
        let range = Instant.earliest.microsecondsSinceEpoch...Instant.latest.microsecondsSinceEpoch
        guard range.contains(micros) else { throw StateDamage() }
        return Instant(microsecondsSinceEpoch: micros)
    }

    mutating func code<Value: CaseIterable & Equatable>(
        _ type: Value.Type = Value.self
    ) throws(StateDamage) -> Value where Value.AllCases.Index == Int {
        guard let value = Value(code: try byte()) else { throw StateDamage() }
        return value
    }

    mutating func list<Value>(
        _ read: (inout StateReader) throws(StateDamage) -> Value
    ) throws(StateDamage) -> [Value] {
        let count = try number(Int.self)
        guard count >= 0, count <= bytes.count else { throw StateDamage() }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }

    mutating func optional<Value>(
        _ read: (inout StateReader) throws(StateDamage) -> Value
    ) throws(StateDamage) -> Value? {
        try flag() ? try read(&self) : nil
    }

    mutating func optionalNumber<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(StateDamage) -> Number? {
        try flag() ? try number() : nil
    }

    mutating func optionalText() throws(StateDamage) -> String? { try flag() ? try text() : nil }
    mutating func optionalInstant() throws(StateDamage) -> Instant? { try flag() ? try instant() : nil }
}

/// A value that is kept among the stored state.
protocol StateCodable {
    init(from reader: inout StateReader) throws(StateDamage)
    func write(to writer: inout StateWriter)
}

extension StateCodable {
    /// The value as stored.
    var stateBytes: [UInt8] {
        var writer = StateWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Reads a stored value, all of the bytes.
    init(stateBytes bytes: [UInt8]) throws(StateDamage) {
        var reader = StateReader(bytes)
        try self.init(from: &reader)
        guard reader.isAtEnd else { throw StateDamage() }
    }
}

extension Int: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) { self = try reader.number() }
    func write(to writer: inout StateWriter) { writer.number(self) }
}

extension Instant: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) { self = try reader.instant() }
    func write(to writer: inout StateWriter) { writer.instant(self) }
}

extension Array: StateCodable where Element: StateCodable {
    init(from reader: inout StateReader) throws(StateDamage) {
        self = try reader.list { (reader) throws(StateDamage) in try Element(from: &reader) }
    }
    func write(to writer: inout StateWriter) { writer.list(self) { $1.write(to: &$0) } }
}
