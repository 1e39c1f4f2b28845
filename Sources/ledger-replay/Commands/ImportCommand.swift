import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Appends events from files, or takes in a bundle as it is.",
        discussion: """
            A file holds one CloudEvents object per line, as `export` writes it, packed with gzip or not. All files \
            are read and checked before anything is appended. Events that the ledger holds already are passed over, \
            so that an import can be repeated. They are recorded now: `sequence`, `recordedtime` and \
            `streamversion` are assigned anew, whatever a line says.

            A bundle goes into an empty ledger, byte for byte, those three included, and is refused unless its \
            events give the root of its checkpoint. Give the ledger's verifier key: without it, the key in the \
            bundle is believed, which shows damage but no deceit.

            Examples:
              ledger-replay import --ledger claims --create events.jsonl
              ledger-replay import --ledger claims 2024.jsonl.gz 2025.jsonl.gz
              ledger-replay import --ledger copy --create --bundle june --key main.vkey
              ssh portal cat today.jsonl | ledger-replay import --ledger claims --enforce -
            """)

    @Argument(help: "The files; - is standard input.", completion: .file())
    var file: [String] = []
    @Option(help: ArgumentHelp("Take in the bundle in this folder.", valueName: "dir"), completion: .directory)
    var bundle: String?
    @Flag(help: "Make the ledger if there is none.") var create = false
    @Flag(help: "Append nothing if any event would break a rule.") var enforce = false
    @Flag(help: "Keep events of types that this program does not know.") var allowUnknown = false
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var keys: KeyOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var progress: ProgressOption

    func validate() throws {
        guard file.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input can be read only once.")
        }
        guard bundle == nil else {
            guard file.isEmpty, !enforce, !allowUnknown else {
                throw ValidationError("A bundle is taken in as it is, and alone.")
            }
            return
        }
        guard !file.isEmpty else { throw ValidationError("Give the files to import, or --bundle.") }
        guard keys.given.isEmpty else { throw ValidationError("--key goes with --bundle.") }
    }

    func run() throws {
        if let bundle { return try takeIn(bundle) }
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

    private func takeIn(_ path: String) throws {
        let bundle = try LedgerBundle(opening: path, trusting: keys.keys())
        let line = progress.line()
        defer { line.clear() }
        let total = Int(bundle.checkpoint.checkpoint.size)
        let receipt = try take(bundle) { line.show("importing", done: Int($0), of: total) }
        line.clear()
        let json: JSONValue = [
            "appended": .integer(Int64(receipt.events)), "lastSequence": .integer(Int64(receipt.events)),
            "root": .string("\(receipt.root)"),
        ]
        let trust = keys.given.isEmpty ? ", which came with the bundle" : ""
        try format.write(json, Painter(usesColour: false)) { page in
            try page.line(
                "\(counted(Int(receipt.events), "event")) stored as recorded; root \(receipt.root), signed by "
                    + "\(printable("\(bundle.key)"))\(trust)")
        }
    }

    /// Into the ledger that is there, or into a new one.
    private func take(_ bundle: LedgerBundle, _ progress: (UInt64) -> Void) throws -> BundleReceipt {
        if Ledger.isUnfinishedImport(at: ledger.path) { throw BundleError.interrupted(path: ledger.path) }
        let existing: Ledger
        do throws(LedgerOpenError) { existing = try Ledger.open(at: ledger.path) } catch {
            switch error {
            case .missing where create, .notALedger where create:
                return try Ledger.create(at: ledger.path, from: bundle, progress: progress)
            default: throw error
            }
        }
        return try existing.importBundle(bundle, progress: progress)
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
