import Foundation

/// Folders with a ledger `claims` for the tests that only ask; they go when the tests are over.
enum SharedWorkspace {
    static let consent: Result<Workspace, any Error> = Result {
        atexit { remove(SharedWorkspace.consent) }
        return try Workspace(history: "consent")
    }

    static let conflict: Result<Workspace, any Error> = Result {
        atexit { remove(SharedWorkspace.conflict) }
        return try Workspace(history: "conflict")
    }

    /// `consent`, and beside its ledger whatever else may be given to the program by mistake.
    static let mistakes: Result<Workspace, any Error> = Result {
        atexit { remove(SharedWorkspace.mistakes) }
        return try Workspace(mistakes: ())
    }

    private static func remove(_ workspace: Result<Workspace, any Error>) {
        if let folder = try? workspace.get().folder { try? FileManager.default.removeItem(at: folder) }
    }
}

extension Workspace {
    fileprivate convenience init(mistakes: Void) throws {
        try self.init(history: "consent")
        try write("{", to: "torn.jsonl")
        try write("{", to: "torn.scenario.json")
        try write(SmallHistory.event("a-9", "submitted", "claim/3015949", "2023-06-01T00:00:00Z"), to: "breach.jsonl")
        let scenario = """
            {"name":"n","about":"a","rules":[],"events":[],\
            "expect":[{"asOf":"2023-06-01T00:00:00Z","status":{"3015949":"approved"}}]}
            """
        try write(scenario, to: "failing.scenario.json")
        for name in ["empty", "broken", "newer"] {
            let folder = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        }
        let identity = #"{"createdAt":"2023-06-01T00:00:00Z","format":1,"ledger":"1"}"#
        try write(identity, to: "broken/ledger.json")
        try write("not a ledger", to: "broken/data.mdb")
        try write(identity.replacing("1,", with: "99,"), to: "newer/ledger.json")
    }
}
