import Foundation

/// A folder under the system's temporary one, removed with all that is in it.
final class TemporaryFolder: Sendable {
    let path: String
    /// Where a ledger goes; nothing stands there yet.
    var ledger: String { path + "/ledger" }

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "claim-import-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
        return path + "/" + name
    }
}
