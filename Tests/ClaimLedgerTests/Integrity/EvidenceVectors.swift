import Foundation

/// The published vectors of the formats of evidence, read where they lie; they are not part of this project.
enum EvidenceVectors {
    static let areBesideTheCheckout = FileManager.default.fileExists(atPath: folder.path)
    static let absence: String = "../shared/vectors is not beside the checkout: published vectors not checked"

    static func load<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws -> Content {
        try JSONDecoder().decode(Content.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
    }

    /// Four folders up from this file is the package, and the vectors lie beside it.
    private static let folder: URL = package.deletingLastPathComponent().appending(path: "shared/vectors")

    /// The folder of the package.
    static let package = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
}
