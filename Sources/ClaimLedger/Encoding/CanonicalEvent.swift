/// An event's canonical bytes without the members that the ledger adds, and where those go.
struct CanonicalEvent: Sendable {
    let bytes: [UInt8]
    /// Where in `bytes` the added members go.
    let insertionPoints: InsertionPoints

    /// Places of the three added members, in their order.
    struct InsertionPoints {
        var recordedTime = 0
        var sequence = 0
        var streamVersion = 0
    }

    /// Brings an event's text to canonical form, its time in UTC.
    init(_ text: JSONText, time: Instant) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.bytes.count + 32)
        bytes.append(UInt8(ascii: "{"))
        var points = InsertionPoints()
        text.forEachSortedName(of: 0) { name in
            // Most names sort before all three, by their first letter.
            let label = text.nodes[name]
            if points.streamVersion == 0, label.hasEscapes || label.prefix.first >= UInt8(ascii: "r") {
                points.pass(name, of: text, at: bytes.count)
            }
            guard !ClaimEvent.isAdded(name, text) else { return }
            if text.isNamed(name, "time"), !Self.isNormal(time: name + 1, text) {
                bytes.append(contentsOf: "\"time\":\"".utf8)
                time.appendUTF8(to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            } else {
                text.appendCanonicalMember(name, to: &bytes)
            }
            bytes.append(UInt8(ascii: ","))
        }
        // `time` and `type` are always there and sort behind all three, so every place was found.
        bytes[bytes.count - 1] = UInt8(ascii: "}")
        self.bytes = bytes
        insertionPoints = points
    }

    /// Whether an instant that could be read stands there as `Instant.description` would write it.
    private static func isNormal(time node: Int, _ text: JSONText) -> Bool {
        let found = text.nodes[node]
        guard !found.hasEscapes, found.count >= 20 else { return false }
        let bytes = text.bytes(of: node)
        guard bytes[bytes.startIndex + 10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z") else { return false }
        return found.count == 20 || bytes[bytes.endIndex - 2] != UInt8(ascii: "0")
    }
}

extension CanonicalEvent.InsertionPoints {
    /// Notes where the added members go that sort before a name, or at it.
    fileprivate mutating func pass(_ name: Int, of text: JSONText, at place: Int) {
        if recordedTime == 0, !text.isNamed(name, before: "recordedtime") { recordedTime = place }
        if sequence == 0, !text.isNamed(name, before: "sequence") { sequence = place }
        if streamVersion == 0, !text.isNamed(name, before: "streamversion") { streamVersion = place }
    }
}
