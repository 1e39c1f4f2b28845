import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Business days` {
    // 2025-06-04 is a Wednesday.
    @Test(arguments: [
        ("2025-06-04T10:00:00Z", 1, "2025-06-05T10:00:00Z"),
        ("2025-06-04T10:00:00Z", 5, "2025-06-11T10:00:00Z"),
        ("2025-06-06T10:00:00Z", 1, "2025-06-09T10:00:00Z"),
        ("2025-06-07T15:00:00Z", 1, "2025-06-10T00:00:00Z"),
        ("2025-06-08T23:59:59.999999Z", 5, "2025-06-14T00:00:00Z"),
        ("2025-06-09T00:00:00Z", 5, "2025-06-14T00:00:00Z"),
        ("2025-06-13T23:59:59.999999Z", 1, "2025-06-16T23:59:59.999999Z"),
        ("2025-06-04T10:00:00Z", 10, "2025-06-18T10:00:00Z"),
        ("2025-06-04T10:00:00Z", 0, "2025-06-04T10:00:00Z"),
        ("1969-12-31T12:00:00Z", 3, "1970-01-05T12:00:00Z"),
        ("9999-12-30T00:00:00Z", 100, "9999-12-31T23:59:59.999999Z"),
    ])
    func `weekends do not count`(_ start: String, _ days: Int, _ end: String) throws {
        #expect(try Instant(parsing: start).adding(businessDays: days).description == end)
    }

    @Test func `forty-eight business hours are two business days`() throws {
        let friday = try Instant(parsing: "2025-06-06T18:30:00Z")
        #expect(friday.adding(businessHours: 48) == friday.adding(businessDays: 2))
        #expect(friday.adding(businessHours: 6).description == "2025-06-09T00:30:00Z")
    }

    @Test func `no count runs forever`() {
        #expect(Instant.earliest.adding(businessHours: .max) == .latest)
        #expect(Instant.earliest.adding(businessDays: .max) == .latest)
    }
}

@Suite struct `Review targets` {
    @Test func `a review has five business days from its start`() throws {
        var story = associated()
        story.tell("review-started", "claim/1", "2025-06-05T10:00:00Z", by: "microsoft")
        let target = try #require(try reviewTarget(of: "1", in: story, asOf: "2025-06-12T09:59:59Z"))
        #expect(target.reason == .review)
        #expect(target.from.description == "2025-06-05T10:00:00Z")
        #expect(target.at.description == "2025-06-12T10:00:00Z")
        #expect(!target.isPassed)
        #expect(try reviewTarget(of: "1", in: story, asOf: "2025-06-12T10:00:00Z")?.isPassed == true)
    }

    @Test func `what waits for review has none, and what is decided has none`() throws {
        var story = associated()
        #expect(try reviewTarget(of: "1", in: story) == nil)
        story.tell("approved", "claim/1", "2025-06-05T10:00:00Z", by: "microsoft")
        #expect(try reviewTarget(of: "1", in: story) == nil)
    }

    @Test func `a review has fourteen days where another partner owns a slot`() throws {
        var story = associated()
        story.tell("approved", "claim/1", "2025-06-05T10:00:00Z", by: "microsoft")
        story.association("2", of: "litware", "2025-07-01T00:00:00Z")
        story.document("a", on: "2", "2025-07-01T00:00:00Z")
        story.submit("2", "2025-07-01T00:00:00Z")
        story.tell("review-started", "claim/2", "2025-07-02T10:00:00Z", by: "microsoft")
        let target = try #require(try reviewTarget(of: "2", in: story))
        #expect(target.reason == .contestedReview)
        #expect(target.at.description == "2025-07-16T10:00:00Z")
        #expect(
            String(decoding: target.json.canonicalBytes(), as: UTF8.self) == """
                {"at":"2025-07-16T10:00:00Z","claim":"2","from":"2025-07-02T10:00:00Z","passed":true,\
                "reason":"contestedReview","rule":"CPOR-22","status":"underReview"}
                """)
    }

    @Test func `a slot of another claim of the same partner is not contested`() throws {
        var story = associated()
        story.tell("approved", "claim/1", "2025-06-05T10:00:00Z", by: "microsoft")
        story.association("2", "2025-07-01T00:00:00Z")
        story.document("a", on: "2", "2025-07-01T00:00:00Z")
        story.submit("2", "2025-07-01T00:00:00Z")
        story.tell("review-started", "claim/2", "2025-07-02T10:00:00Z", by: "microsoft")
        #expect(try reviewTarget(of: "2", in: story)?.reason == .review)
    }

    @Test func `a dispute of an association has five business days from its submission`() throws {
        var story = associated()
        dispute("1", &story)
        #expect(try reviewTarget(of: "1", in: story) == nil)
        story.submit("1", "2025-06-20T10:00:00Z")
        #expect(try reviewTarget(of: "1", in: story)?.at.description == "2025-06-27T10:00:00Z")
        story.tell("review-started", "claim/1", "2025-06-24T10:00:00Z", by: "microsoft")
        let target = try #require(try reviewTarget(of: "1", in: story))
        #expect(target.reason == .dispute)
        #expect(target.at.description == "2025-06-27T10:00:00Z")
    }

    @Test func `a dispute of a partner activity has five days from its submission`() throws {
        var story = EvidenceStory()
        story.activity("1", "2025-06-01T00:00:00Z")
        story.tell("consent-requested", "claim/1", "2025-06-01T01:00:00Z")
        story.tell("consent-received", "claim/1", "2025-06-01T02:00:00Z", by: "customer")
        story.submit("1", "2025-06-04T10:00:00Z")
        story.tell("review-started", "claim/1", "2025-06-05T10:00:00Z", by: "microsoft")
        #expect(try reviewTarget(of: "1", in: story) == nil)
        dispute("1", &story)
        story.submit("1", "2025-06-20T10:00:00Z")
        let target = try #require(try reviewTarget(of: "1", in: story))
        #expect(target.reason == .dispute)
        #expect(target.at.description == "2025-06-25T10:00:00Z")
    }

    @Test func `targets come soonest first`() throws {
        let evidence = try EvidenceStory.twoYears(asOf: "2025-10-24T00:00:00Z")
        let targets = evidence.reviewTargets(asOf: try Instant(parsing: "2025-10-24T00:00:00Z"))
        #expect(!targets.isEmpty)
        #expect(targets.map(\.at) == targets.map(\.at).sorted())
    }

    private func associated() -> EvidenceStory {
        var story = EvidenceStory()
        story.association("1", "2025-06-01T00:00:00Z")
        story.document("a", on: "1", "2025-06-01T00:00:00Z")
        story.submit("1", "2025-06-04T10:00:00Z")
        return story
    }

    private func dispute(_ claim: String, _ story: inout EvidenceStory) {
        story.tell("rejected", "claim/\(claim)", "2025-06-10T00:00:00Z", by: "microsoft", #"{"reason":"thin"}"#)
        story.tell("disputed", "claim/\(claim)", "2025-06-11T00:00:00Z", #"{"justification":"see"}"#)
    }

    private func reviewTarget(
        of number: String, in story: EvidenceStory, asOf text: String = "2026-01-01T00:00:00Z"
    ) throws -> ReviewTarget? {
        let evidence = try story.evidence(asOf: text)
        let state = try #require(evidence.claims[claim(number)])
        return evidence.reviewTarget(of: state, asOf: try Instant(parsing: text))
    }
}
