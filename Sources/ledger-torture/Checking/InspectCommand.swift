import ArgumentParser
import ClaimLedger
import ClaimProjections
import Foundation

/// Reads a suspect ledger in a process of its own, and says on standard output what it finds.
///
///     error TEXT          it could not be opened or read, for a reason that has a type
///     finding TEXT        the verification has found something
///     missed TEXT         the verification has found nothing, and an independent look has
///     holds SIZE ROOT     what was read at the end
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Looks at one ledger, for the other programmes.", shouldDisplay: false)

    @Option var ledger: String
    @Option var checkpoint: String
    @Flag(help: "Append an event where nothing was found, and look again.") var append = false
    @Flag(help: .hidden) var withoutDefence = false
    @Option(help: "A defence that is switched off.") var without: Defence?

    func run() throws {
        Watchdog.start(seconds: 120)
        do {
            let kept = try SignedCheckpoint(parsing: Array(Data(contentsOf: URL(fileURLWithPath: checkpoint))))
            if withoutDefence || without == .preflight {
                let (size, root) = try CarelessReader.read(ledger)
                return Output.line("holds \(size) \(root)")
            }
            guard try look(kept.checkpoint), append else { return }
            try appendOne()
            _ = try look(kept.checkpoint)
        } catch { Output.line("error " + Self.oneLine("\(error)")) }
    }

    /// Whether nothing was found.
    private func look(_ kept: Checkpoint) throws -> Bool {
        let ledger = try open(.readOnly)
        var options = VerificationOptions()
        options.checkpoints = without == .checkpoint ? [] : [kept]
        let report = ledger.verify(options)
        let found = report.findings.filter { without?.makes($0.code) != true }
        for finding in found { Output.line("finding " + Self.oneLine("\(finding)")) }
        // Whatever was found, a replay must come to an end too, and so must what a desk asks.
        let state = try StateQuestions.ask(ledger) + LedgerCheck.compareClaims(ledger)
        let seen = without == .state ? [] : state
        for finding in seen { Output.line("finding " + Self.oneLine("\(finding)")) }
        guard found.isEmpty, seen.isEmpty else { return false }
        let check = try LedgerCheck.run(ledger)
        let missed = check.findings + state
        for finding in missed { Output.line("missed " + Self.oneLine("\(finding)")) }
        Output.line("holds \(check.events) \(check.root)")
        return missed.isEmpty
    }

    private func open(_ access: Ledger.Access) throws(LedgerOpenError) -> Ledger {
        try Ledger.open(
            at: ledger, access: access, checking: without == .pages ? .roots : .allPages,
            projections: [LiveClaims.self])
    }

    private func appendOne() throws {
        let ledger = try open(.readWrite)
        let event = try ClaimEvent(
            id: "appended-after", source: "torture", stream: .ticket("torture"),
            time: Instant(year: 2030, month: 1, day: 1),
            actor: Actor(.system, "torture"), fact: .ticketAssigned(owner: "nobody"))
        try ledger.append([PreparedEvent(event)])
    }

    private static func oneLine(_ text: String) -> String {
        text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "; ")
    }
}
