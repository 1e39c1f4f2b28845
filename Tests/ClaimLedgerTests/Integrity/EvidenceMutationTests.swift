import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

/// Evidence that was changed anywhere must be refused, and must never end the process.
@Suite struct `Changed evidence` {
    /// A kind of evidence: its bytes, and whether some bytes are well formed and hold.
    private struct Subject: Sendable {
        let name: String
        let bytes: [UInt8]
        let holds: @Sendable ([UInt8]) -> Bool
    }

    /// Every signature on these is by a known key, and there is no extra data: no byte is without meaning.
    private static func subjects() throws -> [Subject] {
        let log = try SampleLog(size: 6)
        let auditor = try SigningKey(
            name: KeyName("auditor.example"), type: .cosignature, seed: [UInt8](repeating: 5, count: 32))
        let keys = log.keys + [auditor.verifierKey]
        let cosigned = try log.checkpoint(6).cosigned(by: auditor, atSeconds: 1_700_000_000)
        let (inclusion, consistency) = (try log.inclusion(4, in: 6), try log.consistency(from: 3, to: 6))
        let (old, entry) = (try log.checkpoint(3), log.entries[4])
        return [
            Subject(name: "checkpoint", bytes: cosigned.bytes) {
                (try? SignedCheckpoint(parsing: $0).verify(keys: keys))?.count == 2
            },
            Subject(name: "inclusion proof", bytes: inclusion.bytes) {
                (try? InclusionProof(parsing: $0).verify(entry: entry, keys: keys)) != nil
            },
            Subject(name: "consistency proof", bytes: consistency.bytes) {
                (try? ConsistencyProof(parsing: $0).verify(continuing: old, keys: keys)) != nil
            },
            Subject(name: "old checkpoint", bytes: old.bytes) {
                guard let old = try? SignedCheckpoint(parsing: $0) else { return false }
                return (try? consistency.verify(continuing: old, keys: keys)) != nil
            },
            Subject(name: "entry", bytes: entry) { (try? inclusion.verify(entry: $0, keys: keys)) != nil },
            Subject(name: "verifier key", bytes: Array("\(log.key.verifierKey)".utf8)) {
                guard let key = try? VerifierKey(parsing: String(decoding: $0, as: UTF8.self)) else { return false }
                return (try? inclusion.verify(entry: entry, keys: [key])) != nil
            },
        ]
    }

    @Test func `is refused whichever bit of it differs, and wherever it ends early`() throws {
        for subject in try Self.subjects() {
            #expect(subject.holds(subject.bytes), "\(subject.name)")
            var accepted: [String] = []
            for place in subject.bytes.indices {
                for bit in UInt8(0)..<8 {
                    var bytes = subject.bytes
                    bytes[place] ^= 1 << bit
                    if subject.holds(bytes) { accepted.append("bit \(bit) of byte \(place)") }
                }
                if subject.holds(Array(subject.bytes[..<place])) { accepted.append("cut at \(place)") }
            }
            #expect(accepted.isEmpty, "\(subject.name)")
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...4))
    func `is refused after a thousand random changes`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for subject in try Self.subjects() {
            for _ in 0..<250 {
                let bytes = Self.changed(subject.bytes, using: &generator)
                guard bytes != subject.bytes else { continue }
                #expect(!subject.holds(bytes), "\(subject.name): \(bytes)")
            }
        }
    }

    @Test(arguments: SeededGenerator.seeds(1...4))
    func `that can still be read is printed as it was read`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let log = try SampleLog(size: 6)
        let (note, inclusion) = (try log.checkpoint(6).bytes, try log.inclusion(2, in: 6).bytes)
        let (consistency, path) = (try log.consistency(from: 2, to: 6).bytes, Array("tile/3/x001/x234/067.p/8".utf8))
        for _ in 0..<1_000 {
            let (one, two) = (Self.changed(note, using: &generator), Self.changed(inclusion, using: &generator))
            let (three, four) = (Self.changed(consistency, using: &generator), Self.changed(path, using: &generator))
            if let read = try? SignedNote(parsing: one) { #expect(read.bytes == one) }
            if let read = try? SignedCheckpoint(parsing: one) { #expect(read.checkpoint.text == read.note.text) }
            if let read = try? InclusionProof(parsing: two) { #expect(read.bytes == two) }
            if let read = try? ConsistencyProof(parsing: three) { #expect(read.bytes == three) }
            guard let text = String(validating: four, as: UTF8.self) else { continue }
            if let read = try? TilePath(parsing: text) { #expect("\(read)" == text) }
        }
    }

    /// One to three flips, cuts, insertions, removals, doublings or moves of bytes.
    private static func changed(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            let other = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes.removeLast(bytes.count - place)
            case 2: bytes.insert(bytes[other], at: place)
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(contentsOf: bytes[min(place, other)...max(place, other)], at: place)
            default: bytes.swapAt(place, other)
            }
        }
        return bytes
    }
}
