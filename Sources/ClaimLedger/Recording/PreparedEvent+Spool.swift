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
    ///
    /// Where its source is that of an event given as `neighbour`, both share the text.
    package init?(spooled rest: RawSpan, neighbour: PreparedEvent? = nil) {
        guard let parts = SpooledParts(rest),
            let header = try? EventHeader(spooled: rest),
            let stream = Stream(subject: rest.extracting(parts.subject).text)
        else { return nil }
        self.header = header
        insertionPoints = CanonicalEvent.InsertionPoints(
            recordedTime: Int(rest.littleEndian(EventHeader.byteCount, as: UInt32.self)),
            sequence: Int(rest.littleEndian(EventHeader.byteCount + 4, as: UInt32.self)),
            streamVersion: Int(rest.littleEndian(EventHeader.byteCount + 8, as: UInt32.self)))
        id = EventID(rest.extracting(parts.id).text)
        let source = rest.extracting(parts.source)
        if let neighbour, source.holds(neighbour.source.text) {
            self.source = neighbour.source
        } else {
            self.source = EventSource(source.text)
        }
        self.stream = stream
        canonical = rest.extracting(parts.canonical).copiedBytes()
        let points = [insertionPoints.recordedTime, insertionPoints.sequence, insertionPoints.streamVersion]
        guard points.allSatisfy({ $0 <= canonical.count }) else { return nil }
    }

    /// Makes an event again from its spooled bytes; nil where they are cut or changed.
    package init?(spooled bytes: [UInt8]) { self.init(spooled: bytes.rawBytes) }

    /// Whether another event says the very same, its identity included.
    package func isSame(as other: PreparedEvent) -> Bool { canonical == other.canonical }
}

/// Where the parts of a spooled event stand.
private struct SpooledParts {
    let id: Range<Int>
    let source: Range<Int>
    let subject: Range<Int>
    let canonical: Range<Int>

    /// Finds them; nil where the bytes are cut.
    init?(_ bytes: RawSpan) {
        var position = EventHeader.byteCount + 12
        func part() -> Range<Int>? {
            guard position + 4 <= bytes.byteCount else { return nil }
            let count = Int(bytes.littleEndian(position, as: UInt32.self))
            position += 4
            guard position + count <= bytes.byteCount else { return nil }
            defer { position += count }
            return position..<position + count
        }
        guard bytes.byteCount > position, let id = part(), let source = part(), let subject = part(),
            let canonical = part()
        else { return nil }
        self.id = id
        self.source = source
        self.subject = subject
        self.canonical = canonical
    }
}

/// Shows a spooled event to a fold as `PreparedEvent.withFoldedView` does, and makes no event of it.
///
/// - Parameters:
///   - bytes: What `PreparedEvent.spool` has written.
///   - place: Where the event is to be shown.
///   - known: What is known of its JSON already.
///   - body: The fold.
/// - Returns: What the body returns; nil where the bytes are cut or changed.
/// - Throws: What the body throws.
package func withFoldedView<Result, Failure: Error>(
    ofSpooled bytes: RawSpan, at place: EventPlace, known: KnownContent?,
    _ body: (borrowing EventView) throws(Failure) -> Result
) throws(Failure) -> Result? {
    guard let parts = SpooledParts(bytes), let header = try? EventHeader(spooled: bytes) else { return nil }
    return try body(
        EventView(
            sequence: place.sequence, header: header.placed(at: place), json: bytes.extracting(parts.canonical),
            known: known))
}
