import ClaimLedger
import Dispatch
import Synchronization

/// The events of a block of lines, being read on all cores while the caller goes on: no line needs its neighbours.
final class ParsedLines: Sendable {
    /// What a line came to; nil for a blank one.
    typealias Outcome = Result<SpooledEvent, EventFormatError>?

    let lines: [LineReader.Line]
    private let parsed = Mutex<[Int: [Outcome]]>([:])
    private let work = DispatchGroup()

    private static let linesPerShare = 128

    /// Begins to read the lines.
    init(_ lines: [LineReader.Line], allowUnknown: Bool) {
        self.lines = lines
        for share in 0..<shares {
            DispatchQueue.global().async(group: work) { [self] in
                let first = share * Self.linesPerShare
                let own = lines[first..<min(first + Self.linesPerShare, lines.count)]
                    .map { Self.parse($0.bytes, allowUnknown: allowUnknown) }
                parsed.withLock { $0[share] = own }
            }
        }
    }

    private var shares: Int { (lines.count + Self.linesPerShare - 1) / Self.linesPerShare }

    /// What each line came to, in order; waits until all are read.
    func results() -> [Outcome] {
        work.wait()
        return parsed.withLock { parsed in (0..<shares).flatMap { parsed[$0] ?? [] } }
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
