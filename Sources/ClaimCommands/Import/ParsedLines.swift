import ClaimLedger
import Dispatch
import Synchronization

/// The events of a block of lines, read on all cores: reading a line needs nothing of its neighbours.
struct ParsedLines {
    /// What a line came to; nil for a blank one.
    typealias Outcome = Result<SpooledEvent, EventFormatError>?

    /// For each line in order.
    let results: [Outcome]

    private static let linesPerShare = 64

    init(_ lines: [LineReader.Line], allowUnknown: Bool) {
        let shares = (lines.count + Self.linesPerShare - 1) / Self.linesPerShare
        let parsed = Mutex<[Int: [Outcome]]>([:])
        DispatchQueue.concurrentPerform(iterations: shares) { share in
            let first = share * Self.linesPerShare
            let own = lines[first..<min(first + Self.linesPerShare, lines.count)]
                .map { Self.parse($0.bytes, allowUnknown: allowUnknown) }
            parsed.withLock { $0[share] = own }
        }
        results = parsed.withLock { parsed in (0..<shares).flatMap { parsed[$0] ?? [] } }
    }

    private static func parse(_ line: [UInt8], allowUnknown: Bool) -> Outcome {
        guard !line.allSatisfy(isBlank) else { return nil }
        do { return .success(try SpooledEvent(parsing: line, allowUnknown: allowUnknown)) } catch {
            return .failure(error)
        }
    }

    /// White space as JSON has it; a zero byte, say, is none, and its line is refused.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
