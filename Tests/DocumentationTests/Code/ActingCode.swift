// snippet: open-desk
import ClaimCommands
import ClaimLedger
import ClaimProjections
// end

// What the tests alone need stands apart from what a reader does.
// swift-format-ignore
import ClaimLedgerTesting
import Testing

/// The code of "Acting".
@Suite struct `Acting in an application` {
    private let start = Instant(year: 2026, month: 1, day: 5)

    @Test func `decides under the rules, and says why not`() async throws {
        let (print, folder) = (Printed(), try SnippetFolder())
        let path = folder.path + "/claims"
        _ = try Ledger.create(at: path)
        let claim = try #require(ClaimID("3000001"))
        let (now, tomorrow) = (start, start.adding(days: 1))
        // snippet: open-desk
        let desk = try ClaimDesk(opening: path)
        // end
        // snippet: claim
        let ann = Actor(.partner, "ann")
        let workshop = PartnerActivityClaim(
            claimName: "Zero Trust workshop at Contoso",
            engagement: EngagementReference(
                id: "zero-trust-workshop", name: "Zero Trust Workshop", solutionArea: .security, payout: .fixed,
                timeline: .standard),
            customer: CustomerReference(idType: .tenantId, id: "contoso"),
            partner: PartnerReference(id: "northwind", name: "Northwind"),
            location: LocationReference(id: "northwind-main", country: "US"),
            contacts: Contacts(
                customer: Contact(name: "Kim", email: "kim@contoso.example"),
                partner: Contact(name: "Ann", email: "ann@northwind.example")),
            requiredComponents: [.invoice])
        try await desk.perform(.claim(.partnerActivity(workshop)), on: claim, by: ann, at: now)
        try await desk.perform(.requestConsent(dealSizeUSD: 5_000), on: claim, by: ann, at: now)
        // end
        // snippet: refusal
        do throws(PerformError) {
            try await desk.perform(.requestConsent(dealSizeUSD: 5_000), on: claim, by: ann, at: now)
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            print(refusal.rule)  // TIME-5: one mail in 24 hours
            print(refusal.from ?? .latest)  // 2026-01-06T00:00:00Z: from then on the clock permits it
        }
        // end
        // snippet: consent
        let kim = Actor(.customer, "kim")
        let performed = try await desk.perform(
            .receiveConsent, on: claim, by: kim, at: tomorrow, id: "consent-of-3000001")
        for event in performed.events { print("\(event.event.stream): \(event.event.fact.kind.wireName)") }
        // end
        // snippet: retry
        let again = try await desk.perform(
            .receiveConsent, on: claim, by: kim, at: tomorrow, id: "consent-of-3000001")
        print(again.isRepeated)  // true: the first answer, and nothing new in the ledger
        // end
        // snippet: missing
        do throws(PerformError) {
            try await desk.perform(.submit(poeAcknowledged: nil), on: claim, by: ann, at: tomorrow)
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            print(refusal.missing.map(\.rawValue))  // ["invoice"]
            print(refusal)  // claim 3000001: partner may not submit (POE-1): missing invoice
        }
        // end
        // snippet: ask
        let status = try desk.status(of: claim, asOf: tomorrow)
        print(status?.status.rawValue ?? "no such claim")  // customerConsentReceived
        for row in try desk.actions(of: claim, at: tomorrow, party: .partner) ?? [] where row.isAllowed {
            print("\(row.action.rawValue) until \(row.until?.description ?? "further notice")")
        }
        // end
        #expect(
            print.lines.prefix(7) == [
                "TIME-5", "2026-01-06T00:00:00Z", "claim/3000001: consent-received", "true", "[\"invoice\"]",
                "claim 3000001: partner may not submit (POE-1): missing invoice", "customerConsentReceived",
            ])
        #expect(print.lines.contains("comment until further notice"))
        await desk.close()
    }

    @Test func `keeps the deadlines`() async throws {
        let print = Printed()
        let (claim, claimed) = try workshopClaimed()
        let story = try ClaimStory(given: [claimed])
        let (desk, clock) = (story.desk, SettableClock(start))
        // snippet: deadlines
        let month = try desk.deadlines(from: clock.now, before: clock.now.adding(days: 31))
        for deadline in month { print("\(deadline.claim) \(deadline.becomes.rawValue) at \(deadline.at)") }
        // end
        // snippet: keeper
        let keeper = DeadlineKeeper(desk, remindingSince: clock.now, clock: clock.read)
        clock.advance(days: 16)
        let round = try await keeper.round()
        for reminder in round.reminders { print("\(reminder.deadline.claim): \(reminder.daysAhead) days left") }
        // end
        // snippet: lapses
        clock.advance(days: 14)
        let report = try await desk.recordLapses(asOf: clock.now)
        for lapse in report.recorded { print("\(lapse.claim) \(lapse.becomes.rawValue) by \(lapse.rule)") }
        // end
        #expect(
            print.lines == [
                "3000001 customerConsentExpired at 2026-02-04T00:00:00Z", "3000001: 14 days left",
                "3000001 customerConsentExpired by PA-30",
            ])
        #expect(try desk.status(of: claim, asOf: clock.now)?.status == .customerConsentExpired)
    }

    @Test(.timeLimit(.minutes(1)))
    func `lets a keeper run until its task is cancelled`() async throws {
        let story = try ClaimStory(given: [workshopClaimed().event])
        let (desk, rounds) = (story.desk, Printed())
        let send: @Sendable (DeadlineReminder) async throws -> Void = { _ in }
        // snippet: keep-running
        let keeping = Task {
            try await DeadlineKeeper(desk, remindingSince: .systemNow()).run { round in
                for reminder in round.reminders { try await send(reminder) }
                rounds("\(round.lapses.recorded.count) lapses recorded")
            }
        }
        // end
        while rounds.lines.isEmpty { await Task.yield() }
        keeping.cancel()
        try await keeping.value
        #expect(rounds.lines == ["1 lapses recorded"])
    }

    @Test func `asks for a role where the location has some`() async throws {
        let print = Printed()
        let story = try ClaimStory(given: [workshopClaimed().event])
        let (desk, ledger, now) = (story.desk, story.desk.ledger, start.adding(days: 1))
        let claim = try #require(ClaimID("3000001"))
        // snippet: roles
        let location = Stream.location("northwind-main")
        let granted = try ClaimEvent(
            id: "role-1", source: "my-app", stream: location, time: now, actor: Actor(.microsoft, "enrolment"),
            fact: .roleGranted(RoleAssignment(user: "ann", role: .incentiveUser)))
        try ledger.append([PreparedEvent(granted)], to: location, expecting: .noStream)
        do throws(PerformError) {
            try await desk.perform(.cancel, on: claim, by: Actor(.partner, "bob"), at: now)
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            print(refusal.rule)  // ACT-4
        }
        // end
        #expect(print.lines == ["ACT-4"])
    }
}
