// How a prepared event waits in a file between being checked and being appended (little-endian):
// 72 header, 12 insertion points (4 each), then id, source, subject and canonical JSON, each with its length before it (4).

extension PreparedEvent {
    /// Adds the bytes from which `init(spooled:)` makes the event again.
    package func spool(to bytes: inout [UInt8]) {
        header.append(to: &bytes, leafHash: .ofEmptyTree)
        for point in [insertionPoints.recordedTime, insertionPoints.sequence, insertionPoints.streamVersion] {
            bytes.appendLittleEndian(UInt32(point))
        }
        for text in [id.text, source.text, stream.subject] {
            bytes.appendLittleEndian(UInt32(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        }
        bytes.appendLittleEndian(UInt32(canonical.count))
        bytes.append(contentsOf: canonical)
    }

    /// Makes an event again from its spooled bytes; nil where they are cut or changed.
    package init?(spooled rest: RawSpan) {
        var position = EventHeader.byteCount + 12
        guard rest.byteCount > position, let header = try? EventHeader(spooled: rest) else { return nil }
        self.header = header
        insertionPoints = CanonicalEvent.InsertionPoints(
            recordedTime: Int(rest.littleEndian(EventHeader.byteCount, as: UInt32.self)),
            sequence: Int(rest.littleEndian(EventHeader.byteCount + 4, as: UInt32.self)),
            streamVersion: Int(rest.littleEndian(EventHeader.byteCount + 8, as: UInt32.self)))
        func part() -> Range<Int>? {
            guard position + 4 <= rest.byteCount else { return nil }
            let count = Int(rest.littleEndian(position, as: UInt32.self))
            position += 4
            guard position + count <= rest.byteCount else { return nil }
            defer { position += count }
            return position..<position + count
        }
        guard let id = part(), let source = part(), let subject = part(), let canonical = part(),
            let stream = Stream(subject: rest.extracting(subject).text)
        else { return nil }
        self.id = EventID(rest.extracting(id).text)
        self.source = EventSource(rest.extracting(source).text)
        self.stream = stream
        self.canonical = rest.extracting(canonical).copiedBytes()
        let points = [insertionPoints.recordedTime, insertionPoints.sequence, insertionPoints.streamVersion]
        guard points.allSatisfy({ $0 <= canonical.count }) else { return nil }
    }

    /// Makes an event again from its spooled bytes; nil where they are cut or changed.
    package init?(spooled bytes: [UInt8]) { self.init(spooled: bytes.rawBytes) }

    /// Whether another event says the very same, its identity included.
    package func isSame(as other: PreparedEvent) -> Bool { canonical == other.canonical }
}
