import Foundation

/// A folder with a ledger `claims` of two years, keys of the ledger and of an auditor, and a first checkpoint.
extension Workspace {
    static let ledgerName = "ledger.example/main"

    /// A copy of the files that were made once.
    convenience init(evidence: Void) throws {
        let template = try SharedEvidence.template.get()
        try self.init()
        for name in ["main.key", "main.key.checkpoint", "main.vkey", "auditor.key", "auditor.vkey", "may.checkpoint"] {
            try write(try template.bytes(name), to: name)
        }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("claims"), withIntermediateDirectories: false)
        for name in ["claims/ledger.json", "claims/data.mdb"] { try write(try template.bytes(name), to: name) }
    }

    /// Runs the program, which must end with status 0, and keeps what it printed.
    func expectDone(_ arguments: String..., output: String? = nil) throws {
        let run = try run(arguments)
        guard run.status == 0 else { throw Unexpected(arguments: arguments, run: run) }
        if let output { try write(run.output, to: output) }
    }

    /// A command that should have worked.
    struct Unexpected: Error {
        let arguments: [String]
        let run: Run
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    func copy(_ name: String, to other: String) throws {
        try FileManager.default.copyItem(
            at: folder.appendingPathComponent(name), to: folder.appendingPathComponent(other))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }

    /// All files below a folder, by their paths in it.
    func files(below name: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.appendingPathComponent(name).path).filter { path in
            var isFolder: ObjCBool = false
            let full = folder.appendingPathComponent("\(name)/\(path)").path
            return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    /// Appends one more event to a ledger.
    func appendOne(to ledger: String = "claims", id: String = "later-1") throws {
        let line = SmallHistory.event(id, "payee-profile-completed", "location/later", "2031-01-01T00:00:00Z")
        try write(line, to: "\(id).jsonl")
        try expectDone("import", "--ledger", ledger, "\(id).jsonl")
    }
}

/// The workspace of the tests that only read; it goes when the tests are over.
enum SharedEvidence {
    static let workspace: Result<Workspace, any Error> = Result {
        atexit { remove(SharedEvidence.workspace) }
        let workspace = try Workspace(evidence: ())
        try workspace.prepareMistakes()
        return workspace
    }

    /// What the others are copied from.
    static let template: Result<Workspace, any Error> = Result {
        atexit { remove(SharedEvidence.template) }
        let workspace = try Workspace()
        try workspace.expectDone("import", "--ledger", "claims", "--create", Fixtures.twoYears)
        try workspace.expectDone("keys", "generate", Workspace.ledgerName, "--out", "main.key", output: "main.vkey")
        try workspace.expectDone(
            "keys", "generate", "auditor.example", "--cosigner", "--out", "auditor.key", output: "auditor.vkey")
        try workspace.expectDone(
            "checkpoint", "--ledger", "claims", "--key-file", "main.key", "--out", "may.checkpoint")
        return workspace
    }

    private static func remove(_ workspace: Result<Workspace, any Error>) {
        if let folder = try? workspace.get().folder { try? FileManager.default.removeItem(at: folder) }
    }
}

extension Workspace {
    /// Beside sound evidence, all that may be given by mistake.
    fileprivate func prepareMistakes() throws {
        try expectDone(
            "prove", "--ledger", "claims", "--sequence", "7", "--checkpoint", "may.checkpoint", "--out", "7.proof",
            "--entry", "7.json")
        try expectDone(
            "prove", "--ledger", "claims", "--sequence", "8", "--checkpoint", "may.checkpoint", "--out", "8.proof")
        try expectDone(
            "consistency", "--ledger", "claims", "--from", "100", "--to", "may.checkpoint", output: "may.proof")
        try expectDone("keys", "generate", Self.ledgerName, "--out", "other.key", output: "other.vkey")
        try expectDone(
            "keys", "generate", "ledger.example/elsewhere", "--out", "elsewhere.key", output: "elsewhere.vkey")
        try write(SmallHistory.consent, to: "consent.jsonl")
        try expectDone("import", "--ledger", "elsewhere", "--create", "consent.jsonl")
        try expectDone(
            "checkpoint", "--ledger", "elsewhere", "--key-file", "elsewhere.key", "--out", "elsewhere.checkpoint")
        try expectDone("export", "--ledger", "claims", "--bundle", "bundle", "--key-file", "main.key")
        let note = try bytes("may.checkpoint")
        try write(note.dropLast(), to: "unfinished.checkpoint")
        try write(note.prefix(30), to: "truncated.checkpoint")
        try write(Array(try bytes("7.proof").prefix(60)), to: "truncated.proof")
        try write(try bytes("7.json") + [10], to: "line.json")
        // The root's last digit before the padding stands for two bits and four unused ones.
        var lines = try text("may.checkpoint").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let root = lines[2]
        let digit = root.dropLast().last.map { String($0) } ?? ""
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let place = alphabet.firstIndex { String($0) == digit } ?? 0
        lines[2] = root.dropLast(2) + String(alphabet[place + 1]) + "="
        try write(lines.joined(separator: "\n"), to: "noncanonical.checkpoint")
        // Another root of the right form.
        lines[2] = String(repeating: "A", count: 43) + "="
        try write(lines.joined(separator: "\n"), to: "forged.checkpoint")
        try write(try text("main.vkey").dropLast(3) + "AA\n", to: "damaged.vkey")
    }
}
