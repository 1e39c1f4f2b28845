extension JSONValue {
    /// Reads one JSON value, with JSON white space around it or not.
    ///
    /// Refused beside what RFC 8259 refuses: invalid UTF-8, a byte order mark, a member name twice or not in ASCII, an
    /// escaped surrogate without its partner, a number with a fraction or an exponent, `-0`, an integer outside
    /// ±(2^53 − 1), and more than 64 arrays and objects inside each other. Time is linear in the number of bytes, save
    /// for the sorting of members.
    ///
    /// - Throws: `JSONError` for the first fault met.
    public init(parsing bytes: Span<UInt8>) throws(JSONError) {
        var parser = JSONParser(bytes)
        self = try parser.parseDocument()
    }

    /// Reads one JSON value from an array of bytes, in the same way.
    ///
    /// - Throws: `JSONError` for the first fault met.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        try self.init(parsing: bytes.span)
    }
}

/// Reads one value from the front of the bytes to their end, by recursive descent.
///
/// Strings are in `JSONParser+String.swift`, numbers and faults in their own files too. The path of an error is put
/// together while the error travels outwards, so that reading without one costs nothing for it.
struct JSONParser: ~Escapable {
    let bytes: Span<UInt8>
    /// The next byte to read.
    var index = 0
    /// How many arrays and objects are open.
    private var depth = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    mutating func parseDocument() throws(JSONError) -> JSONValue {
        try refuseByteOrderMark()
        let value = try parseValue()
        skipWhitespace()
        guard index == bytes.count else { throw unexpected(expected: "the end") }
        return value
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        skipWhitespace()
        guard index < bytes.count else { throw unexpected(expected: "a value") }
        switch bytes[index] {
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "{"): return .object(try parseObject())
        case UInt8(ascii: "["): return .array(try parseArray())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try parseInteger())
        default: return try parseWord()
        }
    }

    private mutating func parseWord() throws(JSONError) -> JSONValue {
        let length = wordLength(at: index)
        let value: JSONValue
        if matches("true", length: length) {
            value = .bool(true)
        } else if matches("false", length: length) {
            value = .bool(false)
        } else if matches("null", length: length) {
            value = .null
        } else {
            throw unexpected(expected: "a value")
        }
        index += length
        return value
    }

    private mutating func parseArray() throws(JSONError) -> [JSONValue] {
        try openContainer()
        var elements: [JSONValue] = []
        skipWhitespace()
        if consume(UInt8(ascii: "]")) {
            depth -= 1
            return elements
        }
        repeat {
            do throws(JSONError) {
                elements.append(try parseValue())
            } catch {
                throw error.inside(element: elements.count)
            }
        } while try continues(closing: UInt8(ascii: "]"))
        return elements
    }

    private mutating func parseObject() throws(JSONError) -> JSONObject {
        let start = index
        try openContainer()
        skipWhitespace()
        if consume(UInt8(ascii: "}")) {
            depth -= 1
            return JSONObject()
        }
        var members: [JSONObject.Member] = []
        var isSorted = true
        repeat {
            let name = try parseMemberName()
            let value = try parseValue(named: name)
            if isSorted, !members.isEmpty, members[members.count - 1].name >= name { isSorted = false }
            members.append(JSONObject.Member(name: name, value: value))
        } while try continues(closing: UInt8(ascii: "}"))
        guard isSorted || JSONObject.sort(&members) else { throw duplicateMember(from: start) }
        return JSONObject(sorted: members)
    }

    /// Reads a name and the colon behind it.
    private mutating func parseMemberName() throws(JSONError) -> String {
        skipWhitespace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            throw unexpected(expected: "a member name in double quotes")
        }
        let start = index
        let name = try parseString()
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw JSONError(offset: start, reason: "member name \(CanonicalJSON.excerpt(name)) is not ASCII")
        }
        skipWhitespace()
        guard consume(UInt8(ascii: ":")) else { throw unexpected(expected: "\":\" after a member name") }
        return name
    }

    private mutating func parseValue(named name: String) throws(JSONError) -> JSONValue {
        do throws(JSONError) {
            return try parseValue()
        } catch {
            throw error.inside(member: name)
        }
    }

    /// Reads the object at `start` once more, to find where a name stands for the second time.
    private mutating func duplicateMember(from start: Int) -> JSONError {
        index = start + 1
        var names: Set<String> = []
        do throws(JSONError) {
            repeat {
                skipWhitespace()
                let offset = index
                let name = try parseMemberName()
                guard names.insert(name).inserted else {
                    return JSONError(offset: offset, reason: "duplicate member \(CanonicalJSON.excerpt(name))")
                }
                _ = try parseValue()
            } while consumeComma()
        } catch {
            return error
        }
        preconditionFailure("an object with a duplicate member has one when read again")
    }

    private mutating func openContainer() throws(JSONError) {
        guard depth < JSONValue.maximumDepth else {
            let reason = "more than \(JSONValue.maximumDepth) arrays and objects inside each other"
            throw JSONError(offset: index, reason: reason)
        }
        depth += 1
        index += 1
    }

    /// Reads the comma before another element, or the byte that closes the container.
    private mutating func continues(closing: UInt8) throws(JSONError) -> Bool {
        if consumeComma() { return true }
        guard consume(closing) else {
            throw unexpected(expected: closing == UInt8(ascii: "]") ? "\",\" or \"]\"" : "\",\" or \"}\"")
        }
        depth -= 1
        return false
    }

    private mutating func consumeComma() -> Bool {
        skipWhitespace()
        return consume(UInt8(ascii: ","))
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipWhitespace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }
}
