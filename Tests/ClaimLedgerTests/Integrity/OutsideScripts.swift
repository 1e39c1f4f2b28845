import Foundation

/// Runs the scripts of `Scripts/outside`.
enum OutsideScripts {
    /// What a script answered.
    struct Run: Equatable {
        var status: Int32
        var output: String
        var errors: String

        /// Status 0 and one line that says what was verified.
        static func verified(_ what: String) -> Run { Run(status: 0, output: "verified: \(what)\n", errors: "") }

        /// Status 1, and one line with a reason.
        var isRefusal: Bool {
            status == 1 && output.isEmpty && errors.hasPrefix("NOT VERIFIED: ") && errors.count { $0 == "\n" } == 1
        }
    }

    static let folder = EvidenceVectors.package.appending(path: "Scripts/outside").path
    static let canRun = find("python3") != nil && find("openssl") != nil

    private static func find(_ command: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(command)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func run(_ script: String, _ arguments: String...) throws -> Run { try run(script, arguments) }

    static func run(_ script: String, _ arguments: [String]) throws -> Run {
        try python(["\(folder)/\(script)"] + arguments)
    }

    static func python(_ arguments: String...) throws -> Run { try python(arguments) }

    private static func python(_ arguments: [String]) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: find("python3") ?? "python3")
        process.arguments = ["-B"] + arguments
        process.standardInput = FileHandle.nullDevice
        // Errors go to a file: reading two pipes in turn could wait for ever.
        let errors = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID().uuidString)")
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

/// A folder of its own that goes when the test ends.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { name.isEmpty ? url.path : url.appending(path: name).path }

    func write(_ bytes: some Sequence<UInt8>, _ name: String) throws {
        try Data(bytes).write(to: url.appending(path: name))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: url.appending(path: name)) }

    /// The bytes of all files in the folder and below.
    func byteCount() throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: url.path).reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
            let isFile = attributes[.type] as? FileAttributeType == .typeRegular
            return sum + (isFile ? (attributes[.size] as? Int ?? 0) : 0)
        }
    }
}
