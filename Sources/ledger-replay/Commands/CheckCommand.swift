import ArgumentParser
import ClaimLedgerTesting

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Runs scenario files and tells whether the rules say what they expect.",
        discussion: """
            A scenario is a file whose name ends in .scenario.json: events, and what is expected at which \
            instant. In a directory, every scenario below it runs.

            Examples:
              ledger-replay check Fixtures/guide
              ledger-replay check my.scenario.json
            """)

    @Argument(help: "Scenario files, and directories of them.", completion: .file(extensions: ["json"]))
    var path: [String]
    @OptionGroup var color: ColorOption

    func run() throws {
        let report = try ScenarioCheck.run(paths: path)
        let output = StandardOutput()
        let page = TextPage(output: output, painter: color.painter)
        for mismatch in report.mismatches { try page.line(printableLines(mismatch.description)) }
        let failed = report.mismatches.count
        let verdict =
            "\(counted(report.scenarios, "scenario")), \(counted(report.expectations, "expectation")) held"
            + (failed == 0 ? "" : ", \(failed) did not")
        try page.line(Cell(verdict, report.isClean ? .approved : .refused))
        try output.finish()
        guard report.scenarios > 0 else { throw Failure(.answerIsNo, "no scenario found") }
        if failed > 0 { throw Failure(.answerIsNo) }
    }
}
