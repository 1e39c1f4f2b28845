import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Notifications` {
    @Test(arguments: ScenarioAnswers.files(in: "Fixtures/outbox"))
    func `a scenario's notices are those its file lists`(_ file: String) throws {
        let expected = try ScenarioAnswers(file, rows: "notices")
        let outbox = try expected.replay(NotificationsProjection.self)
        let notices = outbox.notices(asOf: expected.asOf)
        expected.check(notices.map(\.object))
        #expect(notices.map(\.at) == notices.map(\.at).sorted())
        #expect(Set(notices.map(\.id)).count == notices.count)
    }

    @Test func `nothing sealed is opened or copied`() throws {
        let file = "Fixtures/outbox/NOTE-1-sealed-address.json"
        let outbox = try ScenarioAnswers(file, rows: "notices").replay(NotificationsProjection.self)
        let notice = try #require(outbox.notices(asOf: .latest).first)
        let text = String(decoding: notice.json.canonicalBytes(), as: UTF8.self)
        #expect(!text.contains("GxEmqR1kzbRMD") && !text.contains("@"))
        #expect(notice.recipient.email?.address.plainText == nil)
    }

    @Test func `no decline reason and no rival's claim stands in the words of two years`() throws {
        let outbox = try Self.twoYears(asOf: Instant(year: 2025, month: 11, day: 1))
        let notices = outbox.notices(asOf: Instant(year: 2025, month: 11, day: 1))
        #expect(notices.count > 300)
        let numbers = outbox.claims.claims.map(\.id.description)
        for notice in notices {
            let named = numbers.filter { notice.words.contains($0) }
            #expect(named.allSatisfy { $0 == notice.claim.description }, "\(notice.words)")
        }
    }

    @Test func `an expiry is never told, and every reminder lies before its lapse`() throws {
        let asOf = Instant(year: 2026, month: 6, day: 1)
        let notices = try Self.twoYears(asOf: asOf).notices(asOf: asOf)
        let timed = notices.filter { $0.lapse != nil }
        #expect(timed.count > 100)
        for notice in timed {
            let lapse = try #require(notice.lapse)
            if notice.kind == .reminder {
                let days = lapse.at.microseconds(since: notice.at) / 86_400_000_000
                #expect([14, 7, 3, 1].contains(days), "\(notice.id)")
            } else {
                #expect(notice.kind == .rejected && lapse.rule == "CPOR-11" && notice.at == lapse.at)
            }
        }
    }

    @Test func `a split is told the partner and the user who claimed the whole`() throws {
        let asOf = Instant(year: 2025, month: 11, day: 1)
        let notices = try Self.twoYears(asOf: asOf).notices(of: claim("4010010"), asOf: asOf)
        let first = notices.prefix(2)
        #expect(first.map(\.kind) == [.actionRequired, .actionRequired])
        #expect(first.compactMap(\.recipient.user) == ["owen-northwind"])
    }

    // MARK: Consuming

    @Test func `a position is read as it is written`() throws {
        let position = OutboxPosition(sequence: 590, instant: Instant(year: 2025, month: 11, day: 1))
        #expect(position.description == "590,2025-11-01T00:00:00Z")
        #expect(OutboxPosition(position.description) == position)
        for text in ["590", "590,", ",2025-11-01T00:00:00Z", "590,2025-11-01", "-1,2025-11-01T00:00:00Z", "1,2,3"] {
            #expect(OutboxPosition(text) == nil, "\(text)")
        }
    }

    /// Consumes the two years in several steps, each from the position of the step before.
    @Test(arguments: SeededGenerator.seeds([1, 2, 3, 4]))
    func `consumed in steps, every notice comes once`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let ledger = try Self.twoYearLedger()
        let head = try ledger.ledger.head()
        let stops = (0..<5).map { _ in UInt64.random(in: 1...head, using: &generator) }.sorted() + [head]
        var position = OutboxPosition.beginning
        var consumed: [Notice] = []
        for stop in stops {
            let selection = ReplaySelection(atSequence: stop)
            let replayed = try Replay.fold(
                into: NotificationsProjection(after: .position(position)), over: ledger.ledger, selection, now: .latest)
            consumed += replayed.state.notices(asOf: replayed.asOf)
            position = replayed.state.position(asOf: replayed.asOf)
            #expect(position.sequence == stop)
            // Asked again at once, nothing is new.
            let again = try Replay.fold(
                into: NotificationsProjection(after: .position(position)), over: ledger.ledger, selection, now: .latest)
            #expect(again.state.notices(asOf: replayed.asOf).isEmpty)
        }
        let whole = try Replay.fold(
            NotificationsProjection.self, over: ledger.ledger, ReplaySelection(atSequence: head), now: .latest)
        let all = whole.state.notices(asOf: whole.asOf)
        #expect(Set(consumed.map(\.id)) == Set(all.map(\.id)), "seed \(seed)")
        #expect(consumed.count == all.count, "seed \(seed)")
    }

    @Test func `what is recorded late is told late, and only then`() throws {
        let temporary = try TemporaryLedger()
        func append(_ lines: String...) throws {
            _ = try Importer(ledger: temporary.ledger).run([
                MemoryInput(name: "events", bytes: Array(lines.joined(separator: "\n").utf8))
            ])
        }
        func consume(_ start: OutboxStart, asOf text: String) throws -> [String] {
            let asOf = try Instant(parsing: text)
            let state = try Replay.fold(
                into: NotificationsProjection(after: start), over: temporary.ledger, ReplaySelection(asOf: asOf),
                now: asOf
            ).state
            return state.notices(asOf: asOf).map { "\($0.at) \($0.kind) \($0.recipient.role)" }
        }
        try append(Self.association("1", "2025-01-01T00:00:00Z"))
        #expect(try consume(.beginning, asOf: "2025-02-01T00:00:00Z").isEmpty)
        // Recorded in February: action was required in January, and the claim lapsed in the middle of it.
        try append(
            Self.event("2", "submitted", "2025-01-02T00:00:00Z", "partner", #"{"poeAcknowledged":true}"#),
            Self.event("3", "action-required", "2025-01-03T00:00:00Z", "microsoft", #"{"comment":"c"}"#))
        let position = OutboxPosition(sequence: 1, instant: try Instant(parsing: "2025-02-01T00:00:00Z"))
        let late = try consume(.position(position), asOf: "2025-02-02T00:00:00Z")
        #expect(
            late == [
                "2025-01-03T00:00:00Z actionRequired claimant", "2025-01-03T00:00:00Z actionRequired partnerContact",
                "2025-01-10T00:00:00Z reminder claimant", "2025-01-10T00:00:00Z reminder partnerContact",
                "2025-01-14T00:00:00Z reminder claimant", "2025-01-14T00:00:00Z reminder partnerContact",
                "2025-01-16T00:00:00Z reminder claimant", "2025-01-16T00:00:00Z reminder partnerContact",
                "2025-01-17T00:00:00Z rejected claimant", "2025-01-17T00:00:00Z rejected partnerContact",
            ])
        #expect(
            try consume(.instant(Instant(parsing: "2025-01-16T00:00:00Z")), asOf: "2025-02-02T00:00:00Z").count == 2)
        // After two events, by the second of January: everything else is behind.
        #expect(try consume(.sequence(2), asOf: "2025-02-02T00:00:00Z") == late)
        #expect(try consume(.sequence(3), asOf: "2025-02-02T00:00:00Z").count == 8)
    }

    @Test func `an adopted edition that moves a deadline moves the reminders that lie ahead`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-01T00:00:00Z")
        story.submit("1", "2025-01-02T00:00:00Z")
        story.tell("action-required", "claim/1", "2025-01-03T00:00:00Z", by: "microsoft", #"{"comment":"c"}"#)
        story.tell(
            "rules-adopted", "rules", "2025-01-12T00:00:00Z", by: "microsoft",
            #"{"edition":"longer","effectiveFrom":"2025-01-01","figures":{"answerDays":20}}"#)
        let notices = try story.replay(NotificationsProjection.self).notices(asOf: .latest)
        let reminders = notices.filter { $0.lapse != nil && $0.recipient.role == .claimant }
        #expect(
            reminders.map { "\($0.at) \($0.kind)" } == [
                "2025-01-10T00:00:00Z reminder", "2025-01-16T00:00:00Z reminder", "2025-01-20T00:00:00Z reminder",
                "2025-01-22T00:00:00Z reminder", "2025-01-23T00:00:00Z rejected",
            ])
    }

    static func twoYearLedger() throws -> TemporaryLedger {
        let temporary = try TemporaryLedger()
        let bytes = try ProjectFiles.contents("Fixtures/history/two-years.jsonl")
        _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: bytes)])
        return temporary
    }

    private static func twoYears(asOf: Instant) throws -> NotificationsProjection {
        let temporary = try twoYearLedger()
        return try Replay.fold(over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf).state
    }

    private static func event(_ id: String, _ type: String, _ time: String, _ party: String, _ data: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"test","type":"claimledger.\(type).v1","subject":"claim/1",\
        "time":"\(time)","actorparty":"\(party)","actorid":"\(party)-1","datacontenttype":"application/json",\
        "data":\(data)}
        """
    }

    private static func association(_ id: String, _ time: String) -> String {
        event(
            id, "customer-claimed", time, "partner",
            """
            {"process":"cpor","claimName":"N","solutionArea":"modernWork","association":"usage",\
            "customer":{"idType":"tenantId","id":"t"},"partner":{"id":"northwind","name":"P"},\
            "location":{"id":"northwind-1"},"contacts":{"customer":{"name":"A","email":"a@contoso.com"},\
            "partner":{"name":"P","email":"p@p.example"}},"workloads":[{"name":"Teams"}]}
            """)
    }
}
