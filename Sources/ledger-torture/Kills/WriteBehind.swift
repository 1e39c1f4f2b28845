import ClaimLedger
import ClaimProjections
import Foundation

/// A ledger that answers before its events are where they belong: the defence of the kills switched off.
///
/// Actions are performed on a copy, and their events reach the ledger a little later, as behind a cache that writes when it
/// has time. Whoever is killed in between has acknowledged what is not there.
enum WriteBehind {
    /// Copies a ledger to a directory beside it, and carries every event over from there, sooner or later.
    ///
    /// - Parameter path: The ledger; made where it is missing.
    /// - Returns: The copy, open to append.
    /// - Throws: Where a file cannot be copied or a ledger not be opened.
    static func front(of path: String) throws -> Ledger {
        let files = FileManager.default
        let copy = path + ".front"
        let behind = try LoadCommand.opened(path)
        try? files.removeItem(atPath: copy)
        try files.createDirectory(atPath: copy, withIntermediateDirectories: false)
        for file in ["ledger.json", "data.mdb"] {
            try files.copyItem(atPath: "\(path)/\(file)", toPath: "\(copy)/\(file)")
        }
        let front = try LoadCommand.opened(copy)
        Thread.detachNewThread {
            do { try carry(from: front, to: behind) } catch { Output.talk("\(error)") }
        }
        return front
    }

    private static func carry(from front: Ledger, to behind: Ledger) throws {
        while true {
            usleep(50_000)
            let head = try behind.head()
            let end = min(try front.head(), head + 1_000)
            guard head < end else { continue }
            var events: [PreparedEvent] = []
            try front.forEachEvent(in: head + 1...end) { event in
                events.append(try PreparedEvent(event.event()))
                return true
            }
            try behind.append(events)
        }
    }
}
