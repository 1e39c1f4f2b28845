import ClaimLedger
import ClaimProjections

/// A ledger that takes a history in batches until something fails, and what it then has to hold.
struct WriteTrial {
    private let path: String
    private let seed: UInt64
    private let believesErrors: Bool
    /// The last sequence that was acknowledged.
    private var acknowledged = 0
    /// The last sequence of the batch that was under way.
    private var attempted = 0
    private var failure: StorageError?
    private var words: String?

    /// Prepares a trial.
    ///
    /// - Parameters:
    ///   - path: A directory that is not there yet.
    ///   - seed: The history.
    ///   - believesErrors: Whether what failed counts as not done; a caller who does not look believes that it is.
    init(_ path: String, seed: UInt64, believesErrors: Bool) {
        self.path = path
        self.seed = seed
        self.believesErrors = believesErrors
    }

    /// Makes the ledger and takes three batches, twice.
    mutating func work() {
        var history = History(seed: seed)
        do {
            let ledger = try Ledger.create(at: path, projections: [LiveClaims.self])
            try append(&history, to: ledger)
        } catch { return fail(error) }
        do {
            let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
            try append(&history, to: ledger)
        } catch { fail(error) }
    }

    private mutating func append(_ history: inout History, to ledger: Ledger) throws {
        for count in [1, 40, 5] {
            attempted = history.made + count
            let batch = try history.next(count)
            do { try ledger.append(batch) } catch {
                guard !believesErrors else { throw error }
                acknowledged = attempted
                throw error
            }
            acknowledged = attempted
        }
    }

    private mutating func fail(_ error: any Error) {
        words = "\(error)"
        if case .storage(let storage)? = error as? AppendError { failure = storage }
    }

    /// Opens the ledger as if the process had ended, and compares it with what was acknowledged.
    func look() -> (Outcome, String) {
        let found: Int
        do { found = try check() } catch let breach as Breach { return (breach.outcome, breach.words) } catch {
            // It may never have come into being, if nothing was acknowledged.
            guard acknowledged == 0, words != nil else { return (.broken, "\(error), \(acknowledged) acknowledged") }
            return (.error, "\(error)")
        }
        do { try goOn(found) } catch { return (.broken, "it takes no more: \(error)") }
        return words.map { (.error, $0) } ?? (.identical, "nothing failed")
    }

    private struct Breach: Error {
        let outcome: Outcome
        let words: String

        init(_ outcome: Outcome, _ words: String) {
            self.outcome = outcome
            self.words = words
        }
    }

    /// How many events the ledger has, if they are the right ones.
    private func check() throws -> Int {
        let ledger = try Ledger.open(at: path, access: .readOnly, projections: [LiveClaims.self])
        let found = Int(try ledger.head())
        guard found == acknowledged || (found == attempted && failure?.kind == .outcomeUnknown) else {
            throw Breach(.silence, "\(acknowledged) acknowledged, \(found) found; \(words ?? "no error")")
        }
        var findings = ledger.verify().findings.map { "\($0)" }
        do {
            findings += try LedgerCheck.run(ledger).findings.map(\.description)
            if found > 0 { findings += try LedgerCheck.compareClaims(ledger).map(\.description) }
            guard try holdsHistory(ledger, found) else { throw Breach(.broken, "it holds other events") }
        } catch let error as ReadError { throw Breach(.broken, "\(error)") }
        if let finding = findings.first { throw Breach(.broken, finding) }
        return found
    }

    private func holdsHistory(_ ledger: Ledger, _ count: Int) throws -> Bool {
        var history = History(seed: seed)
        var ids = try history.next(count).map(\.id)[...]
        try ledger.forEachEvent { view in try view.event().id == ids.popFirst() }
        return ids.isEmpty
    }

    /// The next event must be taken as if nothing had happened.
    private func goOn(_ count: Int) throws {
        var history = History(seed: seed)
        _ = try history.next(count)
        let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
        let receipt = try ledger.append(history.next(1))
        guard receipt.sequences == [UInt64(count) + 1] else {
            throw Breach(.broken, "the next event became number \(receipt.sequences)")
        }
    }
}
