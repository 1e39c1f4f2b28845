import Foundation
import Testing

/// The page for auditors, every command of it run as it stands.
@Suite struct `The page for auditors` {
    private static let page = Fixtures.folder.deletingLastPathComponent().appendingPathComponent(
        "Documentation/auditing.md")

    private static let canRun = ["python3", "openssl", "jq", "sha256sum"].allSatisfy { command in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(command)")
        }
    }

    /// The blocks marked as shell, one after the other.
    private func commands() throws -> [String] {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        return text.components(separatedBy: "```sh\n").dropFirst().map { block in
            block.components(separatedBy: "```")[0]
        }
    }

    @Test(.enabled(if: canRun, "needs python3, openssl, jq and sha256sum"))
    func `has only commands that work, in the order of the page`() throws {
        let workspace = try Workspace(history: "consent")
        try workspace.write(
            SmallHistory.event("a-5", "comment-added", "claim/3015949", "2023-03-01T00:00:00Z", #"{"text":"x"}"#),
            to: "later.jsonl")
        let scripts = Self.page.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "Scripts")
        try FileManager.default.createSymbolicLink(
            at: workspace.folder.appendingPathComponent("Scripts"), withDestinationURL: scripts)
        let blocks = try commands()
        #expect(blocks.count >= 10)
        let path = try Workspace.program().deletingLastPathComponent().path
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let line = "set -euo pipefail\n" + blocks.joined(separator: "\n") + "echo every block ran\n"
        let run = try workspace.shell(line, environment: ["PATH": "\(path):\(inherited)"])
        #expect(run.status == 0, "\(run.errors)\n\(run.output)")
        #expect(run.output.hasSuffix("every block ran\n"))
        for answer in [
            "\nverified: 5 events", "Signature Verified Successfully", "the first 4 events are those of may",
        ] {
            #expect(run.output.contains(answer), "\(run.output)")
        }
    }

    @Test(.enabled(if: canRun, "needs python3, openssl, jq and sha256sum"))
    func `has a step that fails when history was changed`() throws {
        let workspace = try Workspace(history: "consent")
        try workspace.expectDone("keys", "generate", Workspace.ledgerName, "--out", "main.key", output: "main.vkey")
        try workspace.expectDone(
            "checkpoint", "--ledger", "claims", "--key-file", "main.key", "--out", "may.checkpoint")
        try workspace.write(SmallHistory.conflict, to: "events.jsonl")
        try workspace.expectDone("import", "--ledger", "other", "--create", "events.jsonl")
        // A keeper who forgets what was signed signs another history with the same key.
        try workspace.remove("main.key.checkpoint")
        try workspace.expectDone("export", "--ledger", "other", "--bundle", "june", "--key-file", "main.key")
        let scripts = Self.page.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "Scripts")
        try FileManager.default.createSymbolicLink(
            at: workspace.folder.appendingPathComponent("Scripts"), withDestinationURL: scripts)
        let step = try #require(try commands().first { $0.contains("HISTORY WAS CHANGED") })
        let run = try workspace.shell(step, environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""])
        #expect(run.status == 1)
        #expect(run.errors.contains("HISTORY WAS CHANGED"))
    }
}
