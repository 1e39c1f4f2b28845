/// The sources that a transaction has to do with: their numbers, and how far their ids go.
///
/// Ids mostly ascend within a source. An id beyond all that its source has is new, without a lookup and without a list of
/// the ids that came before it; every other id is looked up.
struct SessionSources {
    private struct Entry {
        let source: EventSource
        /// Nil before the source's first event.
        var number: UInt32?
        /// The key of an identity that no id asked for is beyond, nor, if `isBound`, any id in the table.
        var greatest: [UInt8] = []
        var isBound = false
    }

    /// How an id stands to the others of its source.
    enum Rank {
        /// It is the first that this transaction asks for: only the table can have it.
        case first
        /// Neither the table nor this transaction can have it.
        case beyondAll
        /// Only lookups can tell.
        case amongOthers
    }

    private var places: [EventSource: Int] = [:]
    private var entries: [Entry] = []
    /// Where the source asked for last stands: events of one source tend to come together.
    private var last = 0

    /// The number of the source at a place; nil before its first event.
    func number(_ place: Int) -> UInt32? { entries[place].number }

    /// Notes the number that a source has got.
    mutating func setNumber(_ number: UInt32, of place: Int) { entries[place].number = number }

    /// Where a source stands; asks for its number if it is new here.
    mutating func place(
        of source: EventSource, reading number: () throws(ReadError) -> UInt32?
    ) throws(ReadError) -> Int {
        if last < entries.count, entries[last].source == source { return last }
        if let known = places[source] {
            last = known
            return known
        }
        entries.append(Entry(source: source, number: try number()))
        last = entries.count - 1
        places[source] = last
        return last
    }

    /// How an id stands to the others of its source, of which it is one from then on.
    ///
    /// The id is given by its key, of which the first four bytes, the source's number, are not looked at. `stored` reads
    /// the key of the source's greatest id in the table; not for the first id asked for, where a lookup costs no more.
    mutating func rank(
        of key: [UInt8], source place: Int, reading stored: (UInt32) throws(ReadError) -> [UInt8]?
    ) throws(ReadError) -> Rank {
        if entries[place].greatest.isEmpty {
            entries[place].greatest = key
            return .first
        }
        if !entries[place].isBound {
            if let number = entries[place].number, let stored = try stored(number) { raise(place, to: stored) }
            entries[place].isBound = true
        }
        return raise(place, to: key) ? .beyondAll : .amongOthers
    }

    /// Replaces the greatest key by one that is beyond it; gives whether it is.
    @discardableResult
    private mutating func raise(_ place: Int, to key: [UInt8]) -> Bool {
        guard Self.isBeyond(key, entries[place].greatest) else { return false }
        entries[place].greatest.removeAll(keepingCapacity: true)
        entries[place].greatest.append(contentsOf: key)
        return true
    }

    /// Whether the id in a key comes behind the id in another, in the order of the table.
    private static func isBeyond(_ key: [UInt8], _ other: [UInt8]) -> Bool {
        for place in 4..<max(4, min(key.count, other.count)) where key[place] != other[place] {
            return key[place] > other[place]
        }
        return key.count > other.count
    }
}
