import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Tickets` {
    @Test(arguments: ScenarioAnswers.files(in: "Fixtures/tickets"))
    func `a scenario's tickets are those its file lists`(_ file: String) throws {
        let expected = try ScenarioAnswers(file, rows: "tickets")
        let tickets = try expected.replay(TicketsProjection.self)
        expected.check(
            tickets.answers(asOf: expected.asOf).map { answer in
                var row = answer.object
                row["broken"] = .array(broken(tickets[answer.ticket]?.events ?? []))
                return row
            })
    }

    /// The events that broke a rule, with the rule.
    private func broken(_ events: [TicketEvent]) -> [JSONValue] {
        events.compactMap { event in
            event.breach.map { ["event": .string(event.event.text), "rule": .string($0.rule.text)] }
        }
    }

    @Test func `a breach says what and why in a sentence`() throws {
        let expected = try ScenarioAnswers("Fixtures/tickets/TICKET-3-out-of-place.json", rows: "tickets")
        let tickets = try expected.replay(TicketsProjection.self)
        let reasons = tickets.tickets.flatMap { $0.events.compactMap { $0.breach?.description } }
        #expect(
            reasons == [
                "there is no ticket T-1 at that instant (TICKET-3)",
                "ticket-assigned has no place while ticket T-2 is resolved since 2024-03-05T09:00:00Z (TICKET-3)",
                "ticket-opened has no place while ticket T-2 is resolved since 2024-03-07T09:00:00Z (TICKET-1)",
                "the partner may not record ticket-assigned (TICKET-3)",
            ])
    }

    @Test func `a region that there is none of is refused with its place in the file`() throws {
        var story = EvidenceStory()
        story.tell(
            "ticket-opened", "ticket/T-1", "2025-01-01T00:00:00Z",
            #"{"kind":"incentiveDispute","channel":"email","region":"atlantis"}"#)
        #expect { try story.replay(TicketsProjection.self) } throws: { "\($0)".contains("region") }
    }

    @Test func `a ticket keeps its events with their words, sealed ones without`() throws {
        let expected = try ScenarioAnswers("Fixtures/tickets/FTC-4-number-and-reason.json", rows: "tickets")
        let tickets = try expected.replay(TicketsProjection.self)
        let first = try #require(tickets.history(of: "T-1", asOf: expected.asOf))
        #expect(first.events.map(\.words) == [nil, "Closed without a look."])
        let third = try #require(tickets.history(of: "T-3", asOf: expected.asOf))
        #expect(third.events.last?.isSealed == true && third.events.last?.words == nil)
        #expect(tickets.history(of: "T-9", asOf: expected.asOf) == nil)
    }

    @Test func `the columns of an answer are as many as its values`() throws {
        let expected = try ScenarioAnswers("Fixtures/tickets/FTC-1-scope.json", rows: "tickets")
        let answers = try expected.replay(TicketsProjection.self).answers(asOf: expected.asOf)
        #expect(answers.allSatisfy { $0.values.count == TicketAnswer.columns.count })
        #expect(Set(TicketAnswer.columns).count == TicketAnswer.columns.count)
    }
}

@Suite struct `Drafts of dispute tickets` {
    private func draft(
        _ number: String, _ choices: DraftChoices = DraftChoices(), asOf text: String = "2025-11-01T00:00:00Z"
    ) throws -> TicketDraft {
        let temporary = try `Notifications`.twoYearLedger()
        let asOf = try Instant(parsing: text)
        var money = try Replay.fold(
            MoneyProjection.self, over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf
        ).state
        money.advance(to: asOf)
        let state = try #require(money.evidence.claims[claim(number)])
        return money.disputeTicket(for: state, choices, asOf: asOf)
    }

    @Test func `a rejected claim fills in all six details, its reason and its evidence`() throws {
        let draft = try draft("3020117")
        #expect(draft.missing.isEmpty)
        #expect(draft.form.partnerID == "fabrikam" && draft.form.claim == "3020117")
        #expect(draft.form.customer == "Bellows College" && draft.form.disputes == .claimEligibility)
        #expect(draft.rejection?.reason?.plainText == "The report describes a licensing talk, not the workshop.")
        #expect(draft.form.details?.contains("licensing talk") == true)
        #expect(draft.sendTo == TicketDesk.partnerCenterPath)
        #expect(draft.evidence.map(\.document.documentID) == ["doc-1", "doc-2", "doc-3"])
        #expect(draft.evidence.allSatisfy { $0.document.sha256.count == 64 })
    }

    @Test func `a claim that can still be disputed says until when`() throws {
        let open = try draft("3020117", asOf: "2024-03-01T00:00:00Z")
        #expect(open.deadlines.map { "\($0.rule) \($0.isPassed)" } == ["PA-12 false"])
        let lapsed = try draft("4010015")
        #expect(lapsed.deadlines.map { "\($0.rule) \($0.isPassed)" } == ["CPOR-11 true"])
        #expect(lapsed.rejection?.reason == nil)
    }

    @Test func `what the submitter decides goes before what the history says`() throws {
        let choices = DraftChoices(region: .japan, disputes: .incentiveAmount, reason: "Paid twice too little.")
        let draft = try draft("3020117", choices)
        #expect(draft.sendTo == "ocijp@microsoft.com" && draft.form.channel == .email)
        #expect(draft.form.disputes == .incentiveAmount && draft.form.details == "Paid twice too little.")
    }

    @Test func `a claim that the customer declined says neither why nor what to dispute`() throws {
        let draft = try draft("3020105")
        #expect(draft.missing == [.disputes, .details])
    }

    @Test func `a displaced claim disputes its eligibility`() throws {
        let draft = try draft("4010005")
        #expect(draft.form.disputes == .claimEligibility)
        #expect(draft.form.workload == "DYNAMICS 365 SALES ENTERPRISE EDITION on sub-contoso-sales")
    }
}
