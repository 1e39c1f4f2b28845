import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting

extension Simulation {
    private static let start = Instant(year: 2025, month: 1, day: 6)

    private var now: Instant { Self.start.adding(microseconds: Int64(made) * 60_000_000) }

    // MARK: Appends

    /// New events on a few streams.
    func events(_ count: Int) throws -> [ClaimEvent] {
        try (0..<count).map { _ in
            made += 1
            let number = Int.random(in: 0..<5, using: &random)
            let (stream, fact): (Stream, Fact) =
                number == 0
                ? (.subscription("tenant", SubscriptionID("s\(made)")), .subscriptionEnded)
                : (.ticket(TicketID("\(number)")), .ticketAssigned(owner: "owner \(made)"))
            return try ClaimEvent(
                id: EventID("event-\(made)"), source: "simulation", stream: stream, time: now,
                actor: Actor(.system, "simulation"), fact: fact)
        }
    }

    func append(_ count: Int) async throws {
        let events = try events(count)
        var expected: [Stream: ExpectedVersion] = [:]
        for event in events {
            let version = oracle.version(of: event.stream)
            expected[event.stream] = version == 0 ? .noStream : .exactly(version)
        }
        let head = Bool.random(using: &random) ? oracle.count : nil
        try await write {
            try ledger.append(events.map { try PreparedEvent($0) }, expecting: expected, ifHeadIs: head)
            return events
        }
    }

    /// Somebody who has not seen the latest event of a stream is told so, and nothing is appended.
    func appendStale() throws {
        let event = try events(1)[0]
        let actual = oracle.version(of: event.stream)
        do {
            try ledger.append([PreparedEvent(event)], to: event.stream, expecting: .exactly(actual + 1))
        } catch {
            guard case .wrongExpectedVersion(_, _, actual, _) = error as? AppendError, try ledger.head() == oracle.count
            else { throw error }
            return
        }
        throw TortureFailure("an append that expected another version was taken")
    }

    /// Whoever did not get the answer asks again, and gets the first one.
    func appendAgain() throws {
        guard let index = oracle.events.indices.randomElement(using: &random) else { return }
        let receipt = try ledger.append([PreparedEvent(oracle.events[index])])
        guard receipt.appended == 0, receipt.sequences == [UInt64(index) + 1], receipt.lastSequence == oracle.count
        else { throw TortureFailure("event \(index + 1), appended again, became \(receipt)") }
    }

    /// An event never changes.
    func appendChanged() throws {
        guard let index = oracle.events.indices.randomElement(using: &random) else { return }
        let old = oracle.events[index]
        let changed = try ClaimEvent(
            id: old.id, source: old.source, stream: old.stream, time: old.time.adding(microseconds: 1),
            actor: old.actor, fact: old.fact)
        do { try ledger.append([PreparedEvent(changed)]) } catch {
            guard case .differentContent(_, _, UInt64(index) + 1) = error as? AppendError else { throw error }
            return
        }
        throw TortureFailure("event \(index + 1) was taken with other content")
    }

    // MARK: Commands

    /// An action on one of a few claims that compete for the same customer.
    func perform() async throws {
        made += 1
        let number = Int.random(in: 1...9, using: &random)
        guard let claim = ClaimID("\(3_000_000 + number)") else { return }
        let (request, party) = request(number)
        let id = EventID("command-\(made)")
        let instant = now
        do {
            try await write(mayBeRefused: true) {
                let performed = try await atDesk { desk in
                    try await desk.perform(request, on: claim, by: Actor(party, "user"), at: instant, id: id)
                }
                note(performed, of: id)
                return performed.events.map(\.event)
            }
        } catch PerformError.refused {
            guard try ledger.head() == oracle.count else { throw TortureFailure("a refused command left events") }
        }
    }

    private func atDesk(_ body: (ClaimDesk) async throws -> Performed) async throws -> Performed {
        let desk = ClaimDesk(ledger, source: "simulation")
        let result: Result<Performed, any Error>
        do { result = .success(try await body(desk)) } catch { result = .failure(error) }
        await desk.close()
        return try result.get()
    }

    private func request(_ number: Int) -> (ActionRequest, Party) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: (.claim(creation(number)), .partner)
        case 2: (.requestConsent(dealSizeUSD: 1_000), .partner)
        case 3: (.receiveConsent, .customer)
        case 4: (.sendSurvey(.customer), .partner)
        default: (.comment("a comment"), .partner)
        }
    }

    private func creation(_ number: Int) -> CustomerClaimed {
        let partner = ["northwind", "litware", "tailspin"][number % 3]
        return .partnerActivity(
            PartnerActivityClaim(
                claimName: "claim \(number)",
                engagement: EngagementReference(
                    id: "workshop", name: "Workshop", solutionArea: .modernWork, payout: .fixed, timeline: .standard),
                customer: CustomerReference(idType: .tenantId, id: "contoso-\(number / 4)"),
                partner: PartnerReference(id: PartnerID(partner), name: partner),
                location: LocationReference(id: LocationID("\(partner)-main"), country: "US"),
                contacts: Contacts(
                    customer: Contact(name: "Kim", email: "kim@contoso.example"),
                    partner: Contact(name: "Alex", email: "alex@partner.example")),
                requiredComponents: [.invoice]))
    }

    /// A command whose answer got lost is given again with a later instant, and gets its first answer.
    func performAgain() async throws {
        guard
            let (id, sequences) = oracle.commands.sorted(by: { $0.value[0] < $1.value[0] }).randomElement(
                using: &random),
            case let event = oracle.events[Int(sequences[0]) - 1], case .claim(let claim) = event.stream,
            case .commentAdded(let text) = event.fact
        else { return }
        made += 1
        let instant = now
        let performed = try await atDesk { desk in
            try await desk.perform(.comment(text), on: claim, by: event.actor, at: instant, id: id)
        }
        guard performed.isRepeated, performed.events.map(\.sequence) == sequences, try ledger.head() == oracle.count
        else { throw TortureFailure("command \(id), given again, recorded \(performed.events.map(\.sequence))") }
    }
}
