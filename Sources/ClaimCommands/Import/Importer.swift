public import ClaimLedger
import ClaimProjections

/// Brings events from JSON Lines into a ledger: everything is checked before the first event is appended.
///
/// Up to 10,000 events and 16 MiB go in as one transaction; more goes in batches, in the order of the events' times.
/// Should the process die, a prefix of whole batches stands, and importing again completes it.
public struct Importer {
    /// How strict an import is.
    public struct Options: Sendable {
        /// Whether the first violation refuses everything (FACT-2).
        public var enforce = false
        /// Whether events of types this version does not know are kept instead of refused.
        public var allowUnknown = false
        /// How many claims the check keeps in memory, at about a kilobyte each; others wait in a temporary file.
        public var residentClaims = 10_000

        /// Reports breaches without refusing them, and refuses unknown types.
        public init() {}
    }

    /// How far an import has come.
    public struct Progress: Sendable {
        /// What an import is at; it goes through these in order, and through the last two again if it must check anew.
        public enum Phase: String, Sendable, CustomStringConvertible {
            case reading, checking, appending

            /// The phase in the word that progress lines use.
            public var description: String { rawValue }
        }

        /// What is being counted.
        public let phase: Phase
        /// Events so far.
        public let done: Int
        /// Events in all, where that is known.
        public let total: Int?
    }

    private let ledger: Ledger
    private let options: Options
    private let progress: (Progress) -> Void

    /// Prepares imports into a ledger; `progress` is called now and then while `run` works.
    public init(ledger: Ledger, options: Options = Options(), progress: @escaping (Progress) -> Void = { _ in }) {
        self.ledger = ledger
        self.options = options
        self.progress = progress
    }

    /// Imports all inputs as one: nothing is appended unless every line can be.
    ///
    /// - Throws: `ImportError` with file and line.
    public func run(_ inputs: [any ImportInput]) throws(ImportError) -> ImportReport {
        let spool = try ImportSpool()
        var early = try EarlyCheck(ledger, enforce: options.enforce, mostResident: options.residentClaims)
        for input in inputs { try read(input, into: spool, &early) }
        let isAsGiven = try spool.arrange()
        var report = ImportReport()
        var checkedEarly = isAsGiven ? try early.outcome() : nil
        // Should another process append in between, what was checked is checked again against the longer ledger.
        while true {
            let checked: ImportCheck.Outcome
            if let early = checkedEarly {
                checked = early
                checkedEarly = nil
                progress(Progress(phase: .checking, done: spool.count, total: spool.count))
            } else {
                checked = try check(spool)
            }
            if try append(spool, checked, &report) { return report }
        }
    }

    private func read(
        _ input: any ImportInput, into spool: ImportSpool, _ early: inout EarlyCheck
    ) throws(ImportError) {
        let file = spool.beginFile(input.name)
        let allowUnknown = options.allowUnknown
        var blocks = LineBlocks(input)
        // While a block is put away and checked, the next ones are parsed.
        var parsing = PendingLine<ParsedBlock>(most: 4)
        var fault: ImportError?
        var isAtEnd = false
        while true {
            while parsing.hasRoom, !isAtEnd {
                do throws(ImportError) {
                    guard let block = try blocks.next() else {
                        isAtEnd = true
                        break
                    }
                    parsing.add { ParsedBlock(block, file: file, allowUnknown: allowUnknown) }
                } catch {
                    // What is wrong in a line before it comes first.
                    fault = error
                    isAtEnd = true
                }
            }
            guard let block = parsing.next() else { break }
            try put(block, into: spool, &early, input.name)
            discard(consume block)
        }
        if let fault { throw fault }
    }

    private func put(
        _ block: ParsedBlock, into spool: ImportSpool, _ early: inout EarlyCheck, _ name: String
    ) throws(ImportError) {
        if let fault = block.fault { throw .line(file: name, line: fault.line, reason: fault.reason) }
        let before = spool.count
        try spool.add(block)
        early.take(block, file: name)
        // As often as events come to another thousand.
        if spool.count / 1_000 > before / 1_000 {
            progress(Progress(phase: .reading, done: spool.count / 1_000 * 1_000, total: nil))
        }
    }

    private func check(_ spool: ImportSpool) throws(ImportError) -> ImportCheck.Outcome {
        var check = try ImportCheck(ledger, mostResident: options.residentClaims)
        var done = 0
        try spool.forEachPiece { (piece) throws(ImportError) in
            for (event, origin) in zip(piece.events, piece.origins) where !origin.isRepeated {
                try check.take(event, file: spool.files[origin.file], line: origin.line, enforce: options.enforce)
            }
            done += piece.events.count
            progress(Progress(phase: .checking, done: done, total: spool.count))
            return true
        }
        return check.outcome
    }

    /// Appends what is new, in batches; false where another process has appended since the check.
    private func append(
        _ spool: ImportSpool, _ checked: ImportCheck.Outcome, _ report: inout ImportReport
    ) throws(ImportError) -> Bool {
        var head = checked.head
        var appended = 0
        var headHasMoved = false
        try spool.forEachPiece { (piece) throws(ImportError) in
            let batch = piece.fresh
            guard !batch.isEmpty else { return true }
            do throws(AppendError) {
                let receipt = try ledger.append(batch, ifHeadIs: head)
                head = receipt.lastSequence
                appended += receipt.appended
            } catch {
                guard case .headMoved = error else { throw .append(error) }
                headHasMoved = true
            }
            progress(Progress(phase: .appending, done: report.appended + appended, total: spool.count))
            return !headHasMoved
        }
        report.appended += appended
        report.violations += checked.violations(amongFirst: appended)
        guard !headHasMoved else { return false }
        report.alreadyPresent = spool.count - report.appended
        report.lastSequence = head
        return true
    }
}
