import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `The time an event is recorded at` {
    private let clock = HandClock(Instant(year: 2024, month: 5, day: 1))

    @Test func `is the clock's, the same for a whole batch, and never goes back when the clock does`() throws {
        let ledger = try TemporaryLedger(clock: clock.read)
        let start = clock.now
        let steps: [(clock: Int, recorded: Int)] = [(0, 0), (2, 2), (1, 2), (-400, 2), (2, 2), (3, 3), (0, 3)]
        for (step, times) in steps.enumerated() {
            clock.now = start.adding(days: times.clock)
            try ledger.ledger.append(notes(2, named: "step-\(step)"))
            let expected = start.adding(days: times.recorded)
            for sequence in [UInt64(2 * step + 1), UInt64(2 * step + 2)] {
                let event = try #require(try ledger.ledger.snapshot().event(at: sequence)?.recorded())
                #expect(event.header.recordedTime == expected, "step \(step)")
            }
        }
    }

    @Test func `stands in the JSON, with the sequence and the version`() throws {
        clock.now = clock.now.adding(microseconds: 250_000)
        let ledger = try TemporaryLedger(clock: clock.read)
        try ledger.ledger.append([note("a"), note("b", on: .ticket("2")), note("c")])
        let json = try #require(try ledger.ledger.snapshot().event(at: 3)?.jsonBytes())
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"actorid":"test","actorparty":"system","data":{"owner":"a word"},"#
                + #""datacontenttype":"application/json","id":"c","recordedtime":"2024-05-01T00:00:00.25Z","#
                + #""sequence":"00000000000000000003","source":"test","specversion":"1.0","streamversion":2,"#
                + #""subject":"ticket/1","time":"2024-01-02T00:00:00Z","type":"claimledger.ticket-assigned.v1"}"#)
    }

    @Test func `has nothing to do with when the event happened`() throws {
        let ledger = try TemporaryLedger(clock: clock.read)
        try ledger.ledger.append([note("a", at: .latest), note("b", at: .earliest)])
        let snapshot = try ledger.ledger.snapshot()
        #expect(try snapshot.event(at: 1)?.time == .latest)
        #expect(try snapshot.event(at: 2)?.time == .earliest)
        #expect(try snapshot.event(at: 2)?.header.recordedTime == clock.now)
    }
}
