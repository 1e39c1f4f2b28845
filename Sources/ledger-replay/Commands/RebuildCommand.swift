import ArgumentParser
import ClaimLedger
import ClaimProjections

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Builds the stored state of the claims anew from the events.",
        discussion: """
            Stored state answers an application's questions without a replay, and decides its actions; it is derived, \
            and nothing is lost with it. When verify finds that it is damaged or that it differs from a replay (F301, \
            F302), this puts a replay in its place. The old state serves until the new one is complete. Events are not \
            touched.

            Examples:
              ledger-replay rebuild --ledger claims
            """)

    @OptionGroup var ledger: LedgerOption

    func run() throws {
        let ledger = try Ledger.open(at: ledger.path)
        let checkpoint = try Self.rebuild(ledger)
        let output = StandardOutput()
        try output.write("the stored state of the claims is that of sequence \(checkpoint)\n")
        try output.finish()
    }

    /// Gives the sequence that the new state stands at.
    private static func rebuild(_ ledger: Ledger) throws(Failure) -> UInt64 {
        do throws(ProjectionError) {
            try ledger.rebuild(LiveClaims.self)
            return try ledger.progress(of: LiveClaims.self)?.checkpoint ?? 0
        } catch { throw Failure(.inputOutput, error.description) }
    }
}
