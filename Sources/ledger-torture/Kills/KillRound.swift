import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One load that is killed, and what it had acknowledged.
struct KillRound {
    /// What the load had told before it was killed, in the order told.
    private(set) var acknowledged: [Acknowledgement] = []

    /// Starts a load, lets it acknowledge some actions, kills it in the middle of the others, and reads what it said.
    ///
    /// - Throws: `TortureFailure` where the load ends by itself, or says what is no acknowledgement.
    init(_ ledger: String, seed: UInt64, tasks: Int, withoutDefence: Bool) throws(TortureFailure) {
        var random = SeededGenerator(seed: seed)
        let enough = Int.random(in: 1...400, using: &random)
        let delay = UInt32.random(in: 0...40_000, using: &random)
        let child = try ChildProcess(
            ["load", "--ledger", ledger, "--seed", "\(seed)", "--tasks", "\(tasks)"]
                + (withoutDefence ? ["--without-defence"] : []))
        while acknowledged.count < enough {
            guard let line = child.line() else {
                throw TortureFailure("the load ended by itself with \(child.wait())")
            }
            try take(line)
        }
        usleep(delay)
        child.kill()
        while let line = child.line() { try take(line) }
        guard child.pending.isEmpty else { throw TortureFailure("the pipe ends in the middle of a line") }
        let ending = child.wait()
        guard ending == .signal(SIGKILL) else {
            throw TortureFailure("the load came to \(ending) before it was killed")
        }
    }

    private mutating func take(_ line: String) throws(TortureFailure) {
        guard let told = Acknowledgement(line) else { throw TortureFailure("no acknowledgement: \(line)") }
        acknowledged.append(told)
    }

    /// Checks that the ledger has every event that was acknowledged, whole actions only, and the state that they make.
    ///
    /// - Returns: The events in the ledger, and everything that is wrong.
    /// - Throws: Where the ledger cannot be opened or read.
    func check(_ path: String) throws -> (events: UInt64, findings: [Finding]) {
        // Not to append: that would bring stored state up to the events before anybody has seen that it was not.
        let ledger = try Ledger.open(at: path, access: .readOnly, projections: [LiveClaims.self])
        var expected: [UInt64: Acknowledgement] = [:]
        for told in acknowledged { for sequence in told.sequences { expected[sequence] = told } }
        var actions = WholeActions()
        let check = try LedgerCheck.run(ledger) { view, event in
            var findings = try actions.take(view, event)
            if let told = expected.removeValue(forKey: view.sequence), !told.matches(event, at: view.sequence) {
                findings.append(Finding(at: view.sequence, "\(told.id) was acknowledged there, found \(event.id)"))
            }
            return findings
        }
        let lost = expected.sorted { $0.key < $1.key }
            .map { Finding(at: $0.key, "acknowledged for \($0.value.id), and not there") }
        return (
            check.events, lost + check.findings + actions.finish() + (try LedgerCheck.compareClaims(ledger))
        )
    }
}

extension Acknowledgement {
    /// Whether an event is the one acknowledged at a sequence: the action's own, or one that follows from it.
    fileprivate func matches(_ event: ClaimEvent, at sequence: UInt64) -> Bool {
        sequence == sequences.first ? event.id == id : event.causationID == id.text
    }
}
