extension JSONValue {
    /// Reads one JSON value, with JSON white space around it or not.
    ///
    /// Refused beside what RFC 8259 refuses: invalid UTF-8, a byte order mark, a member name twice or not in ASCII, an
    /// escaped surrogate without its partner, a number with a fraction or an exponent, `-0`, an integer outside
    /// ±(2^53 − 1), and more than 64 arrays and objects inside each other. Time is linear in the number of bytes, save
    /// for the sorting of members.
    ///
    /// - Throws: `JSONError` for the first fault met.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        self = try JSONText(parsing: bytes).value()
    }
}

/// Reads one value from the front of the bytes to their end, by recursive descent, and lists what it meets.
///
/// Strings are in `JSONParser+String.swift`, numbers and faults in their own files too. The path of an error is put
/// together while the error travels outwards, so that reading without one costs nothing for it.
struct JSONParser: ~Escapable {
    let bytes: Span<UInt8>
    /// The next byte to read.
    var index = 0
    /// The values met so far, and the order of the names of objects that need one; see `JSONText`.
    var nodes: [JSONText.Node] = []
    private(set) var orders: [UInt32] = []
    private typealias SortKey = (prefix: TextPrefix, node: UInt32)
    /// Up to so many names are sorted by insertion.
    private static let fewNames = 32
    /// Room for sorting, kept from one object to the next.
    private var sorting: [SortKey] = []
    /// How many arrays and objects are open.
    private var depth = 0
    /// How often the text was not in canonical form so far.
    var irregularities = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    mutating func parseDocument() throws(JSONError) {
        guard bytes.count < UInt32.max else { throw JSONError(offset: 0, reason: "the text is longer than 4 GiB") }
        nodes.reserveCapacity(bytes.count / 7 + 8)
        try refuseByteOrderMark()
        try parseValue()
        skipWhitespace()
        guard index == bytes.count else { throw unexpected(expected: "the end") }
    }

    private mutating func parseValue() throws(JSONError) {
        skipWhitespace()
        guard index < bytes.count else { throw unexpected(expected: "a value") }
        switch bytes[index] {
        case UInt8(ascii: "\""): _ = try parseString()
        case UInt8(ascii: "{"): try parseObject()
        case UInt8(ascii: "["): try parseArray()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = index
            try parseInteger()
            list(.integer, from: start)
        default: try parseWord()
        }
    }

    /// Lists a word or a number that ends where the parser stands.
    private mutating func list(_ kind: JSONText.Node.Kind, from start: Int) {
        nodes.append(
            JSONText.Node(kind: kind, start: UInt32(start), end: UInt32(index), next: UInt32(nodes.count + 1)))
    }

    private mutating func parseWord() throws(JSONError) {
        let length = wordLength(at: index)
        let kind: JSONText.Node.Kind
        if matches("true", length: length) {
            kind = .true
        } else if matches("false", length: length) {
            kind = .false
        } else if matches("null", length: length) {
            kind = .null
        } else {
            throw unexpected(expected: "a value")
        }
        index += length
        list(kind, from: index - length)
    }

    private mutating func parseArray() throws(JSONError) {
        let irregular = irregularities
        let array = try openContainer(.array)
        skipWhitespace()
        if consume(UInt8(ascii: "]")) {
            depth -= 1
        } else {
            var count = 0
            repeat {
                do throws(JSONError) {
                    try parseValue()
                } catch {
                    throw error.inside(element: count)
                }
                count += 1
            } while try continues(closing: UInt8(ascii: "]"))
        }
        close(array, irregular)
    }

    private mutating func parseObject() throws(JSONError) {
        let irregular = irregularities
        let object = try openContainer(.object)
        skipWhitespace()
        if consume(UInt8(ascii: "}")) {
            depth -= 1
        } else {
            var isSorted = true
            var previous: Int?
            repeat {
                let name = nodes.count
                try parseMemberName()
                try parseValue(named: name)
                if isSorted, let previous { isSorted = isOrdered(previous, name) }
                previous = name
            } while try continues(closing: UInt8(ascii: "}"))
            if !isSorted { try order(object) }
        }
        close(object, irregular)
    }

    /// Reads a name and the colon behind it.
    private mutating func parseMemberName() throws(JSONError) {
        skipWhitespace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            throw unexpected(expected: "a member name in double quotes")
        }
        let start = index
        let isASCII = try parseString()
        guard isASCII else {
            let name = CanonicalJSON.excerpt(name(nodes.count - 1))
            throw JSONError(offset: start, reason: "member name \(name) is not ASCII")
        }
        skipWhitespace()
        guard consume(UInt8(ascii: ":")) else { throw unexpected(expected: "\":\" after a member name") }
    }

    private mutating func parseValue(named name: Int) throws(JSONError) {
        do throws(JSONError) {
            try parseValue()
        } catch {
            throw error.inside(member: self.name(name))
        }
    }

    /// Notes the order of an object's names, which do not stand in it, and sees that each occurs once.
    private mutating func order(_ object: Int) throws(JSONError) {
        irregularities += 1
        sorting.removeAll(keepingCapacity: true)
        sorting.reserveCapacity(Self.fewNames)
        var hasEscapes = false
        var name = object + 1
        while name < nodes.count {
            hasEscapes = hasEscapes || nodes[name].hasEscapes
            sorting.append((nodes[name].prefix, UInt32(name)))
            name = Int(nodes[name + 1].next)
        }
        if hasEscapes || sorting.count > Self.fewNames { sortMany() } else { sortFew() }
        var second: UInt32?
        for place in sorting.indices.dropFirst() {
            let (previous, node) = (sorting[place - 1].node, sorting[place].node)
            if !isOrdered(Int(previous), Int(node)) { second = min(second ?? node, node) }
        }
        if let second { throw duplicate(Int(second)) }
        orders.reserveCapacity(2 * Self.fewNames)
        orders.append(UInt32(sorting.count))
        nodes[object].order = UInt32(orders.count)
        for key in sorting { orders.append(key.node) }
    }

    /// Sorts names without escapes by insertion, which needs no strings; equal names stay as they stand.
    private mutating func sortFew() {
        var names: [SortKey] = []
        swap(&names, &sorting)
        var keys = names.mutableSpan
        for place in keys.indices.dropFirst() {
            let key = keys[place]
            var hole = place
            while hole > 0, isOrdered(key, keys[hole - 1]) {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
        swap(&names, &sorting)
    }

    private mutating func sortMany() {
        var keyed: [(name: String, key: SortKey)] = []
        for key in sorting { keyed.append((name(Int(key.node)), key)) }
        keyed.sort { ($0.name, $0.key.node) < ($1.name, $1.key.node) }
        sorting = keyed.map(\.key)
    }

    /// Whether one member's name comes before another; most differ within their prefixes.
    private func isOrdered(_ left: SortKey, _ right: SortKey) -> Bool {
        left.prefix < right.prefix || left.prefix == right.prefix && isOrdered(Int(left.node), Int(right.node))
    }

    private func duplicate(_ name: Int) -> JSONError {
        JSONError(
            offset: Int(nodes[name].start) - 1, reason: "duplicate member \(CanonicalJSON.excerpt(self.name(name)))")
    }

    /// Whether one member's name comes before another.
    private func isOrdered(_ left: Int, _ right: Int) -> Bool {
        if nodes[left].hasEscapes || nodes[right].hasEscapes { return name(left) < name(right) }
        let (one, other) = (nodes[left], nodes[right])
        guard one.prefix == other.prefix else { return one.prefix < other.prefix }
        // What is no longer than the prefix has been compared whole.
        var offset = TextPrefix.byteCount
        while offset < one.count, offset < other.count {
            let (first, second) = (bytes[Int(one.start) + offset], bytes[Int(other.start) + offset])
            if first != second { return first < second }
            offset += 1
        }
        return one.count < other.count
    }

    /// A member's name, whose escapes are known to be sound.
    private func name(_ node: Int) -> String {
        do throws(JSONError) { return try unescaped(nodes[node].range) } catch {
            preconditionFailure("escapes are checked before a name is listed")
        }
    }

    private mutating func openContainer(_ kind: JSONText.Node.Kind) throws(JSONError) -> Int {
        guard depth < JSONValue.maximumDepth else {
            let reason = "more than \(JSONValue.maximumDepth) arrays and objects inside each other"
            throw JSONError(offset: index, reason: reason)
        }
        depth += 1
        nodes.append(JSONText.Node(kind: kind, start: UInt32(index), end: 0, next: 0))
        index += 1
        return nodes.count - 1
    }

    private mutating func close(_ container: Int, _ irregular: Int) {
        nodes[container].end = UInt32(index)
        nodes[container].next = UInt32(nodes.count)
        nodes[container].isCanonical = irregularities == irregular
    }

    /// Reads the comma before another element, or the byte that closes the container.
    private mutating func continues(closing: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        if consume(UInt8(ascii: ",")) { return true }
        guard consume(closing) else {
            throw unexpected(expected: closing == UInt8(ascii: "]") ? "\",\" or \"]\"" : "\",\" or \"}\"")
        }
        depth -= 1
        return false
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipWhitespace() {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default:
                if index > start { irregularities += 1 }
                return
            }
        }
    }
}
