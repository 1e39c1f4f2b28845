import Foundation

/// The program `ledger-torture`, as it was built beside the tests.
enum TortureProgram {
    /// How a run ended, and what it said.
    struct Run {
        let status: Int32
        let output: String
    }

    private struct Missing: Error {}

    /// Runs the program to its end.
    static func run(_ arguments: [String]) throws -> Run {
        let process = Process()
        process.executableURL = try location()
        process.arguments = arguments
        // What it keeps to show a failure goes with the run.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("torture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Run(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    private static func location() throws -> URL {
        for start in [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0])] {
            var folder = start.standardizedFileURL
            while folder.path != "/" {
                let program = folder.appendingPathComponent("ledger-torture")
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder), !isFolder.boolValue {
                    return program
                }
                folder.deleteLastPathComponent()
            }
        }
        throw Missing()
    }
}
