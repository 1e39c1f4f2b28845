import Foundation

/// A folder of its own for a ledger that is closed and opened again; it goes with the value.
final class TortureCopy {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("torture-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
