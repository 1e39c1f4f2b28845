import Foundation
import Testing

/// A folder of its own in which the program runs; it goes with the value.
final class Workspace: Sendable {
    /// How a run ended, and what it said.
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-replay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    /// A folder with a ledger `claims` of one of the small histories.
    convenience init(history: String) throws {
        try self.init()
        try write(history == "consent" ? SmallHistory.consent : SmallHistory.conflict, to: "events.jsonl")
        #expect(try run("import", "--ledger", "claims", "--create", "events.jsonl").status == 0)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ contents: some Sequence<UInt8>, to name: String) throws {
        try Data(contents).write(to: folder.appendingPathComponent(name))
    }

    func write(_ text: String, to name: String) throws { try write(text.utf8, to: name) }

    /// Runs the program in the folder, with nothing of the environment that changes what it prints.
    func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) throws -> Run {
        try execute(try Self.program(), arguments, input: input, environment: environment)
    }

    func run(_ arguments: String...) throws -> Run { try run(arguments) }

    /// Runs a line of the shell, in which `$0` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> Run {
        try execute(
            URL(fileURLWithPath: "/bin/bash"), ["-c", line, try Self.program().path], environment: environment)
    }

    private func execute(
        _ executable: URL, _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) throws -> Run {
        let name = UUID().uuidString
        let files = ["in", "out", "err"].map { folder.appendingPathComponent(".\(name).\($0)") }
        try input.write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "80"].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Run(status: process.terminationStatus, output: texts[1], errors: texts[2])
    }

    /// The program, which is built beside the tests.
    static func program() throws -> URL {
        let places = [Bundle.main.bundleURL, Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
        for place in places.compactMap(\.self) + Bundle.allBundles.map(\.bundleURL) {
            var folder = place.standardizedFileURL
            while folder.path != "/" {
                let program = folder.appendingPathComponent("ledger-replay")
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder), !isFolder.boolValue {
                    return program
                }
                folder.deleteLastPathComponent()
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
