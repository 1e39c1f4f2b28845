import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// A fold that puts most of its claims into a file, against one that has them all in memory.
@Suite struct `Claims that do not fit into memory` {
    static let seeds = SeededGenerator.seeds(1...6)

    @Test(arguments: seeds, [1, 2, 5])
    func `come to the same, event by event`(_ seed: UInt64, _ mostResident: Int) throws {
        var generator = HistoryGenerator(seed: seed, mode: .messy, mostClaims: 12)
        var spilling = SpillingClaims(folder: "/tmp", mostResident: mostResident)
        for number in 1...400 as ClosedRange<UInt64> {
            let event = try generator.next()
            let stream = try #require(generator.claims[number: event.stream])
            let place = EventPlace(
                sequence: number, recordedTime: event.time, streamIndex: stream, streamVersion: 1, previousInStream: 0)
            try event.withView(at: place) { (view) throws(ReadError) in try spilling.evolve(view) }
            let (expected, found) = (generator.outcome, spilling.outcome)
            let comment: Comment = "seed \(seed), event \(number)"
            #expect(found.claim == expected.claim, comment)
            #expect(found.from == expected.from, comment)
            #expect(found.to == expected.to, comment)
            #expect(found.breach == expected.breach, comment)
            #expect(found.refusal == expected.refusal, comment)
        }
        #expect(spilling.count == generator.claims.claims.count, "seed \(seed)")
        #expect(spilling.isSpilled, "seed \(seed)")
    }
}

extension ClaimsProjection {
    /// The index that the history gave a claim's stream.
    fileprivate subscript(number stream: ClaimLedger.Stream) -> UInt32? {
        guard case .claim(let id) = stream else { return 0 }
        return self[id]?.streamIndex
    }
}
