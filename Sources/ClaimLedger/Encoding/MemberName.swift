/// A name of a member that is looked for, or another text that one in an event is compared with: ASCII.
struct MemberName: ExpressibleByStringLiteral {
    private let literal: StaticString
    let prefix: TextPrefix
    let count: Int

    /// Inlined everywhere, so that nothing of it is left to do while an event is read.
    @inline(__always)
    init(stringLiteral value: StaticString) {
        literal = value
        prefix = TextPrefix(value)
        count = value.utf8CodeUnitCount
    }

    /// The name as a string, for messages.
    var text: String { literal.description }

    /// Whether the name goes on behind its prefix as the bytes from an offset on do, which are as many.
    func continues(as bytes: [UInt8], from offset: Int) -> Bool {
        var place = TextPrefix.byteCount
        while place < count {
            guard unsafe literal.utf8Start[place] == bytes[offset + place] else { return false }
            place += 1
        }
        return true
    }
}
