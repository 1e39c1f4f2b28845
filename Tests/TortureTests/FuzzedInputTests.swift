import ClaimLedgerTesting
import Foundation
import Testing

@Suite struct `Bytes that a fuzzer has found` {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/fuzz")

    @Test(arguments: FuzzedInput.allCases)
    func `are refused, or read as they are written`(input: FuzzedInput) throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: input.rawValue), includingPropertiesForKeys: nil)
        #expect(files.count > 5)
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(input)/\(file.lastPathComponent)") { try input.check(bytes) }
        }
    }

    /// Each example once more with one byte changed, so that the promise is tried near the border too.
    @Test(arguments: FuzzedInput.allCases, SeededGenerator.seeds(1...1))
    func `are so with a byte changed`(input: FuzzedInput, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: input.rawValue), includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
        for file in files {
            var bytes = Array(try Data(contentsOf: file))
            guard let place = bytes.indices.randomElement(using: &random) else { continue }
            bytes[place] = UInt8.random(in: 0...255, using: &random)
            #expect(throws: Never.self, "seed \(seed), \(input)/\(file.lastPathComponent), byte \(place)") {
                try input.check(bytes)
            }
        }
    }
}
