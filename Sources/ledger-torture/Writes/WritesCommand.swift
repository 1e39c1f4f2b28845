import ArgumentParser
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct WritesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writes",
        abstract: "Lets the n-th write or flush of LMDB fail, for n = 1, 2, 3 and so on.",
        discussion: """
            A ledger is made, takes some batches, is opened anew and takes more, until a call fails; once for each call \
            and for each of two faults (no room, input or output error). Linux only.
            """)

    @OptionGroup var options: TrialOptions

    func run() throws {
        #if os(Linux)
            try SystemCalls.standIn()
            var tally = Tally("writes", seed: options.seed)
            let folder = try TortureFolder()
            var number = 1
            var hasFailed = true
            while hasFailed, number <= options.rounds ?? .max {
                hasFailed = false
                for (code, words) in [(ENOSPC, "no room"), (EIO, "input or output error")] {
                    var trial = WriteTrial(
                        folder.path("\(number)-\(code)"), seed: options.seed, believesErrors: !options.withoutDefence)
                    SystemCalls.fail(number, with: code)
                    trial.work()
                    hasFailed = SystemCalls.count >= number
                    SystemCalls.fail(nil, with: 0)
                    let (outcome, text) = trial.look()
                    tally.note(outcome, "call \(number) fails with \(words)", text)
                }
                number += 1
            }
            try tally.report()
        #else
            throw ValidationError("writes can be made to fail on Linux only")
        #endif
    }
}
