import Foundation
import Testing

@Suite struct `Packed input` {
    @Test(arguments: ["file", "standard input"])
    func `gzip is known by its first bytes`(_ way: String) throws {
        let workspace = try packed()
        let events = try Data(contentsOf: workspace.folder.appendingPathComponent("events"))
        let run = try workspace.run(
            ["import", "--ledger", "claims", "--create", "--format", "json", way == "file" ? "events" : "-"],
            input: way == "file" ? Data() : events)
        #expect(run.output == #"{"alreadyPresent":0,"appended":590,"lastSequence":590,"violations":12}"# + "\n")
    }

    @Test func `members follow one another, also in the middle of a line`() throws {
        let workspace = try Workspace()
        try workspace.write(String(SmallHistory.consent.prefix(700)), to: "one")
        try workspace.write(String(SmallHistory.consent.dropFirst(700)), to: "two")
        try workspace.write("", to: "none")
        #expect(try workspace.shell("cat <(gzip -c one) <(gzip -c none) <(gzip -c two) > events.gz").status == 0)
        let run = try workspace.run("import", "--ledger", "claims", "--create", "events.gz", "--format", "json")
        #expect(run.output == #"{"alreadyPresent":0,"appended":4,"lastSequence":4,"violations":1}"# + "\n")
    }

    @Test(arguments: [
        ("head -c 5000 events", "the gzip data are cut off"),
        ("head -c 2 events", "the gzip data are cut off"),
        ("head -c -4 events", "the gzip data are cut off"),
        ("cat events <(echo and more)", "the gzip data are corrupt: incorrect header check"),
        ("cat <(head -c 1000 events) <(head -c 1000 /dev/zero) <(tail -c +2001 events)", "the gzip data are corrupt: "),
        ("cat <(head -c -8 events) <(head -c 8 /dev/zero)", "the gzip data are corrupt: incorrect data check"),
    ])
    func `what is cut off or changed is named`(_ command: String, _ message: String) throws {
        let workspace = try packed()
        #expect(try workspace.shell("\(command) > damaged.gz").status == 0)
        let run = try workspace.run("import", "--ledger", "claims", "--create", "damaged.gz")
        #expect(run.status == 65)
        // Unpacked text that is no event may be noticed before the damage behind it.
        #expect(run.errors.hasPrefix("damaged.gz"))
        #expect(run.errors.contains(message) || run.errors.hasPrefix("damaged.gz:"), "\(run.errors)")
        #expect(try workspace.run("export", "--ledger", "claims").output.isEmpty)
    }

    private func packed() throws -> Workspace {
        let workspace = try Workspace()
        #expect(try workspace.shell("gzip -c '\(Fixtures.twoYears)' > events").status == 0)
        return workspace
    }
}
