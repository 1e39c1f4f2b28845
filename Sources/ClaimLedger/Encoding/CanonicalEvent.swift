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
        var places = [0, 0, 0]
        for name in text.sortedNames(of: 0) {
            // Most names sort before all three, by their first letter.
            if places[2] == 0, !text.isNamed(name, before: "r") {
                for (place, added) in ClaimEvent.addedAttributes.enumerated() where places[place] == 0 {
                    if !text.isNamed(name, before: added) { places[place] = bytes.count }
                }
            }
            guard !ClaimEvent.isAdded(name, text) else { continue }
            text.appendCanonical(name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            if text.isNamed(name, "time") {
                bytes.append(UInt8(ascii: "\""))
                time.appendUTF8(to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            } else {
                text.appendCanonical(name + 1, to: &bytes)
            }
            bytes.append(UInt8(ascii: ","))
        }
        // `time` and `type` are always there and sort behind all three, so every place was found.
        bytes[bytes.count - 1] = UInt8(ascii: "}")
        self.bytes = bytes
        insertionPoints = InsertionPoints(recordedTime: places[0], sequence: places[1], streamVersion: places[2])
    }
}
