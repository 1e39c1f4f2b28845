/// A JSON text with a flat list of the values in it, in the order in which they stand.
///
/// Reading a text this way makes no tree and no strings: a string is made of its bytes when it is asked for. Member names
/// are values of their own here, each before the value it names.
final class JSONText: Sendable {
    /// One value, or one member's name: what it is and which bytes it takes.
    struct Node {
        enum Kind: UInt8 { case null, `false`, `true`, integer, string, array, object }

        var kind: Kind
        /// Whether a backslash stands in it, for a string.
        var hasEscapes = false
        /// Whether its bytes are its canonical form already.
        var isCanonical = true
        /// Whether it may hold control characters, for a string: it has escapes, or bytes from 0x7F on.
        var isSuspect = false
        /// Its first byte; for a string the one behind the quote.
        var start: UInt32
        /// Behind its last byte; for a string its closing quote.
        var end: UInt32
        /// The next value that is not inside of this one.
        var next: UInt32
        /// For an object whose names do not stand in order: where in `orders` their order is, from 1; 0 for all others.
        var order: UInt32 = 0
        /// The first eight bytes of a string, so that most comparisons end with one of integers.
        var prefix = TextPrefix.none

        var range: Range<Int> { Int(start)..<Int(end) }
        var count: Int { Int(end - start) }
    }

    let bytes: [UInt8]
    let nodes: [Node]
    /// For each object whose names do not stand in order: how many there are, and their nodes in order.
    private let orders: [UInt32]

    /// Reads a text, as `JSONValue.init(parsing:)` does.
    init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes.span)
        try parser.parseDocument()
        self.bytes = bytes
        nodes = parser.nodes
        orders = parser.orders
    }

    /// Whether the value is an object.
    func isObject(_ node: Int) -> Bool { nodes[node].kind == .object }

    /// The text of a string, or of a member's name.
    func string(_ node: Int) -> String {
        let found = nodes[node]
        guard found.hasEscapes else { return bytes.text(in: found.range) }
        let bytes = bytes
        let parser = JSONParser(bytes.span)
        do throws(JSONError) { return try parser.unescaped(found.range) } catch {
            preconditionFailure("escapes were checked when the text was read")
        }
    }

    /// The value of an integer.
    func integer(_ node: Int) -> Int64 {
        var magnitude: Int64 = 0
        let digits = bytes[nodes[node].range]
        for digit in digits where digit != UInt8(ascii: "-") {
            magnitude = magnitude * 10 + Int64(digit &- UInt8(ascii: "0"))
        }
        return digits.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    /// The bytes of a string without escapes.
    func bytes(of node: Int) -> ArraySlice<UInt8> { bytes[nodes[node].range] }

    /// Calls a body with the name and the value of each member, as they stand in the text.
    func forEachMember<Failure: Error>(
        of object: Int, _ body: (_ name: Int, _ value: Int) throws(Failure) -> Void
    ) throws(Failure) {
        var name = object + 1
        let end = Int(nodes[object].next)
        while name < end {
            try body(name, name + 1)
            name = Int(nodes[name + 1].next)
        }
    }

    /// The value of the member of this name; nil where there is none.
    func member(_ name: MemberName, of object: Int) -> Int? {
        var candidate = object + 1
        let end = Int(nodes[object].next)
        while candidate < end {
            if isNamed(candidate, name) { return candidate + 1 }
            candidate = Int(nodes[candidate + 1].next)
        }
        return nil
    }

    /// Whether a member's name, or a string, is this one.
    func isNamed(_ node: Int, _ name: MemberName) -> Bool {
        let found = nodes[node]
        guard !found.hasEscapes else { return string(node) == name.text }
        guard found.prefix == name.prefix, found.count == name.count else { return false }
        return name.continues(as: bytes, from: Int(found.start))
    }

    /// Whether a member's name sorts before another name; both are ASCII.
    func isNamed(_ node: Int, before name: MemberName) -> Bool {
        let found = nodes[node]
        guard !found.hasEscapes else { return string(node) < name.text }
        return found.prefix == name.prefix
            ? bytes[found.range].lexicographicallyPrecedes(name.text.utf8) : found.prefix < name.prefix
    }

    /// The elements of an array, in order.
    func elements(of array: Int) -> [Int] {
        var elements: [Int] = []
        var element = array + 1
        while element < Int(nodes[array].next) {
            elements.append(element)
            element = Int(nodes[element].next)
        }
        return elements
    }

    /// Calls a body with the node of each of an object's names, in the order of the names.
    func forEachSortedName(of object: Int, _ body: (_ name: Int) -> Void) {
        let order = Int(nodes[object].order)
        guard order > 0 else { return forEachMember(of: object) { name, _ in body(name) } }
        for place in order..<order + Int(orders[order - 1]) { body(Int(orders[place])) }
    }

    /// The nodes of an object's names, in the order of the names.
    func sortedNames(of object: Int) -> [Int] {
        var names: [Int] = []
        forEachSortedName(of: object) { names.append($0) }
        return names
    }

    /// Where a value stands: `data.workloads[0]`; empty for the whole text.
    func path(to target: Int) -> String {
        var path = ""
        var container = 0
        while container != target {
            var child = container + 1
            var position = 0
            let isObject = isObject(container)
            while true {
                let value = isObject ? child + 1 : child
                let next = Int(nodes[value].next)
                if target < next {
                    path += isObject ? (path.isEmpty ? "" : ".") + string(child) : "[\(position)]"
                    container = value
                    break
                }
                child = next
                position += 1
            }
        }
        return path
    }

    /// A value as a tree of its own.
    func value(_ node: Int = 0) -> JSONValue {
        switch nodes[node].kind {
        case .null: return .null
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .integer: return .integer(integer(node))
        case .string: return .string(string(node))
        case .array: return .array(elements(of: node).map { value($0) })
        case .object:
            return .object(
                JSONObject(
                    sorted: sortedNames(of: node).map {
                        JSONObject.Member(name: string($0), value: value($0 + 1))
                    }))
        }
    }
}
