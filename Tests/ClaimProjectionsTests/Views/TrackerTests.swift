import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

@Suite struct `Trackers` {
    @Test(arguments: ScenarioAnswers.files(in: "Fixtures/views/tracker"))
    func `a scenario's trackers are those its file lists`(_ file: String) throws {
        let expected = try ScenarioAnswers(file, rows: "lines")
        let claims = try expected.replay(ClaimsProjection.self).claimsByNumber.map(\.id)
        let lines = try claims.flatMap { try tracker(of: $0, in: expected).lines }
        expected.check(lines.map(\.object))
        #expect(lines.allSatisfy { $0.values.count == TrackerLine.columns.count })
    }

    @Test func `the steps stand in the order of the way`() throws {
        let file = "Fixtures/views/tracker/VIEW-4-when-all-is-over.json"
        let tracker = try tracker(of: claim("3100001"), in: ScenarioAnswers(file, rows: "lines"))
        #expect(
            tracker.steps.map(\.kind) == [
                .claimed, .consentRequest, .customerConsent, .customerSurvey, .invoice, .poeDocument, .submission,
                .review, .outcome,
            ])
        #expect(tracker.since == tracker.steps.last?.at)
    }

    @Test func `a customer's reason for declining is nowhere in the answer`() throws {
        let file = "Fixtures/views/tracker/VIEW-4-when-all-is-over.json"
        let tracker = try tracker(of: claim("3100003"), in: ScenarioAnswers(file, rows: "lines"))
        let text = String(decoding: tracker.json.canonicalBytes(), as: UTF8.self)
        #expect(text.contains("consent-declined"))
        #expect(!text.contains("Not this year") && !text.contains("another way"))
    }

    @Test func `a disclosure that the rules demand is a step, and a survey without a signature is not done`() throws {
        var story = EvidenceStory()
        story.tell(
            "customer-claimed", "claim/1", "2025-01-10T00:00:00Z",
            """
            {"process":"partnerActivity","claimName":"N","engagement":{"id":"frontline","name":"F",\
            "solutionArea":"modernWork","payout":"fixed","timeline":"standard"},"customer":{"idType":"domain",\
            "id":"contoso.com","country":"US","publicSector":true},"partner":{"id":"northwind","name":"P"},\
            "location":{"id":"northwind-1"},"contacts":{"customer":{"name":"A","email":"a@contoso.com"},\
            "partner":{"name":"P","email":"p@p.example"}},"requiredComponents":["partnerSurvey"]}
            """)
        story.tell("consent-requested", "claim/1", "2025-01-11T00:00:00Z", #"{"dealSizeUSD":1}"#)
        story.tell("consent-received", "claim/1", "2025-01-12T00:00:00Z", by: "customer")
        story.tell("survey-completed", "claim/1", "2025-01-13T00:00:00Z", #"{"respondent":"partner"}"#)
        let before = try states(story)
        #expect(before[.partnerSurvey] == .pending && before[.publicSectorDisclosure] == .pending)
        story.tell(
            "survey-completed", "claim/1", "2025-01-14T00:00:00Z",
            #"{"respondent":"partner","signature":{"name":"P","company":"P","title":"T"}}"#)
        story.document("d-1", on: "1", "2025-01-15T00:00:00Z", component: "publicSectorDisclosure")
        let after = try states(story)
        #expect(after[.partnerSurvey] == .complete && after[.publicSectorDisclosure] == .complete)
        // The survey dates from its signature, and not from the answer that had none.
        let signed = try tracker(story, asOf: "2025-01-20T00:00:00Z")?.steps.first { $0.kind == .partnerSurvey }?.at
        #expect(try signed == Instant(parsing: "2025-01-14T00:00:00Z"))
        story.tell("document-removed", "claim/1", "2025-01-16T00:00:00Z", #"{"documentId":"d-1"}"#)
        #expect(try states(story)[.publicSectorDisclosure] == .pending)
    }

    @Test func `a review of what was submitted before is none of what is approved at once afterwards`() throws {
        var story = EvidenceStory()
        story.association("1", "2025-01-10T00:00:00Z")
        story.document("d-1", on: "1", "2025-01-11T00:00:00Z")
        story.submit("1", "2025-01-12T00:00:00Z")
        story.tell("review-started", "claim/1", "2025-01-13T00:00:00Z", by: "microsoft")
        #expect(try states(story)[.review] == .complete)
        story.tell("action-required", "claim/1", "2025-01-14T00:00:00Z", by: "microsoft", #"{"comment":"c"}"#)
        story.submit("1", "2025-01-15T00:00:00Z")
        story.tell("approved", "claim/1", "2025-01-16T00:00:00Z", by: "microsoft")
        #expect(try states(story)[.review] == .notDone)
    }

    @Test func `a sealed comment is there, and its text is not`() throws {
        var story = EvidenceStory()
        story.activity("1", "2025-01-10T00:00:00Z")
        story.tell(
            "comment-added", "claim/1", "2025-01-11T00:00:00Z",
            #"{"text":{"sealed":{"alg":"A256GCM","kid":"k","iv":"AAAAAAAAAAAAAAAA","ct":"AAAAAAAAAAAAAAAAAAAAAA=="}}}"#)
        let tracker = try #require(try tracker(story, asOf: "2025-01-12T00:00:00Z"))
        let comment = try #require(tracker.comments.first?.object)
        #expect(comment["sealed"] == .bool(true) && comment["text"] == .null)
    }

    @Test func `a claim that the ledger does not hold has no tracker`() throws {
        let tracker = try TrackerProjection(of: claim("7")).tracker(asOf: .latest)
        #expect(tracker == nil)
    }

    @Test func `in two years a step that is done has its date, and nothing is pending once a claim is over`() throws {
        let asOf = try Instant(parsing: "2025-01-15T00:00:00Z")
        let ledger = try `Notifications`.twoYearLedger().ledger
        let selection = ReplaySelection(asOf: asOf)
        let claims = try Replay.fold(ClaimsProjection.self, over: ledger, selection, now: asOf).state
        var pending = 0
        for state in claims.claims {
            var tracked = try Replay.fold(into: TrackerProjection(of: state.id), over: ledger, selection, now: asOf)
            tracked.state.advance(to: asOf)
            let tracker = try #require(tracked.state.tracker(asOf: asOf))
            #expect(tracker.history == tracked.state.history.rows)
            #expect(tracker.steps.first?.at == state.created)
            for step in tracker.steps {
                #expect((step.at != nil) == (step.state == .complete))
                #expect(step.at.map { state.created <= $0 && $0 <= asOf } ?? true, "\(state.id) \(step.kind)")
            }
            let isOver = tracker.steps.last?.state == .complete
            #expect(isOver != tracker.steps.contains { $0.state == .pending }, "\(state.id)")
            if tracker.listing.nextAction != nil { #expect(!isOver, "\(state.id)") }
            pending += isOver ? 0 : 1
        }
        #expect(pending > 0 && pending < claims.claims.count)
    }

    private func states(_ story: EvidenceStory) throws -> [TrackerStep.Kind: TrackerStep.State] {
        let tracker = try #require(try tracker(story, asOf: "2025-01-20T00:00:00Z"))
        return Dictionary(uniqueKeysWithValues: tracker.steps.map { ($0.kind, $0.state) })
    }

    private func tracker(_ story: EvidenceStory, asOf text: String) throws -> ClaimTracker? {
        let asOf = try Instant(parsing: text)
        var state = try story.replay(into: TrackerProjection(of: claim("1")), asOf: text)
        state.advance(to: asOf)
        return state.tracker(asOf: asOf)
    }

    private func tracker(of claim: ClaimID, in expected: ScenarioAnswers) throws -> ClaimTracker {
        var state = try expected.replay(into: TrackerProjection(of: claim))
        state.advance(to: expected.asOf)
        return try #require(state.tracker(asOf: expected.asOf))
    }
}
