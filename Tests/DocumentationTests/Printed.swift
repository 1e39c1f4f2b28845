import Foundation
import Synchronization

/// Stands in for `print` within a snippet, so that its test sees what a reader would.
final class Printed: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    func callAsFunction(_ value: some CustomStringConvertible & Sendable) {
        kept.withLock { $0.append(value.description) }
    }
}

/// A folder under the system's temporary one, removed with all that is in it.
final class SnippetFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "claim-snippet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
