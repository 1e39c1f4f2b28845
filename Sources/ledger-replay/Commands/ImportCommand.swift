import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Appends events from files.",
        discussion: """
            A file holds one CloudEvents object per line, as `export` writes it, packed with gzip or not. All files \
            are read and checked before anything is appended. Events that the ledger holds already are passed over, \
            so that an import can be repeated.

            Examples:
              ledger-replay import --ledger claims --create events.jsonl
              ledger-replay import --ledger claims 2024.jsonl.gz 2025.jsonl.gz
              ssh portal cat today.jsonl | ledger-replay import --ledger claims --enforce -
            """)

    @Argument(help: "The files; - is standard input.", completion: .file())
    var file: [String]
    @Flag(help: "Make the ledger if there is none.") var create = false
    @Flag(help: "Append nothing if any event would break a rule.") var enforce = false
    @Flag(help: "Keep events of types that this program does not know.") var allowUnknown = false
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var format: FormatOption
    @OptionGroup var progress: ProgressOption

    func validate() throws {
        guard file.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input can be read only once.")
        }
    }

    func run() throws {
        let report = try append(from: try file.map { path throws(Failure) in try OpenedInput(path: path) })
        try format.write(report.json, Painter(usesColour: false)) { page in
            try page.line(
                "\(counted(report.appended, "event")) appended, \(report.alreadyPresent) already present, "
                    + "\(counted(report.violations, "violation")); the ledger ends at sequence \(report.lastSequence)")
        }
    }

    private func append(from inputs: [any ImportInput]) throws -> ImportReport {
        var options = Importer.Options()
        options.enforce = enforce
        options.allowUnknown = allowUnknown
        let line = progress.line()
        defer { line.clear() }
        let importer = Importer(ledger: try openLedger(), options: options) { progress in
            line.show(progress.phase.description, done: progress.done, of: progress.total)
        }
        return try importer.run(inputs)
    }

    private func openLedger() throws(LedgerOpenError) -> Ledger {
        do {
            return try Ledger.open(at: ledger.path)
        } catch {
            guard create else { throw error }
            switch error {
            case .missing: return try Ledger.create(at: ledger.path)
            case .notALedger: return try createInDirectory(refusing: error)
            default: throw error
            }
        }
    }

    /// Makes the ledger in a directory that stands already, unless it holds what only looks like one.
    private func createInDirectory(refusing reason: LedgerOpenError) throws(LedgerOpenError) -> Ledger {
        do { return try Ledger.create(at: ledger.path) } catch {
            if case .alreadyExists = error { throw reason }
            throw error
        }
    }
}
