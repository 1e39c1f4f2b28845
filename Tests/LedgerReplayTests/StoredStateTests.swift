import Foundation
import Testing

@testable import ClaimLedger

@Suite struct `Stored state, to an auditor` {
    private func workspace() throws -> Workspace {
        let workspace = try Workspace(evidence: ())
        let run = try workspace.run("rebuild", "--ledger", "claims")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "the stored state of the claims is that of sequence 590\n")
        return workspace
    }

    /// Changes one entry of a table behind the ledger's back: the first whose key begins so.
    private func change(
        _ table: String, of workspace: Workspace, keyPrefix: [UInt8] = [], _ change: ([UInt8], inout [UInt8]) -> Void
    ) throws {
        let environment = try Environment.open(
            directory: workspace.folder.appendingPathComponent("claims").path, tables: [table], access: .readWrite)
        try environment.write { (transaction) throws(StorageError) in
            let access = TableAccess(transaction, environment[table: table])
            defer { access.end() }
            var entry: (key: [UInt8], value: [UInt8])?
            try access.forEach(from: [0]) { key, value in
                guard key.starts(with: keyPrefix) else { return true }
                entry = (key, value)
                return false
            }
            guard var entry else { return }
            change(entry.key, &entry.value)
            try access.put(entry.key, entry.value)
        }
    }

    @Test func `that is sound is compared with a replay`() throws {
        let run = try workspace().run("verify", "--ledger", "claims")
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("\nprojection claims version 2 compared with a replay at 590\n"), "\(run.output)")
    }

    @Test(arguments: ["3020101", "3020117", "3020120"], [["status"], ["actions"], ["actions", "--party", "partner"]])
    func `answers about one claim as a replay does`(claim: String, question: [String]) throws {
        let workspace = try workspace()
        let asked = question + [claim, "--ledger", "claims", "--format", "json"]
        let stored = try workspace.run(asked)
        #expect(stored.status == 0, "\(stored.errors)")
        #expect(try workspace.run(asked + ["--replay"]).output == stored.output)
    }

    @Test func `that is damaged answers nothing, and a replay still does`() throws {
        let workspace = try workspace()
        try change("state", of: workspace, keyPrefix: [0, 0, 0, 0, 3]) { _, value in value[7] ^= 1 }
        // The first row of the claims is that of the first creation.
        let events = try workspace.run("export", "--ledger", "claims").output.split(separator: "\n")
        let creation = try #require(
            events.first { $0.contains("claimledger.customer-claimed.v1") || $0.contains("association-migrated.v1") })
        let first = try #require(creation.firstMatch(of: /"subject":"claim\/(\d+)"/)).1
        let asked = ["status", String(first), "--ledger", "claims"]
        let refused = try workspace.run(asked)
        #expect(refused.status == 74, "\(refused.errors)")
        #expect(refused.errors.contains("rebuild"), "\(refused.errors)")
        #expect(refused.output.isEmpty)
        #expect(try workspace.run(asked + ["--replay"]).status == 0)
    }

    @Test func `that is damaged is one finding with its place, and a rebuild mends it`() throws {
        let workspace = try workspace()
        // Generation 0, table 3: the rows of claims.
        try change("state", of: workspace, keyPrefix: [0, 0, 0, 0, 3]) { _, value in value[7] ^= 1 }
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        let finding = "F301 projection claims version 2, claims 0: the first entry that differs: stored "
        #expect(run.output.hasPrefix(finding), "\(run.output)")
        #expect(run.output.contains("\n  build the projection anew (ledger-replay rebuild)"), "\(run.output)")
        #expect(run.output.hasSuffix("\n1 finding\n"), "\(run.output)")
        try workspace.expectDone("rebuild", "--ledger", "claims")
        #expect(try workspace.run("verify", "--ledger", "claims").status == 0)
    }

    /// Another value with a check that fits, as somebody would write it who means it.
    @Test func `that was forged is one finding with its place`() throws {
        let workspace = try workspace()
        try change("state", of: workspace, keyPrefix: [0, 0, 0, 0, 3]) { key, value in
            var forged = Array(value.dropLast(SealedBytes.checkByteCount))
            forged[4] ^= 1
            value = SealedBytes.seal(forged, key: Array(key.dropFirst(4)))
        }
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("F301 projection claims version 2, claims 0: "), "\(run.output)")
        #expect(run.output.hasSuffix("\n1 finding\n"), "\(run.output)")
    }

    @Test func `whose progress is damaged is one finding, and a rebuild mends it`() throws {
        let workspace = try workspace()
        try change("projections", of: workspace, keyPrefix: Array("claims".utf8)) { _, value in value[8] ^= 0x10 }
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("F301 projection claims version 2: "), "\(run.output)")
        #expect(run.output.hasSuffix("\n1 finding\n"), "\(run.output)")
        try workspace.expectDone("rebuild", "--ledger", "claims")
        #expect(try workspace.run("verify", "--ledger", "claims").status == 0)
    }

    @Test func `that has stopped is a finding with the event that stopped it`() throws {
        let workspace = try workspace()
        try change("projections", of: workspace, keyPrefix: Array("claims".utf8)) { key, value in
            guard var row = ProjectionRow(value, key: key) else { return }
            row.stop = ProjectionRow.Stop(sequence: 591, reason: "it did not like it")
            value = row.bytes(key: key)
        }
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        #expect(
            run.output.hasPrefix(
                "F302 record 591, projection claims version 2: it stands at 590: it did not like it\n"),
            "\(run.output)")
        try workspace.expectDone("rebuild", "--ledger", "claims")
        #expect(try workspace.run("verify", "--ledger", "claims").status == 0)
    }

    @Test(arguments: [3, 30, 60, 120])
    func `and a file that was cut is one finding too`(pages: Int) throws {
        let workspace = try workspace()
        let bytes = try workspace.bytes("claims/data.mdb")
        try workspace.write(bytes.prefix(pages * 4_096), to: "claims/data.mdb")
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("F002"), "\(run.output)")
        #expect(run.output.hasSuffix("\n1 finding\n"), "\(run.output)")
    }
}
