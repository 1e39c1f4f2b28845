/// The streams that a transaction has to do with, as it leaves them.
///
/// A stream is looked up by its name once for each event; from then on its place here stands for it.
struct SessionStreams {
    /// One stream, and where it ends.
    struct Entry {
        let kind: Stream.Kind
        /// Nil before the stream's first event.
        var head: StreamHead?
        /// Whether the transaction has added to it.
        var hasGrown = false

        /// Puts entries in the order of their keys in the table of heads.
        fileprivate var order: UInt64 { UInt64(kind.rawValue) << 32 | UInt64(head?.index ?? 0) }
    }

    private var places: [Stream: Int] = [:]
    private var entries: [Entry] = []
    private var grown: [Int] = []

    /// Whether the transaction has added to any.
    var haveGrown: Bool { !grown.isEmpty }

    /// The stream at a place.
    subscript(place: Int) -> Entry { entries[place] }

    /// Where a stream stands; nil where it was not asked for.
    func place(of stream: Stream) -> Int? { places[stream] }

    /// Where a stream stands; asks for its head if it is new here.
    mutating func place(
        of stream: Stream, reading head: () throws(ReadError) -> StreamHead?
    ) throws(ReadError) -> Int {
        if let known = places[stream] { return known }
        entries.append(Entry(kind: stream.kind, head: try head()))
        places[stream] = entries.count - 1
        return entries.count - 1
    }

    /// Notes the latest event of the stream at a place.
    mutating func advance(_ place: Int, to head: StreamHead) {
        entries[place].head = head
        guard !entries[place].hasGrown else { return }
        entries[place].hasGrown = true
        grown.append(place)
    }

    /// Gives the streams that have grown, in the order of their keys, so that neighbours are written together.
    ///
    /// They count as written from then on.
    mutating func takeGrown() -> [Entry] {
        let taken = grown.map { entries[$0] }.sorted { $0.order < $1.order }
        for place in grown { entries[place].hasGrown = false }
        grown.removeAll()
        return taken
    }
}
