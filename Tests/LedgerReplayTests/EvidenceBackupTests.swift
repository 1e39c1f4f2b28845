import Foundation
import Testing

@Suite struct `A backup` {
    @Test func `is sound, compact, and becomes the same ledger again`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.expectDone("backup", "signed", "--ledger", "claims", "--key-file", "main.key")
        try workspace.expectDone("backup", "unsigned", "--ledger", "claims")
        #expect(try workspace.files(below: "signed") == ["checkpoint", "data.mdb", "ledger.json"])
        #expect(try workspace.files(below: "unsigned") == ["checkpoint.unsigned", "data.mdb", "ledger.json"])
        #expect(try workspace.bytes("signed/checkpoint") == workspace.bytes("may.checkpoint"))
        #expect(try workspace.bytes("signed/data.mdb").count < workspace.bytes("claims/data.mdb").count)
        let attributes = try FileManager.default.attributesOfItem(
            atPath: workspace.folder.appendingPathComponent("signed/data.mdb").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let events = try workspace.run("export", "--ledger", "claims").output
        for copy in ["signed", "unsigned"] {
            let verified = try workspace.run(
                "verify", "--ledger", copy, "--checkpoint", "may.checkpoint", "--key", "main.vkey")
            #expect(verified.status == 0, "\(verified.output)")
            try workspace.expectDone(
                "restore", copy, "--ledger", "\(copy)-again", "--checkpoint", "may.checkpoint", "--key", "main.vkey")
            #expect(try workspace.run("export", "--ledger", "\(copy)-again").output == events)
            #expect(try workspace.files(below: "\(copy)-again").contains("ledger.json"))
        }
        try workspace.appendOne(to: "signed-again")
    }

    @Test func `that lacks events that were signed for is refused`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.expectDone("backup", "old", "--ledger", "claims", "--key-file", "main.key")
        try workspace.appendOne()
        try workspace.expectDone(
            "checkpoint", "--ledger", "claims", "--key-file", "main.key", "--out", "june.checkpoint")
        let refused = try workspace.run(
            "restore", "old", "--ledger", "back", "--checkpoint", "june.checkpoint", "--key", "main.vkey")
        #expect(refused.status == 1)
        #expect(refused.output.hasPrefix("F202 checkpoint of size 591: the ledger ends at 590\n"), "\(refused.output)")
        #expect(refused.output.hasSuffix("not restored: the copy does not verify\n"))
        #expect(!workspace.exists("back"))
        // Put in the ledger's place all the same, it is not signed for: the checkpoint beside the key remembers.
        try workspace.expectDone("restore", "old", "--ledger", "back")
        let signing = try workspace.run("checkpoint", "--ledger", "back", "--key-file", "main.key")
        #expect(signing.status == 1)
        #expect(signing.errors.hasPrefix("the ledger ends at 590, which is before 591"), "\(signing.errors)")
    }

    @Test func `with a changed byte is not restored`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.expectDone("backup", "copy", "--ledger", "claims")
        var bytes = try workspace.bytes("copy/data.mdb")
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: #""claimName":""#.utf8) })
        bytes[place + 13] ^= 1
        try workspace.write(bytes, to: "copy/data.mdb")
        let run = try workspace.run("restore", "copy", "--ledger", "back")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("F105 record "), "\(run.output)")
        #expect(!workspace.exists("back") && !workspace.exists("back.draft"))
    }

    @Test func `made while another process appends is sound`() throws {
        let workspace = try Workspace(evidence: ())
        let lines = (1...1_500).map { number in
            SmallHistory.event("w-\(number)", "payee-profile-completed", "location/later", "2031-01-01T00:00:00Z")
        }
        for part in 0..<15 {
            try workspace.write(lines[(part * 100)..<(part * 100 + 100)].joined(), to: "part-\(part).jsonl")
        }
        let run = try workspace.shell(
            """
            (for i in {0..14}; do "$0" import --ledger claims part-$i.jsonl; done) > written &
            for i in 1 2 3 4; do "$0" backup copy-$i --ledger claims --key-file main.key || exit 9; done
            wait
            for i in 1 2 3 4; do
              "$0" verify --ledger copy-$i --checkpoint copy-$i/checkpoint --key main.vkey > /dev/null || exit 8
              "$0" verify --ledger claims --checkpoint copy-$i/checkpoint --key main.vkey > /dev/null || exit 7
            done
            """)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try workspace.run("export", "--ledger", "claims").output.count { $0 == "\n" } == 2_090)
    }
}
