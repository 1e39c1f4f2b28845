import Foundation
import Testing

@testable import ClaimLedger

/// A folder under the system's temporary one, for a ledger that is opened and closed; removed with all that is in it.
final class LedgerFolder: Sendable {
    /// Where the ledger goes; nothing stands there yet.
    let path: String
    private let parent: URL

    init() throws {
        parent = FileManager.default.temporaryDirectory.appending(path: "claim-ledger-opening-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: false)
        path = parent.appending(path: "ledger").path
    }

    deinit {
        _ = chmod(path, 0o700)
        try? FileManager.default.removeItem(at: parent)
    }

    func makeDirectory() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    func contents(of file: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: path).appending(path: file)))
    }

    /// Writes a file as it was not before; without a name, the path itself becomes a file.
    func write(_ bytes: [UInt8], to file: String = "") throws {
        try Data(bytes).write(to: URL(filePath: file.isEmpty ? path : path + "/" + file))
    }

    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path + "/" + file) }

    /// The permissions of a file in the folder, of the folder itself where no name is given.
    func permissions(of file: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.isEmpty ? path : path + "/" + file)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }
}
