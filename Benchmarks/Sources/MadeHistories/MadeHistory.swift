import ClaimLedger
import ClaimLedgerTesting

/// Makes an endless history of realistic claims of both processes, event by event in the order of time, without folding it.
///
/// About twelve events a claim. Claims begin evenly over three years and overlap; a tenth of the partner-of-record claims
/// challenge a slot that another partner holds, and every fiftieth workshop has a rival. Memory is that of the claims that
/// are under way.
package struct MadeHistory {
    /// How event ids are made.
    package enum IDs: Sendable {
        /// Ids count up within their source.
        case ascending
        /// Ids are random digits.
        case random
    }

    /// The number of the first claim; the others follow it.
    package static let firstClaim = 3_000_000

    /// The next move of a claim under way, the earliest first.
    private struct Waiting: Comparable {
        let second: Int
        let claim: MadeClaim
        let step: Int
        var documents: Int

        static func < (left: Waiting, right: Waiting) -> Bool {
            (left.second, left.claim.place) < (right.second, right.claim.place)
        }

        static func == (left: Waiting, right: Waiting) -> Bool {
            (left.second, left.claim.place) == (right.second, right.claim.place)
        }
    }

    /// Seconds from 1970 to 2021-01-04T08:00:00Z.
    private static let firstSecond = 1_609_747_200

    private let layout: MadeClaim.Layout
    private let ids: IDs
    private var random: SeededGenerator
    private var waiting = BinaryHeap<Waiting>()
    private var nextClaim = 0
    private var made = [Int](repeating: 0, count: Desk.allCases.count)
    private var line = EventLine()

    /// Starts a history.
    ///
    /// - Parameters:
    ///   - seed: Everything follows from it.
    ///   - events: About so many events will be asked for: they are spread over three years.
    ///   - ids: How event ids are made.
    package init(seed: UInt64, events: Int, ids: IDs = .ascending) {
        layout = MadeClaim.Layout(seed: seed, claims: max(1, events / 12))
        self.ids = ids
        random = SeededGenerator(seed: seed)
    }

    /// Adds the next event to some bytes, as a line of JSON with its line feed.
    package mutating func appendNext(to bytes: inout [UInt8]) {
        while waiting.first.map({ $0.second > second(ofClaim: nextClaim) }) ?? true { begin() }
        guard var next = waiting.removeFirst() else { preconditionFailure("a claim has just begun") }
        let move = next.claim.course.moves[next.step].move
        if move == .addProof || move == .addInvoice { next.documents += 1 }
        line.append(
            move, of: next.claim, document: next.documents, second: Self.firstSecond + next.second,
            id: nextID(at: move.desk), to: &bytes)
        let following = next.step + 1
        guard following < next.claim.course.moves.count else { return }
        wait(for: next.claim, step: following, documents: next.documents)
    }

    /// Makes the next events, each as a line of JSON without a line feed.
    package mutating func lines(_ count: Int) -> [[UInt8]] {
        (0..<count).map { _ in
            var line: [UInt8] = []
            appendNext(to: &line)
            line.removeLast()
            return line
        }
    }

    private func second(ofClaim place: Int) -> Int { Int(Double(place) * layout.spacingMinutes * 60) }

    /// Begins the next claim, and its rival with it: the two begin in the same hours.
    private mutating func begin() {
        if MadeClaim.winner(over: nextClaim) == nil {
            wait(for: MadeClaim(nextClaim, in: layout), step: 0, documents: 0)
        }
        if let rival = MadeClaim.rival(of: nextClaim) {
            wait(for: MadeClaim(rival, in: layout), step: 0, documents: 0)
        }
        nextClaim += 1
    }

    private mutating func wait(for claim: MadeClaim, step: Int, documents: Int) {
        let start = second(ofClaim: MadeClaim.winner(over: claim.place) ?? claim.place)
        let jitter = Int(layout.number(claim.place, 16 + UInt64(step)) % 1_800)
        let second = start + claim.course.moves[step].minute * 60 + jitter
        waiting.insert(Waiting(second: second, claim: claim, step: step, documents: documents))
    }

    private mutating func nextID(at desk: Desk) -> EventLine.ID {
        made[desk.rawValue] += 1
        return switch ids {
        case .ascending: .number(made[desk.rawValue])
        case .random: .random(random.next(), random.next())
        }
    }
}
