import Foundation
import Testing

/// A line that cannot be imported, and what is said about it.
private struct Malformed: CustomTestStringConvertible, Sendable {
    let line: String
    let message: String

    init(_ line: String, _ message: String) {
        self.line = line
        self.message = message
    }

    var testDescription: String { message }
}

@Suite struct `Malformed lines` {
    private static let claim = SmallHistory.claimed("3015949").trimmingCharacters(in: .newlines)

    private static func changed(_ part: String, _ replacement: String) -> String {
        claim.replacingOccurrences(of: part, with: replacement)
    }

    private static let malformed = [
        Malformed("{", "unexpected end: expected a member name in double quotes (byte 2 of the line)"),
        Malformed("[]", "expected a JSON object, found an array"),
        Malformed(changed(#""id":"a-1","#, ""), "id: missing: expected a string"),
        Malformed(changed(#""specversion":"1.0""#, #""specversion":"0.3""#), #"specversion: expected "1.0""#),
        Malformed(
            changed("2023-02-14T16:05:00Z", "2023-02-14"),
            #"time: expected an RFC 3339 instant with a zone: "2023-02-14" is not an instant: "#
                + "expected T and a time after the date"
        ),
        Malformed(
            changed("customer-claimed.v1", "unheard-of.v1"), #"type: unknown event type "claimledger.unheard-of.v1""#),
        Malformed(
            changed("claim/3015949", "claim/0123"),
            "subject: expected claim/NUMBER, subscription/TENANT/ID, engagement/ID, location/ID, ticket/ID or rules, "
                + #"found "claim/0123""#
        ),
        Malformed(
            changed(#""actorparty":"partner""#, #""actorparty":"bank""#),
            #"actorparty: expected one of partner, customer, microsoft, system, found "bank""#),
        Malformed(
            changed(#""solutionArea":"modernWork""#, #""solutionArea":"oldWork""#),
            "data.engagement.solutionArea: expected one of azure, businessApplications, modernWork, security, "
                + #"found "oldWork""#
        ),
        Malformed(
            changed(#""claimName":"Frontline""#, #""claimName":7"#), "data.claimName: expected a string, found a number"
        ),
        Malformed(changed(#""data":{"#, #""data":{"id":1,"id":2,"#), #"duplicate member "id""#),
        Malformed(
            changed(#""data":{"#, #""data":{"share":1.5,"#), "number 1.5 has a fraction: only whole numbers are allowed"
        ),
        Malformed(
            changed(#""data":{"#, #""data":{"long":"\#(String(repeating: "x", count: 65_535))","#), "65535"),
        Malformed(
            SmallHistory.event("b-1", "submitted", "claim/1", "2023-02-14T16:05:00Z"),
            "event b-1: there is no claim 1 at that instant (FACT-4)"),
    ]

    @Test(arguments: malformed)
    private func `a malformed line stops everything`(_ malformed: Malformed) throws {
        let workspace = try Workspace()
        try workspace.write(SmallHistory.claimed("7", id: "first") + malformed.line + "\n", to: "events.jsonl")
        let run = try workspace.run("import", "--ledger", "claims", "--create", "events.jsonl")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("events.jsonl:2: "), "\(run.errors)")
        #expect(run.errors.contains(malformed.message), "\(run.errors)")
        #expect(try workspace.run("export", "--ledger", "claims").output.isEmpty)
    }
}
