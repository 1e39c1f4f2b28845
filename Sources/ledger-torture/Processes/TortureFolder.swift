import Foundation

/// A folder for temporary files that goes with the value, unless it is kept.
final class TortureFolder {
    private let root: URL
    private var isKept = false

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-torture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
    }

    deinit { if !isKept { try? FileManager.default.removeItem(at: root) } }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { root.appendingPathComponent(name).path }

    /// Lets the folder stand, for whoever looks into a failure; gives its path.
    func keep() -> String {
        isKept = true
        return root.path
    }
}
