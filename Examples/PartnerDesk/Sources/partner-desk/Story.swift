import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections

struct StoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "story", abstract: "Tell a story in two chapters, one in each run.")
    @OptionGroup var options: DeskOptions

    func run() async throws {
        let desk = try await options.open()
        let story = try Story(desk)
        if try desk.desk.ledger.head() == 0 { try await story.begin() } else { try await story.goOn() }
    }
}

/// Two partners, one customer: a workshop, a rival's claim to the same one, and a claim to be partner of record.
struct Story {
    let desk: Desk
    private let ann = Requests.partner
    private let kim = Requests.customer
    private let reviewer = Requests.microsoft
    private let workshop: ClaimID
    private let rival: ClaimID
    private let record: ClaimID

    init(_ desk: Desk) throws {
        func number(_ text: String) throws -> ClaimID {
            guard let claim = ClaimID(text) else { throw ValidationError("\(text) is no claim number") }
            return claim
        }
        self.desk = desk
        (workshop, rival, record) = (try number("1001"), try number("1002"), try number("1003"))
    }

    /// The first chapter, in an empty ledger.
    func begin() async throws {
        print("\n== Claims are filed ==")
        try await desk.act(Requests.workshop(by: "northwind", for: "contoso"), on: workshop, by: ann)
        try await desk.act(Requests.workshop(by: "litware", for: "contoso"), on: rival, by: Actor(.partner, "lee"))
        try await desk.act(Requests.partnerOfRecord(by: "northwind", for: "contoso"), on: record, by: ann)

        print("\n== The customer is asked for consent; a second mail must wait a day ==")
        try await desk.act(.requestConsent(dealSizeUSD: 5_000), on: workshop, by: ann)
        try await desk.act(.requestConsent(dealSizeUSD: 5_000), on: workshop, by: ann)
        try desk.show(workshop)

        print("\n== The customer consents, and the rival loses in the same transaction ==")
        try await desk.act(.receiveConsent, on: workshop, by: kim)
        try desk.show(rival)

        print("\n== A submission lacks its invoice; then it does not ==")
        try await desk.act(.submit(poeAcknowledged: true), on: workshop, by: ann)
        try await desk.act(Requests.document("invoice-1", .invoice), on: workshop, by: ann)
        try await desk.act(.submit(poeAcknowledged: true), on: workshop, by: ann)

        print("\n== The claim to be partner of record is sent back for better evidence ==")
        try await desk.act(Requests.document("proof-1", .poeDocument), on: record, by: ann)
        try await desk.act(.submit(poeAcknowledged: true), on: record, by: ann)
        try await desk.act(.startReview, on: record, by: reviewer)
        try await desk.act(.requireAction(comment: "the evidence is not signed"), on: record, by: reviewer)
        try desk.show(record)
        try tellTheEnd()
    }

    /// The second chapter, in a ledger that holds the first; told once more, it changes nothing.
    func goOn() async throws {
        print("\n== The claims are found where they were left, lapses included ==")
        try desk.showAll()

        print("\n== The workshop is approved ==")
        try await desk.act(.startReview, on: workshop, by: reviewer, id: "story-review")
        try await desk.act(.approve(Approved(), split: nil), on: workshop, by: reviewer, id: "story-approval")

        print("\n== Nobody answered the request for evidence: the partner disputes that, which can be done once ==")
        try await desk.act(
            .dispute(justification: "the signed evidence is attached"), on: record, by: ann, id: "story-dispute")
        try await desk.act(.dispute(justification: "once more"), on: record, by: ann)
        try desk.show(record)

        print("\n== With signed evidence the claim is approved, and the partner is of record ==")
        try await desk.act(Requests.document("proof-2", .poeDocument), on: record, by: ann, id: "story-proof")
        try await desk.act(.submit(poeAcknowledged: true), on: record, by: ann, id: "story-submission")
        try await desk.act(.startReview, on: record, by: reviewer, id: "story-second-review")
        try await desk.act(.approve(Approved(), split: nil), on: record, by: reviewer, id: "story-record")
        try desk.showOwner(of: "Exchange", tenant: "contoso")
        try tellTheEnd()
    }

    private func tellTheEnd() throws {
        print("\n== All claims, and what lapses within 60 days ==")
        try desk.showAll()
        try desk.showDeadlines(days: 60)
    }
}
