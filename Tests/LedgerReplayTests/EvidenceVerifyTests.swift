import Foundation
import Testing

@Suite struct `Verify` {
    /// The bytes of the data file with the place of an event's JSON in them.
    private func data(of workspace: Workspace, event sequence: Int) throws -> (bytes: [UInt8], json: Int) {
        let bytes = try workspace.bytes("claims/data.mdb")
        let line = try workspace.run("export", "--ledger", "claims").output.split(separator: "\n")[sequence - 1]
        let json = try #require(Data(bytes).range(of: Data(line.utf8))?.lowerBound)
        return (bytes, json)
    }

    @Test func `says what it looked at`() throws {
        let run = try SharedEvidence.workspace.get().run(
            "verify", "--ledger", "claims", "--checkpoint", "may.checkpoint", "--key", "main.vkey")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(
            lines.prefix(3) == [
                "events 1 to 590 computed from their bytes", "checkpoints that hold, by size: 590",
                "the ledger keeps no projection claims version 2",
            ])
        #expect(lines.last == "sound")
        #expect(run.errors.isEmpty)
    }

    @Test func `says that a quick one is partial, and sees no changed byte`() throws {
        let workspace = try Workspace(evidence: ())
        var (bytes, json) = try data(of: workspace, event: 5)
        bytes[json + 40] ^= 1
        try workspace.write(bytes, to: "claims/data.mdb")
        let quick = try workspace.run("verify", "--ledger", "claims", "--quick")
        #expect(quick.status == 0)
        #expect(quick.output.hasPrefix("quick and partial: stored roots of 590 events compared, no event read"))
        #expect(quick.output.hasSuffix("no finding, but this was partial\n"))
    }

    @Test func `goes on behind a checkpoint`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.appendOne()
        let run = try workspace.run("verify", "--ledger", "claims", "--since", "may.checkpoint", "--key", "main.vkey")
        #expect(run.status == 0)
        let range = "events 591 to 591 computed from their bytes; the 590 before rest on the checkpoint given\n"
        #expect(run.output.hasPrefix(range), "\(run.output)")
    }

    @Test func `finds one cause for one bit, prints all of it, and fails`() throws {
        let workspace = try Workspace(evidence: ())
        var (bytes, json) = try data(of: workspace, event: 5)
        bytes[json + 40] ^= 1
        try workspace.write(bytes, to: "claims/data.mdb")
        let run = try workspace.run(
            "verify", "--ledger", "claims", "--checkpoint", "may.checkpoint", "--key", "main.vkey")
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("F105 record 5: the hash differs: stored "), "\(run.output)")
        #expect(run.output.contains("\n  therefore: the root at 590 is not that of the checkpoint\n"))
        #expect(run.output.contains("\n  compare with a backup or an export: ledger-replay verify --ledger COPY\n"))
        #expect(run.output.contains("\nevents 1 to 590 computed from their bytes\n"))
        #expect(run.output.hasSuffix("\n1 finding\n"))
        let json2 = try workspace.run("verify", "--ledger", "claims", "--format", "json")
        #expect(json2.status == 1)
        let value = try JSONSerialization.jsonObject(with: Data(json2.output.utf8)) as? [String: Any]
        let findings = value?["findings"] as? [[String: Any]]
        #expect(findings?.map { $0["id"] as? String } == ["F105"])
        #expect(findings?.first?["sequence"] as? Int == 5)
        #expect(value?["sound"] as? Bool == false)
    }

    @Test func `lists every fault, and not only the first`() throws {
        let workspace = try Workspace(evidence: ())
        var bytes = try workspace.bytes("claims/data.mdb")
        for sequence in [5, 200, 590] { bytes[try data(of: workspace, event: sequence).json + 40] ^= 1 }
        try workspace.write(bytes, to: "claims/data.mdb")
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        for sequence in [5, 200, 590] { #expect(run.output.contains("F105 record \(sequence): ")) }
        #expect(run.output.hasSuffix("\n3 findings\n"), "\(run.output)")
    }

    /// The length of a value, in the page that holds it, leads far behind the end of the file.
    @Test func `tells of a file that would end the process by a signal`() throws {
        let workspace = try Workspace(evidence: ())
        var (bytes, json) = try data(of: workspace, event: 300)
        // Before the JSON: the record's header of 72 bytes, the key of 8, and the page's entry of 8.
        bytes[json - 72 - 8 - 8 + 2] = 0x7F
        try workspace.write(bytes, to: "claims/data.mdb")
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        #expect(["F001", "F002"].contains(run.output.prefix(4)), "\(run.output)")
        #expect(run.output.hasSuffix("\n1 finding\n"), "\(run.output)")
        #expect(run.errors.isEmpty)
    }

    @Test func `tells of a data file that cannot be opened`() throws {
        let workspace = try Workspace(evidence: ())
        let bytes = try workspace.bytes("claims/data.mdb")
        try workspace.write(bytes.prefix(bytes.count / 2), to: "claims/data.mdb")
        let run = try workspace.run("verify", "--ledger", "claims")
        #expect(run.status == 1)
        #expect(["F002", "F003"].contains(run.output.prefix(4)), "\(run.output)")
    }

    @Test func `shows no progress where nobody watches`() throws {
        let run = try SharedEvidence.workspace.get().run("verify", "--ledger", "claims")
        #expect(run.errors.isEmpty)
    }
}

@Suite struct `Checkpoints and keys` {
    @Test func `a key file is secret, and shows its public half only`() throws {
        let workspace = try SharedEvidence.workspace.get()
        try workspace.expectDone("keys", "generate", "name", "--out", "secret.key")
        let attributes = try FileManager.default.attributesOfItem(
            atPath: workspace.folder.appendingPathComponent("secret.key").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let secret = try workspace.text("main.key")
        #expect(secret.hasPrefix("PRIVATE+KEY+ledger.example/main+"))
        let key = try workspace.text("main.vkey")
        let vkey = String(key.dropLast())
        for given in ["main.key", "main.vkey", vkey] {
            #expect(try workspace.run("keys", "show", given).output == key)
        }
        let shown = try workspace.run("keys", "show", "main.key", "--format", "json").output
        #expect(shown.contains(#""name":"ledger.example/main","type":"ed25519","vkey":"\#(vkey)""#))
        #expect(!shown.contains(secret.suffix(40).prefix(30)))
    }

    @Test func `a checkpoint is printed, written, and the same for the same events`() throws {
        let workspace = try SharedEvidence.workspace.get()
        let note = try workspace.text("may.checkpoint")
        let printed = try workspace.run("checkpoint", "--ledger", "claims", "--key-file", "main.key")
        #expect(printed.output == note)
        #expect(try workspace.text("main.key.checkpoint") == note)
        let json = try workspace.run("checkpoint", "--ledger", "claims", "--key-file", "main.key", "--format", "json")
        #expect(json.output.contains(#""origin":"ledger.example/main","root":""#))
        #expect(json.output.hasSuffix(#","size":590}"# + "\n"))
    }

    @Test func `a countersignature is checked with its time`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.expectDone(
            "checkpoint", "--cosign", "may.checkpoint", "--key", "main.vkey", "--key-file", "auditor.key", "--at",
            "2026-06-01T12:00:00Z", "--out", "seen.checkpoint")
        try workspace.expectDone(
            "prove", "--ledger", "claims", "--sequence", "590", "--checkpoint", "seen.checkpoint", "--out", "p",
            "--entry", "e")
        let run = try workspace.run(
            "check-proof", "p", "--entry", "e", "--key", "main.vkey", "--key", "auditor.vkey")
        #expect(
            run.output == """
                verified: the entry is number 590 of the 590 of ledger.example/main
                signed by ledger.example/main
                signed by auditor.example, at 2026-06-01T12:00:00Z

                """)
    }

    @Test func `an event is found by its id, and by its source where several have it`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.appendOne(id: "twice")
        let other = try workspace.text("twice.jsonl").replacing(#""source":"portal""#, with: #""source":"elsewhere""#)
        try workspace.write(other, to: "other.jsonl")
        try workspace.expectDone("import", "--ledger", "claims", "other.jsonl")
        try workspace.expectDone(
            "checkpoint", "--ledger", "claims", "--key-file", "main.key", "--out", "june.checkpoint")
        let arguments = ["prove", "--ledger", "claims", "--event", "twice", "--checkpoint", "june.checkpoint"]
        let unclear = try workspace.run(arguments)
        #expect(unclear.status == 64)
        #expect(unclear.errors == "2 events have the id twice, at 591, 592: give --source or --sequence\n")
        let found = try workspace.run(arguments + ["--source", "elsewhere"])
        #expect(found.output.hasPrefix("c2sp.org/tlog-proof@v1\nindex 591\n"))
        #expect(try workspace.run(arguments + ["--source", "nowhere"]).status == 1)
    }

    @Test func `growth is proved between any two checkpoints`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.appendOne()
        try workspace.expectDone(
            "checkpoint", "--ledger", "claims", "--key-file", "main.key", "--out", "june.checkpoint")
        try workspace.expectDone(
            "consistency", "--ledger", "claims", "--from", "may.checkpoint", "--to", "june.checkpoint", "--out", "p")
        let run = try workspace.run("check-proof", "p", "--old", "may.checkpoint", "--key", "main.vkey")
        #expect(
            run.output == """
                verified: the 591 events of ledger.example/main begin with the 590 of may.checkpoint
                signed by ledger.example/main

                """)
    }
}
