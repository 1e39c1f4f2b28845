import ArgumentParser
import ClaimLedger
import ClaimProjections

/// The part of `verify` that maps the file, in a process of its own; one line of JSON for each thing it has to say.
struct VerifyPart: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "verify-part", shouldDisplay: false)

    @OptionGroup var ledger: LedgerOption
    /// The texts of checkpoints whose signatures were checked.
    @Option var checkpoint: [String] = []
    @Option var since: String?
    @Flag var quick = false
    @Flag var hashes = false

    private var output: StandardOutput { StandardOutput() }

    func run() throws {
        do { try verify() } catch let error as LedgerOpenError {
            let failure = Failure(error)
            switch error {
            case .damaged, .storage: try say("finding", VerificationFinding(.storage, error.description).json)
            default:
                try say(
                    "failure",
                    ["message": .string(error.description), "status": .integer(Int64(failure?.status.rawValue ?? 74))])
            }
        }
    }

    private func verify() throws {
        // What is found before LMDB maps the file is said at once: mapping it may end this process.
        let early = quick ? [] : PageFindings.findings(ofLedgerAt: ledger.path)
        for finding in early ?? [] { try say("finding", finding.json) }
        let ledger = try ledger.open()
        let pages = early ?? ledger.pageFindings()
        if early == nil { for finding in pages { try say("finding", finding.json) } }
        var options = VerificationOptions()
        options.isQuick = quick
        options.isHashesOnly = hashes
        options.checkpoints = try checkpoint.map { try Checkpoint(parsing: Array($0.utf8)) }
        options.since = try since.map { try Checkpoint(parsing: Array($0.utf8)) }
        let head = try ledger.head()
        let report = ledger.verify(options) { sequence in
            // Nobody listens any more: there is nobody to tell that either.
            try? say("progress", ["done": .integer(Int64(sequence)), "total": .integer(Int64(head))])
        }
        var answer = VerifyAnswer(report)
        if report.depth != .everything || since != nil {
            answer.projections = "stored projections not compared, as only a part was verified"
        } else if !report.isSound || !pages.isEmpty {
            answer.projections = "stored projections not compared: they rest on what was found"
        } else {
            try compareProjections(of: ledger, &answer)
        }
        try say("report", answer.json)
    }

    /// Compares the claims' stored state with a replay, where the ledger keeps it.
    private func compareProjections(of ledger: Ledger, _ answer: inout VerifyAnswer) throws {
        let name = "projection \(LiveClaims.name) version \(LiveClaims.version)"
        do throws(ProjectionError) {
            guard let progress = try ledger.progress(of: LiveClaims.self) else {
                answer.projections = "the ledger keeps no \(name)"
                return
            }
            if let stop = progress.stop {
                answer.projections = "\(name) has stopped"
                answer.findings.append(
                    VerificationFinding(
                        .stoppedProjection, at: stop.sequence, place: name,
                        "it stands at \(progress.checkpoint): \(stop.reason)"))
                return
            }
            let comparison = try ledger.compareProjection(LiveClaims.self)
            answer.projections = "\(name) compared with a replay at \(comparison.checkpoint)"
            guard let difference = comparison.difference else { return }
            func size(_ value: [UInt8]?) -> String { value.map { "\($0.count) bytes" } ?? "nothing" }
            // The entries themselves may hold what is nobody's business.
            answer.findings.append(
                VerificationFinding(
                    .projection, place: "\(name), \(difference.name)",
                    "the first entry that differs: stored \(size(difference.stored)), "
                        + "replayed \(size(difference.replayed))"))
        } catch {
            answer.projections = "\(name) could not be compared"
            answer.findings.append(VerificationFinding(.projection, place: name, "\(error)"))
        }
    }

    private func say(_ what: String, _ value: JSONValue) throws(Failure) {
        let output = output
        let line = JSONValue.object(JSONObject([JSONObject.Member(name: what, value: value)]))
        try output.write(line.canonicalBytes())
        try output.write("\n")
        try output.finish()
    }
}
