import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting

struct TwoProcessesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "two-processes",
        abstract:
            "Lets two processes append to the same streams while a third verifies; kills one of them now and then.")

    @OptionGroup var options: TrialOptions
    @Option(help: "How many events each process appends.") var events = 200

    func run() throws {
        var tally = Tally("two-processes", seed: options.seed)
        for round in 0..<(options.rounds ?? 10) {
            let (outcome, words) = try trial(killsOne: round % 2 == 1)
            tally.note(outcome, "round \(round + 1)", words)
        }
        try tally.report()
    }

    private func trial(killsOne: Bool) throws -> (Outcome, String) {
        let folder = try TortureFolder()
        let path = folder.path("ledger")
        do { _ = try Ledger.create(at: path).identity }
        let children = try (0..<2).map { number in
            try ChildProcess(
                ["turns", "--ledger", path, "--name", "process-\(number)", "--events", "\(events)"]
                    + (options.withoutDefence ? ["--without-defence"] : []))
        }
        for child in children {
            guard child.line() == "open" else { return (.broken, "a process did not open the ledger") }
        }
        for child in children { child.tell("go") }
        let ledger = try Ledger.open(at: path, access: .readOnly)
        // Readers see whole commits only, whatever is written meanwhile.
        while try ledger.head() < UInt64(events) {
            let findings = ledger.verify().findings
            guard findings.isEmpty else { return (.broken, "beside the writers: \(findings[0])") }
        }
        if killsOne { children[1].kill() }
        var least = UInt64(0)
        for child in children {
            let line = child.line()
            let ending = child.wait()
            if line == "acknowledged \(events)" { least += UInt64(events) }
            guard ending == .exit(0) || (killsOne && child === children[1]) else {
                return (ending.isSignal ? .signal : .broken, "a process ended with \(ending)")
            }
        }
        return try look(ledger, least)
    }

    private func look(_ ledger: Ledger, _ least: UInt64) throws -> (Outcome, String) {
        let report = ledger.verify()
        guard report.isSound else { return (.finding, "\(report.findings[0])") }
        guard report.last >= least else { return (.silence, "\(least) acknowledged, \(report.last) there") }
        var wrong: String?
        try ledger.forEachEvent { view in
            guard case .ticketAssigned(let owner) = try view.event().fact, owner == "\(view.header.streamVersion)"
            else {
                wrong = "event \(view.sequence) rests on an older version than the one before it"
                return false
            }
            return true
        }
        return wrong.map { (.silence, $0) } ?? (.identical, "\(report.last) events")
    }
}
