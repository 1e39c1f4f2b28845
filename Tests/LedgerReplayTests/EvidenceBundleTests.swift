import ClaimLedgerTesting
import Foundation
import Testing

@Suite struct `A bundle` {
    @Test func `comes back byte for byte, and raises no alarm`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.expectDone("export", "--ledger", "claims", "--bundle", "june", "--key-file", "main.key")
        try workspace.expectDone("import", "--ledger", "new", "--create", "--bundle", "june", "--key", "main.vkey")
        try workspace.expectDone("create", "--ledger", "empty")
        try workspace.expectDone("import", "--ledger", "empty", "--bundle", "june")
        let events = try workspace.run("export", "--ledger", "claims").output
        #expect(try workspace.text("june/events.jsonl") == events)
        for name in ["new", "empty"] {
            #expect(try workspace.run("export", "--ledger", name).output == events)
            let verified = try workspace.run(
                "verify", "--ledger", name, "--checkpoint", "may.checkpoint", "--key", "main.vkey", "--format", "json")
            #expect(verified.status == 0, "\(verified.output)")
            let sound = #""checkpoints":[590],"depth":"everything","findings":[],"first":1,"last":590"#
            #expect(verified.output.contains(sound))
            // Exported once more, it is the same bundle.
            try workspace.expectDone(
                "export", "--ledger", name, "--bundle", "\(name)-bundle", "--checkpoint", "june/checkpoint", "--key",
                "june/vkey")
            #expect(try workspace.files(below: "\(name)-bundle") == workspace.files(below: "june"))
            for file in try workspace.files(below: "june") {
                #expect(try workspace.bytes("\(name)-bundle/\(file)") == workspace.bytes("june/\(file)"), "\(file)")
            }
        }
        // What a plain import makes of the same lines is another ledger.
        try workspace.expectDone("import", "--ledger", "anew", "--create", "june/events.jsonl")
        #expect(try workspace.run("export", "--ledger", "anew").output != events)
        #expect(try workspace.files(below: ".").allSatisfy { !$0.contains(".draft") && !$0.contains(".trial") })
    }

    @Test func `of an earlier checkpoint holds the events of that one`() throws {
        let workspace = try Workspace(evidence: ())
        try workspace.appendOne()
        try workspace.expectDone(
            "export", "--ledger", "claims", "--bundle", "may", "--checkpoint", "may.checkpoint", "--key", "main.vkey")
        #expect(try workspace.text("may/events.jsonl").count { $0 == "\n" } == 590)
        try workspace.expectDone("import", "--ledger", "new", "--create", "--bundle", "may")
        try workspace.appendOne(id: "later-2")
        try workspace.expectDone("import", "--ledger", "new", "later-2.jsonl")
    }

    @Test func `of an empty ledger is a bundle too`() throws {
        let workspace = try Workspace()
        try workspace.expectDone("create", "--ledger", "claims")
        try workspace.expectDone("keys", "generate", "a", "--out", "a.key")
        try workspace.expectDone("export", "--ledger", "claims", "--bundle", "none", "--key-file", "a.key")
        try workspace.expectDone("import", "--ledger", "new", "--create", "--bundle", "none")
        #expect(try workspace.run("verify", "--ledger", "new").output.hasPrefix("the ledger holds no event\n"))
    }

    /// Any byte of any file; whatever the change does, no ledger comes of it.
    @Test(arguments: SeededGenerator.seeds(1...3).prefix(1))
    func `with a changed byte is refused`(seed: UInt64) throws {
        let workspace = try Workspace(history: "conflict")
        try workspace.expectDone("keys", "generate", "a", "--out", "a.key", output: "a.vkey")
        try workspace.expectDone("export", "--ledger", "claims", "--bundle", "sound", "--key-file", "a.key")
        try workspace.expectDone("create", "--ledger", "empty")
        var generator = SeededGenerator(seed: seed)
        for file in try workspace.files(below: "sound") {
            for round in 0..<2 {
                try workspace.copy("sound", to: "changed")
                var bytes = try workspace.bytes("sound/\(file)")
                let place = Int.random(in: bytes.indices, using: &generator)
                bytes[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
                try workspace.write(bytes, to: "changed/\(file)")
                let target = round == 0 ? ["--ledger", "empty"] : ["--ledger", "new", "--create"]
                let run = try workspace.run(["import", "--bundle", "changed", "--key", "a.vkey"] + target)
                #expect(run.status == 1 || run.status == 65, "seed \(seed), \(file) byte \(place): \(run.errors)")
                #expect(!workspace.exists("new") && !workspace.exists("new.draft"))
                #expect(try workspace.run("export", "--ledger", "empty").output.isEmpty)
                try workspace.remove("changed")
            }
        }
        try workspace.expectDone("import", "--ledger", "empty", "--bundle", "sound", "--key", "a.vkey")
    }

    @Test func `with a changed text is refused by its root, and one that is cut by its size`() throws {
        let workspace = try Workspace(history: "consent")
        try workspace.expectDone("keys", "generate", "a", "--out", "a.key")
        try workspace.expectDone("export", "--ledger", "claims", "--bundle", "b", "--key-file", "a.key")
        let events = try workspace.text("b/events.jsonl")
        try workspace.write(events.replacing("Frontline", with: "Backlines"), to: "b/events.jsonl")
        let changed = try workspace.run("import", "--ledger", "new", "--create", "--bundle", "b")
        #expect(changed.status == 1)
        #expect(changed.errors.hasPrefix("root differs: the 4 events give "), "\(changed.errors)")
        let first = events.prefix { $0 != "\n" } + "\n"
        try workspace.write(String(first), to: "b/events.jsonl")
        let cut = try workspace.run("import", "--ledger", "new", "--create", "--bundle", "b")
        #expect(cut.status == 1)
        #expect(cut.errors.hasPrefix("the bundle has 1 events, its checkpoint says 4"), "\(cut.errors)")
        try workspace.write(events.replacing(#""id":"a-2""#, with: #""id": "a-2""#), to: "b/events.jsonl")
        let spaced = try workspace.run("import", "--ledger", "new", "--create", "--bundle", "b")
        #expect(spaced.status == 65)
        #expect(spaced.errors.contains("b/events.jsonl:2: the line is not in canonical form"), "\(spaced.errors)")
        #expect(!workspace.exists("new"))
    }

    @Test func `half imported into a ledger leaves nothing that is taken for one`() throws {
        let workspace = try Workspace(history: "consent")
        try workspace.expectDone("keys", "generate", "a", "--out", "a.key")
        try workspace.expectDone("export", "--ledger", "claims", "--bundle", "b", "--key-file", "a.key")
        try workspace.expectDone("create", "--ledger", "half")
        // As a killed process leaves it.
        let folder = workspace.folder.appendingPathComponent("half")
        try FileManager.default.moveItem(
            at: folder.appendingPathComponent("ledger.json"), to: folder.appendingPathComponent("ledger.json.importing")
        )
        let run = try workspace.run("import", "--ledger", "half", "--bundle", "b")
        #expect(run.status == 73)
        #expect(run.errors.hasPrefix("an import of a bundle into half did not finish\n"))
        #expect(try workspace.run("status", "--ledger", "half").status == 66)
    }
}
