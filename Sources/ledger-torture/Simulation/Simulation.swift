import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Foundation

/// One life of a ledger, chosen step by step from a seed, on a storage that fails, with an oracle beside it.
final class Simulation {
    /// What can happen next.
    enum Step: CaseIterable {
        case append, batch, staleAppend, repeatedAppend, changedAppend, command, repeatedCommand
        case crash, cutCrash, reopen, rebuild, verify, export
    }

    private(set) var ledger: Ledger
    private(set) var storage: FailingStorage
    private(set) var oracle = Oracle()
    var random: SeededGenerator
    /// Counts up, so that every event has an id and an instant of its own.
    var made = 0
    private let folder: TortureFolder
    private var lives = 0
    private var path: String
    private let losesCommits: Bool

    /// Starts with an empty ledger; `losesCommits` makes its storage forget a commit that it has reported as done.
    init(seed: UInt64, losesCommits: Bool) throws {
        random = SeededGenerator(seed: seed)
        self.losesCommits = losesCommits
        folder = try TortureFolder()
        path = folder.path("life-0")
        ledger = try Ledger.create(at: path, projections: [LiveClaims.self])
        storage = FailingStorage(ledger)
    }

    /// Takes a step and compares what came of it.
    ///
    /// - Throws: `TortureFailure` where ledger and oracle differ, and errors that nothing has called for.
    func take(_ step: Step) async throws {
        switch step {
        case .append, .batch: try await append(step == .append ? 1 : Int.random(in: 2...12, using: &random))
        case .staleAppend: try appendStale()
        case .repeatedAppend: try appendAgain()
        case .changedAppend: try appendChanged()
        case .command: try await perform()
        case .repeatedCommand: try await performAgain()
        case .crash: try crash(image: try image())
        case .cutCrash: try crashInCommit()
        case .reopen: try open(path)
        case .rebuild: try ledger.rebuild(LiveClaims.self)
        case .verify: try verify()
        case .export: try oracle.compare(ledger)
        }
    }

    /// Everything that can be compared at the end.
    func finish() throws {
        try open(path)
        try oracle.compare(ledger)
        try verify()
    }

    private func verify() throws {
        let report = ledger.verify()
        if let finding = report.findings.first { throw TortureFailure("\(finding)") }
        guard report.last == oracle.count else { throw TortureFailure("\(report.last) events were verified") }
        if let finding = try LedgerCheck.compareClaims(ledger).first { throw TortureFailure("\(finding)") }
    }

    // MARK: Faults

    /// Writes while the storage may fail, and sees to it that events are there exactly where they should be.
    ///
    /// - Parameters:
    ///   - mayBeRefused: Whether nothing may be recorded; what is refused is committed all the same, with nothing in it.
    ///   - write: Gives the events that it recorded; throws what the storage throws.
    /// - Throws: `TortureFailure`, and what has no fault for a reason.
    func write(mayBeRefused: Bool = false, _ write: () async throws -> [ClaimEvent]) async throws {
        let fault =
            Int.random(in: 0..<4, using: &random) == 0
            ? FailingStorage.Fault.allCases.randomElement(using: &random) : nil
        if losesCommits { storage.forgetCommit() } else if let fault { storage.failCommit(with: fault) }
        let commits = storage.commits
        let recorded: [ClaimEvent]
        do { recorded = try await write() } catch {
            storage.cancel()
            guard let fault, storage.commits > commits, let kind = Self.kind(of: error) else { throw error }
            return try compare(kind, with: fault, mayBeRefused: mayBeRefused)
        }
        storage.cancel()
        if let fault, fault != .doubtfulWritten, !losesCommits, storage.commits > commits {
            throw TortureFailure("a commit that failed with \(fault) was reported as done")
        }
        try oracle.take(recorded, from: ledger)
    }

    /// What failed must have left nothing, and must be called by its name.
    private func compare(
        _ kind: StorageError.Kind, with fault: FailingStorage.Fault, mayBeRefused: Bool
    ) throws {
        let isRight =
            switch fault {
            case .storageFull: kind == .storageFull
            case .io: kind == .io
            case .doubtfulLost: kind == .io || (mayBeRefused && kind == .outcomeUnknown)
            case .doubtfulWritten: mayBeRefused && kind == .outcomeUnknown
            }
        guard isRight else { throw TortureFailure("\(fault) became \(kind)") }
        guard try ledger.head() == oracle.count else { throw TortureFailure("\(fault) left events") }
    }

    private static func kind(of error: any Error) -> StorageError.Kind? {
        switch error {
        case AppendError.storage(let storage): storage.kind
        case PerformError.append(.storage(let storage)): storage.kind
        default: nil
        }
    }

    // MARK: Crashes

    /// Remembers which events a command has recorded.
    func note(_ performed: Performed, of id: EventID) { oracle.commands[id] = performed.events.map(\.sequence) }

    /// The bytes of the data file as they are now.
    private func image() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb"))) }

    /// Goes on with a copy of the file, as after the end of the process.
    private func crash(image: [UInt8]) throws {
        lives += 1
        let next = folder.path("life-\(lives)")
        try FileManager.default.createDirectory(atPath: next, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: path + "/ledger.json", toPath: next + "/ledger.json")
        try Data(image).write(to: URL(fileURLWithPath: next + "/data.mdb"))
        try open(next)
        try oracle.compare(ledger)
    }

    /// Cuts the power in the middle of a commit: some of its pages are there, its meta page is not.
    private func crashInCommit() throws {
        let before = try image()
        try ledger.append(try events(Int.random(in: 1...12, using: &random)).map { try PreparedEvent($0) })
        try crash(image: LostPages(before: before, after: try image(), keepsMeta: false, &random).image)
    }

    private func open(_ path: String) throws {
        // The old one must be gone first: a process has a ledger open once.
        let elsewhere = try TemporaryLedger().ledger
        storage = FailingStorage(elsewhere)
        ledger = elsewhere
        self.path = path
        ledger = try Ledger.open(at: path, projections: [LiveClaims.self])
        storage = FailingStorage(ledger)
    }
}
