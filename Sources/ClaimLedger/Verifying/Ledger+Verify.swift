/// How a ledger is verified.
public struct VerificationOptions: Sendable {
    /// Compares stored hashes only, in a moment; tells nothing about the events' bytes.
    public var isQuick = false
    /// Recomputes every hash and reads nothing else of an event; where any differs, everything is verified after all.
    public var isHashesOnly = false
    /// A checkpoint that was verified before: events up to its size are not looked at again.
    public var since: Checkpoint?
    /// Checkpoints that the ledger must continue; signatures are the caller's to check.
    public var checkpoints: [Checkpoint] = []
    /// How many findings are listed at the most.
    public var findingLimit = 1_000

    /// Everything, from the first event on.
    public init() {}
}

extension Ledger {
    /// Recomputes everything from the stored bytes and reports every difference; it never stops at the first.
    ///
    /// Checked are, for each event: that it is there, its header, its JSON, the one against the other, its leaf hash,
    /// its place in its stream, when it was recorded, and that the look-up tables lead to it; then the streams' heads,
    /// every stored node of the tree, and the checkpoints given. Opens no write transaction; it renews its snapshot as
    /// it goes, up to the head it sees first. Cost: a read, a parse and two hashes for each event; memory for
    /// each stream and not for each event.
    ///
    /// - Parameters:
    ///   - options: What to verify, and against what.
    ///   - progress: Called with the sequence reached, every few thousand events.
    /// - Returns: What was looked at and found.
    public func verify(
        _ options: VerificationOptions = VerificationOptions(), progress: (UInt64) -> Void = { _ in }
    ) -> VerificationReport {
        var verifier = LedgerVerifier(options)
        do throws(ReadError) {
            let head = try head()
            if options.isQuick { return try verifyQuickly(options, head: head) }
            if options.isHashesOnly, options.since == nil,
                let root = try HashVerification(self, head: head).root(progress: progress)
            {
                return try report(of: options, head: head, root: root)
            }
            try read { (snapshot) throws(ReadError) in try verifier.begin(snapshot, head: head) }
            while verifier.next <= head {
                try read { (snapshot) throws(ReadError) in
                    try verifier.take(upTo: min(head, verifier.next + 4_095), snapshot)
                }
                progress(verifier.next - 1)
            }
            try read { (snapshot) throws(ReadError) in try verifier.finish(snapshot) }
        } catch {
            verifier.note(VerificationFinding(.storage, at: verifier.next, error.description))
        }
        return verifier.report
    }

    /// One snapshot for a closure that throws read errors only.
    private func read(_ body: (borrowing LedgerSnapshot) throws(ReadError) -> Void) throws(ReadError) {
        try body(snapshot())
    }

    private func verifyQuickly(_ options: VerificationOptions, head: UInt64) throws(ReadError) -> VerificationReport {
        let snapshot = try snapshot()
        var (held, findings) = compare(options.checkpoints + (options.since.map { [$0] } ?? []), with: snapshot)
        var root: TreeHash?
        do throws(EvidenceError) { root = try snapshot.root() } catch {
            findings.append(VerificationFinding(.node, firstLine(error)))
        }
        return VerificationReport(
            first: 1, last: head, root: root, depth: .roots, checkpoints: held, findings: findings, unlisted: 0)
    }

    /// What is to be said where every hash up to the head has been found right.
    private func report(
        of options: VerificationOptions, head: UInt64, root: TreeHash
    ) throws(ReadError) -> VerificationReport {
        let (held, findings) = compare(options.checkpoints, with: try snapshot())
        return VerificationReport(
            first: 1, last: head, root: root, depth: .hashes, checkpoints: held, findings: findings, unlisted: 0)
    }

    /// The sizes of the checkpoints that the stored nodes bear out, and a finding for each other one.
    private func compare(
        _ checkpoints: [Checkpoint], with snapshot: borrowing LedgerSnapshot
    ) -> (held: [UInt64], findings: [VerificationFinding]) {
        var findings: [VerificationFinding] = []
        var held: [UInt64] = []
        for checkpoint in checkpoints {
            do throws(EvidenceError) {
                _ = try snapshot.matching(checkpoint)
                held.append(checkpoint.size)
            } catch {
                let code: VerificationFinding.Code =
                    switch error {
                    case .beyondHead: .shorter
                    case .otherHistory: .root
                    default: .node
                    }
                findings.append(
                    VerificationFinding(code, place: "checkpoint of size \(checkpoint.size)", firstLine(error)))
            }
        }
        return (held, findings)
    }

    private func firstLine(_ error: EvidenceError) -> String {
        String(error.description.prefix { $0 != "\n" })
    }
}
