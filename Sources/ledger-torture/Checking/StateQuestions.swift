import ClaimLedger
import ClaimProjections

/// Asks a ledger's stored state everything that a desk asks it; damage may give errors, and must end no process.
enum StateQuestions {
    /// What could not be answered; nothing where all was.
    static func ask(_ ledger: Ledger) -> [Finding] {
        let instant = Instant(year: 2027, month: 1, day: 1)
        var findings: [Finding] = []
        func ask(_ place: String, _ question: (inout LiveClaims) throws -> Void) {
            do { try ledger.readProjection(LiveClaims.self) { live in try question(&live) } } catch {
                findings.append(Finding("stored claims, \(place)", "\(error)"))
            }
        }
        for number in 1...40 {
            guard let id = ClaimID("\(3_000_000 + number)") else { continue }
            ask("claim \(id)") { live in
                _ = try live.actions(of: id, at: instant)
                _ = try live.conflicts(of: id)
            }
        }
        ask("deadlines") { live in _ = try live.deadlines(before: .latest) }
        ask("lapses") { live in _ = try live.unrecordedLapses(by: instant) }
        ask("violations") { live in _ = try live.violations() }
        return findings
    }
}
