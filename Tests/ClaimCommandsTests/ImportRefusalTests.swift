import ClaimCommands
import ClaimLedger
import Testing

/// An import that stops: what the ledger holds before, the inputs, and the message.
private struct Refusal: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var before: [String] = []
    var inputs: [[String]]
    var enforce = false
    var kind = ImportError.Kind.malformed
    let message: String

    init(
        _ name: String, before: [String] = [], _ inputs: [String]..., enforce: Bool = false,
        kind: ImportError.Kind = .malformed, says message: String
    ) {
        testDescription = name
        self.before = before
        self.inputs = inputs
        self.enforce = enforce
        self.kind = kind
        self.message = message
    }

    /// Whether a message is the one expected; `…` stands for the words of a breach, which are the projections' own.
    func isSaid(by found: String) -> Bool {
        let parts = message.split(separator: "…", maxSplits: 1)
        return parts.count == 2 ? found.hasPrefix(parts[0]) && found.hasSuffix(parts[1]) : found == message
    }
}

private let day1 = "2024-03-01T00:00:00Z"
private let day2 = "2024-03-02T00:00:00Z"
private let day3 = "2024-03-03T00:00:00Z"

@Suite struct `An import that stops` {
    private static let malformed: [Refusal] = [
        Refusal(
            "broken JSON", [Lines.ticket("1"), Lines.ticket("2"), "{"], [Lines.ticket("3")],
            says: "a.jsonl:3: unexpected end: expected a member name in double quotes (byte 2 of the line)"),
        Refusal(
            "a bad line behind blank ones", [Lines.ticket("1")], ["", " \t\r", "x"],
            says: #"b.jsonl:3: unexpected "x": expected a value (byte 1 of the line)"#),
        Refusal(
            "two events in one line", [Lines.ticket("1") + Lines.ticket("2")],
            says: "a.jsonl:1: unexpected \"{\": expected the end (byte \(Lines.ticket("1").utf8.count + 1) of the line)"
        ),
        Refusal(
            "one event in two lines",
            Lines.ticket("1").replacing(",", with: ",\n", maxReplacements: 1).split(separator: "\n").map(String.init),
            says: "a.jsonl:1: unexpected end: expected a member name in double quotes (byte 22 of the line)"),
        Refusal(
            "a line of zero bytes", [Lines.ticket("1"), "\u{0}\u{0}"],
            says: "a.jsonl:2: unexpected byte 0x00: expected a value (byte 1 of the line)"),
        Refusal(
            "a byte order mark", ["\u{FEFF}" + Lines.ticket("1")],
            says: "a.jsonl:1: unexpected byte order mark: expected UTF-8 without one (byte 1 of the line)"),
        Refusal(
            "a missing member", [Lines.ticket("1"), Lines.event("2", day1, "expired", "claim/5", "system", "{}")],
            says:
                "a.jsonl:2: data.kind: missing: expected one of customerConsent, notSubmitted, postSubmission, disputed"
        ),
        Refusal(
            "a wrong kind", [Lines.event("2", day1, "ticket-assigned", "ticket/5", "system", #"{"owner":5}"#)],
            says: "a.jsonl:1: data.owner: expected a string, found a number"),
        Refusal(
            "a time without a zone", [Lines.ticket("1", "2024-03-01T00:00:00")],
            says:
                "a.jsonl:1: time: expected an RFC 3339 instant with a zone: \"2024-03-01T00:00:00\" is not an instant: "
                + "expected a zone: Z or an offset such as +02:00"),
        Refusal(
            "an unknown type", [Lines.ticket("1")], [Lines.event("2", day1, "ticket-lost", "ticket/5", "system", "{}")],
            says: #"b.jsonl:1: type: unknown event type "claimledger.ticket-lost.v1""#),
        Refusal(
            "an event that is too large",
            [Lines.ticket("1"), Lines.ticket("2", owner: String(repeating: "x", count: 65_535))],
            // The line is canonical but for the order of its members; the three added ones take 112 bytes at the most.
            says: "a.jsonl:2: the event takes \(Lines.ticket("2").utf8.count + 65_534 + 112) bytes in canonical form, "
                + "the limit is 65535"),
        Refusal(
            "the first of two bad lines", ["1", "2"], ["3"], says: "a.jsonl:1: expected a JSON object, found a number"),
    ]

    private static let contradictions: [Refusal] = [
        Refusal(
            "one identity with two contents in one input",
            [Lines.ticket("1"), Lines.ticket("2"), Lines.ticket("1", owner: "p")],
            says: "a.jsonl:3: event 1 of test stands at a.jsonl:1 with other content"),
        Refusal(
            "one identity with two contents in two inputs",
            [Lines.ticket("2"), "", Lines.ticket("1")], [Lines.ticket("3"), Lines.ticket("1", "2020-01-01T00:00:00Z")],
            says: "b.jsonl:2: event 1 of test stands at a.jsonl:3 with other content"),
        Refusal(
            "other content behind a repetition", [Lines.ticket("1"), Lines.ticket("1"), Lines.ticket("1", owner: "p")],
            says: "a.jsonl:3: event 1 of test stands at a.jsonl:1 with other content"),
        Refusal(
            "other content on another stream", [Lines.ticket("1"), Lines.ticket("1", on: "2")],
            says: "a.jsonl:2: event 1 of test stands at a.jsonl:1 with other content"),
        Refusal(
            "other content than in the ledger", before: [Lines.ticket("0"), Lines.ticket("1")],
            [Lines.ticket("2")], [Lines.ticket("0"), Lines.ticket("1", owner: "p")],
            says: "b.jsonl:2: event 1 of test stands at 2 with other content"),
    ]

    private static let inapplicable: [Refusal] = [
        Refusal(
            "a claim that nobody made", [Lines.ticket("1"), Lines.comment("2", day2, claim: "5")],
            says: "a.jsonl:2: event 2: there is no claim 5 at that instant (FACT-4)"),
        Refusal(
            "a claim before it was made", [Lines.claimed("1", day2, claim: "5")],
            [Lines.comment("2", day1, claim: "5")],
            says: "b.jsonl:1: event 2: there is no claim 5 at that instant (FACT-4)"),
        Refusal(
            "a claim at its own instant, given before it",
            [Lines.comment("2", day1, claim: "5"), Lines.claimed("1", day1, claim: "5")],
            says: "a.jsonl:1: event 2: there is no claim 5 at that instant (FACT-4)"),
        Refusal(
            "a claim made twice in one input",
            [Lines.claimed("1", day1, claim: "5"), Lines.claimed("2", day1, claim: "5")],
            says: "a.jsonl:2: event 2: claim 5 exists already (FACT-4)"),
        Refusal(
            "a claim made twice, the earlier line later", [Lines.claimed("1", day2, claim: "5")],
            [Lines.claimed("2", day1, claim: "5")], says: "a.jsonl:1: event 1: claim 5 exists already (FACT-4)"),
        Refusal(
            "a claim that the ledger has", before: [Lines.claimed("1", day1, claim: "5")],
            [Lines.ticket("3"), Lines.claimed("2", day2, claim: "5")],
            says: "a.jsonl:2: event 2: claim 5 exists already (FACT-4)"),
        Refusal(
            "back in time on a claim",
            before: [Lines.claimed("1", day1, claim: "5"), Lines.comment("2", day3, claim: "5")],
            [Lines.comment("4", day3, claim: "5")], [Lines.comment("3", day2, claim: "5")],
            says: "b.jsonl:1: event 3: claim 5 has a later event, of \(day3): "
                + "events of one claim never go back in time (FACT-4)"),
        Refusal(
            "before the claim of the ledger was made", before: [Lines.claimed("1", day2, claim: "5")],
            [Lines.comment("2", day1, claim: "5")],
            says: "a.jsonl:1: event 2: claim 5 has a later event, of \(day2): "
                + "events of one claim never go back in time (FACT-4)"),
    ]

    private static let breaches: [Refusal] = [
        Refusal(
            "a breach, where the rules are enforced",
            [Lines.claimed("1", day1, claim: "5"), Lines.approved("3", day3, claim: "5")],
            [Lines.approved("2", day2, claim: "5")],
            enforce: true, kind: .refused,
            says: "b.jsonl:1: event 2: approved: … (ACT-1)"),
        Refusal(
            "a breach on a claim of the ledger", before: [Lines.claimed("1", day1, claim: "5")],
            [Lines.ticket("2"), Lines.approved("3", day3, claim: "5")], enforce: true, kind: .refused,
            says: "a.jsonl:2: event 3: approved: … (ACT-1)"),
    ]

    @Test(arguments: malformed + contradictions + inapplicable + breaches)
    private func `names file and line, and has appended nothing`(refusal: Refusal) throws {
        let bench = try ImportBench()
        if !refusal.before.isEmpty { _ = bench.run(refusal.before.asFile) }
        let before = try bench.records()
        #expect(before.count == refusal.before.count)
        let inputs = zip(["a.jsonl", "b.jsonl"], refusal.inputs).map {
            MemoryInput(name: $0, bytes: Array($1.asFile.utf8))
        }
        let outcome = bench.run(inputs: inputs, enforce: refusal.enforce)
        guard case .stopped(refusal.kind, let message) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(refusal.isSaid(by: message), "\(message)")
        #expect(try bench.records() == before)
        #expect(bench.appendedSoFar.isEmpty)
    }

    @Test func `at its very last line has appended nothing of more than one batch`() throws {
        let bench = try ImportBench()
        let lines = Lines.many(10_050) + [Lines.comment("last", "2025-01-01T00:00:00Z", claim: "5")]
        #expect(
            bench.run(lines.asFile)
                == .stopped(.malformed, "a.jsonl:10051: event last: there is no claim 5 at that instant (FACT-4)"))
        #expect(try bench.ledger.head() == 0)
    }

    @Test(arguments: [
        (
            ImportError.append(.differentContent(source: "s", id: "1", sequence: 4)), ImportError.Kind.malformed,
            "event 1 of s stands at 4 with other content\n  an event never changes: give the new fact an id of its own"
        ),
        (
            .append(.headMoved(expected: 1, actual: 2)), .inputOutput,
            AppendError.headMoved(expected: 1, actual: 2).description
        ),
        (.spool(reason: "no room"), .inputOutput, "the waiting events cannot be kept: no room"),
        (.read(.damaged(sequence: 4, reason: "r")), .inputOutput, "record 4 is damaged: r\n  compare with a backup"),
    ])
    func `tells what sort of failure it is`(error: ImportError, kind: ImportError.Kind, text: String) {
        #expect(error.kind == kind)
        #expect(error.description == text)
    }
}
