import ClaimLedger
import ClaimLedgerTesting
import Foundation

/// Lines of events, as files hold them.
enum Lines {
    /// An event that no claim rule is about.
    static func ticket(
        _ id: String, _ time: String = "2024-03-01T00:00:00Z", owner: String = "o", on ticket: String = "1"
    ) -> String {
        event(id, time, "ticket-assigned", "ticket/\(ticket)", "system", #"{"owner":"\#(owner)"}"#)
    }

    /// A claim comes into being, in the way the rules ask for.
    static func claimed(_ id: String, _ time: String = "2024-03-01T00:00:00Z", claim: String) -> String {
        event(
            id, time, "customer-claimed", "claim/\(claim)", "partner",
            #"{"process":"partnerActivity","claimName":"n","engagement":{"id":"e-1","name":"E","solutionArea":"azure","#
                + #""payout":"fixed","timeline":"standard"},"customer":{"idType":"tpid","id":"\#(claim)"},"#
                + #""partner":{"id":"p-1","name":"P"},"location":{"id":"l-1"},"contacts":{"customer":{"name":"C","#
                + #""email":"c@customer.example"},"partner":{"name":"Q","email":"q@partner.example"}},"#
                + #""domainMismatchReason":"none"}"#)
    }

    static func comment(_ id: String, _ time: String, claim: String) -> String {
        event(id, time, "comment-added", "claim/\(claim)", "partner", #"{"text":"t"}"#)
    }

    /// Breaks a rule on a claim that has only been made.
    static func approved(_ id: String, _ time: String, claim: String) -> String {
        event(id, time, "approved", "claim/\(claim)", "microsoft", "{}")
    }

    static func event(
        _ id: String, _ time: String, _ type: String, _ subject: String, _ party: String, _ data: String
    ) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"test","type":"claimledger.\#(type).v1","subject":"\#(subject)","#
            + #""time":"\#(time)","actorparty":"\#(party)","actorid":"a","data":\#(data)}"#
    }

    /// So many events of several tickets, one second after the other, named by their place from 0.
    static func many(_ count: Int) -> [String] {
        let start = Instant(year: 2024, month: 1, day: 1)
        return (0..<count).map { place in
            ticket("\(place)", start.adding(microseconds: Int64(place) * 1_000_000).description, on: "\(place % 97)")
        }
    }

    /// The two years of history that lie in `Fixtures/history`, in time order.
    static func twoYears() throws -> [String] {
        let package = (1...3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let file = package.appending(path: "Fixtures/history/two-years.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

extension Sequence where Element == String {
    /// The lines as a file, each with its line feed.
    var asFile: String { map { $0 + "\n" }.joined() }
}
