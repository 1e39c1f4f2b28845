import ClaimLedger
import ClaimProjections

/// Fills a ledger in another process until there is no more room, and looks at what it holds then.
struct FillTrial {
    let path: String
    let seed: UInt64
    /// What the filling process is told besides.
    let arguments: [String]
    /// How many events it held before.
    let before: Int

    /// Fills and looks.
    func run() throws -> (Outcome, String) {
        let child = try ChildProcess(["fill", "--ledger", path, "--seed", "\(seed)"] + arguments)
        var acknowledged = before
        var refusal: [Substring] = []
        var readable: Int?
        while let line = child.line() {
            let words = line.split(separator: " ", maxSplits: 2)
            switch words.first {
            case "acknowledged": acknowledged = Int(words[1]) ?? acknowledged
            case "refused": refusal = Array(words.dropFirst())
            case "reads": readable = Int(words[1])
            default: return (.broken, line)
            }
        }
        let ending = child.wait()
        guard ending == .exit(0) else { return (ending.isSignal ? .signal : .broken, "\(ending)") }
        guard let kind = refusal.first else { return (.broken, "nothing was refused") }
        let text = refusal.last.map(String.init) ?? ""
        let ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
        let held = Int(try ledger.head())
        guard held == acknowledged || (held > acknowledged && kind == "outcomeUnknown") else {
            return (.silence, "\(acknowledged) acknowledged, \(held) held; \(text)")
        }
        if let readable, readable != held { return (.broken, "\(readable) could be read of \(held)") }
        guard kind == "outcomeUnknown" || readable != nil else { return (.broken, "nothing could be read any more") }
        let findings = ledger.verify().findings
        guard findings.isEmpty else { return (.broken, "\(findings[0])") }
        guard try LedgerCheck.compareClaims(ledger).isEmpty else { return (.broken, "stored claims differ") }
        var history = History(seed: seed)
        _ = try history.next(held)
        try ledger.append(history.next(20))
        return (.error, text)
    }
}

extension FillTrial {
    /// Makes a ledger of the first so many events.
    static func make(_ path: String, seed: UInt64, events: Int) throws {
        var history = History(seed: seed)
        let ledger = try Ledger.create(at: path, projections: [LiveClaims.self])
        try ledger.append(history.next(events))
    }
}
