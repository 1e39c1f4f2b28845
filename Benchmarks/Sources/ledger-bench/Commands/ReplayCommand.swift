import ArgumentParser
import ClaimLedger
import ClaimProjections

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Folds the whole ledger from its first event, and asks the state for everything it tells.",
        discussion: """
            foldSeconds: until the state is there and has been advanced to the instant of the answer. answersSeconds: \
            every claim's status and row of the matrix of allowed actions, every slot's owner, all deadlines and all \
            violations. actionsSeconds: on top of it, each action of each claim judged as of now, with its until.
            """)

    @Option(help: ArgumentHelp("The ledger's directory.", valueName: "dir")) var ledger: String
    @Flag(help: "Folds only.") var foldOnly = false

    func run() throws {
        let opened = try Ledger.open(at: ledger, access: .readOnly)
        let head = try opened.head()
        let latest = try opened.latestInstant()
        let fold = try timed {
            var replayed = try Replay.fold(ClaimsProjection.self, over: opened, now: latest)
            replayed.state.advance(to: latest)
            return replayed.state
        }
        let state = fold.result
        var figures = Figures()
        figures.add("events", Int(head))
        figures.add("claims", state.claims.count)
        figures.add("violations", state.violations.count)
        figures.add("foldSeconds", fold.duration)
        if !foldOnly { ask(state, at: latest, &figures) }
        figures.write()
    }

    private func ask(_ state: ClaimsProjection, at instant: Instant, _ figures: inout Figures) {
        let answers = timed {
            var disputable = 0
            for claim in state.claims where state.status(of: claim, asOf: instant).isDisputable { disputable += 1 }
            // Who may do what: all twelve columns for every claim.
            var cells = 0
            for claim in state.claims {
                let matrix = ActionMatrix.of(claim.process)
                for column in ActionMatrix.Column.allCases {
                    cells += matrix.parties(column, in: claim.status, withAssociation: claim.hasAssociation).count
                }
            }
            return cells + disputable + state.ownership().count + state.deadlines(after: instant).count
                + state.violations.count
        }
        let actions = timed {
            state.claims.reduce(0) { $0 + state.actionsNow(of: $1, at: instant).count(where: \.isAllowed) }
        }
        figures.add("answersSeconds", answers.duration)
        figures.add("actionsSeconds", actions.duration)
        figures.add("answers", answers.result)
        figures.add("allowedActions", actions.result)
    }
}
