// How a prepared event waits in a file between being checked and being appended (little-endian):
// 72 header, 12 insertion points (4 each), then id, source, subject and canonical JSON, each with its length before it (4).

extension PreparedEvent {
    /// Adds the bytes from which `init(spooled:)` makes the event again.
    package func spool(to bytes: inout [UInt8]) {
        header.append(to: &bytes, leafHash: .ofEmptyTree)
        for point in [insertionPoints.recordedTime, insertionPoints.sequence, insertionPoints.streamVersion] {
            bytes.appendLittleEndian(UInt32(point))
        }
        for part in [Array(id.text.utf8), Array(source.text.utf8), Array(stream.subject.utf8), canonical] {
            bytes.appendLittleEndian(UInt32(part.count))
            bytes.append(contentsOf: part)
        }
    }

    /// Makes an event again from its spooled bytes; nil where they are cut or changed.
    package init?(spooled bytes: [UInt8]) {
        let fixed = EventHeader.byteCount + 12
        guard bytes.count > fixed, let header = try? EventHeader(spooled: bytes.rawBytes) else { return nil }
        self.header = header
        let points = (0..<3).map { Int(bytes.rawBytes.littleEndian(EventHeader.byteCount + 4 * $0, as: UInt32.self)) }
        insertionPoints = (points[0], points[1], points[2])
        var parts: [ArraySlice<UInt8>] = []
        var rest = bytes[fixed...]
        while parts.count < 4 {
            guard let count = UInt32(littleEndianBytes: rest.prefix(4)), rest.count >= 4 + Int(count) else {
                return nil
            }
            parts.append(rest.dropFirst(4).prefix(Int(count)))
            rest = rest.dropFirst(4 + Int(count))
        }
        guard let stream = Stream(subject: String(decoding: parts[2], as: UTF8.self)) else { return nil }
        id = EventID(String(decoding: parts[0], as: UTF8.self))
        source = EventSource(String(decoding: parts[1], as: UTF8.self))
        self.stream = stream
        canonical = Array(parts[3])
        guard points.allSatisfy({ $0 <= canonical.count }) else { return nil }
    }

    /// Whether another event says the very same, its identity included.
    package func isSame(as other: PreparedEvent) -> Bool { canonical == other.canonical }
}
