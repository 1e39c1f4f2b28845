import ClaimLedger
import Testing

/// What a viewer of the two-year history must not find in any answer, gathered from the lines of the history alone.
struct Secrets {
    /// Who has a role where, as the history's README lists it.
    static let locations = [
        "ines-northwind": "northwind-seattle", "owen-northwind": "northwind-dublin", "hanna-litware": "litware-london",
        "felix-fabrikam": "fabrikam-berlin", "lena-fabrikam": "fabrikam-vienna", "ravi-tailspin": "tailspin-bengaluru",
        "claire-proseware": "proseware-toronto", "marisol-adatum": "adatum-sanjuan",
    ]

    /// Numbers of claims at other locations.
    let claims: Set<String>
    /// Texts, ids and addresses that only hidden events hold, or that are withheld.
    let texts: [[UInt8]]
    /// The texts by their first six bytes, to be found in one pass over an answer.
    private let byStart: [UInt64: [[UInt8]]]

    /// Members that tell something of one claim: ids, people, and what they wrote.
    private static let telling: Set<String> = [
        "claimName", "name", "email", "title", "company", "comment", "reason", "text", "justification", "rationale",
        "fileName", "sha256", "subscription", "tenantId", "details", "resolution", "owner", "partnerId", "customer",
        "domainMismatchReason",
    ]

    /// The secrets before a viewer that acts for one location, or for none.
    ///
    /// - Parameters:
    ///   - location: Whose claims are shown, and the tickets about them.
    ///   - user: Whose own tickets are shown.
    ///   - tenant: Who is told who its partners are.
    /// - Throws: Where the history cannot be read.
    init(location: String?, user: String? = nil, tenant: String? = nil) throws {
        let lines = try ProjectFiles.contents("Fixtures/history/two-years.jsonl")
            .split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
        var places: [String: (location: String, customer: String)] = [:]
        var subscriptions: Set<String> = []
        for case .object(let event) in lines {
            guard case .string(let subject)? = event["subject"], case .object(let data)? = event["data"],
                case .object(let place)? = data["location"], case .string(let id)? = place["id"],
                case .object(let customer)? = data["customer"], case .string(let key)? = customer["id"]
            else { continue }
            places[subject] = (id, key)
            guard id == location, let workloads = data["workloads"] else { continue }
            Self.collect(workloads, into: &subscriptions, all: true)
        }
        let visible = places.filter { $0.value.location == location || $0.value.customer == tenant }
        claims = Set(places.keys.filter { visible[$0] == nil }.map { String($0.dropFirst("claim/".count)) })
        let tickets = Self.tickets(in: lines, of: user) { claim in
            location != nil && places["claim/\(claim)"]?.location == location
        }
        var hidden: Set<String> = []
        var shown: Set<String> = []
        for case .object(let event) in lines {
            guard case .string(let subject)? = event["subject"], case .string(let type)? = event["type"] else {
                continue
            }
            let kind = type.split(separator: ".").dropFirst().first.map(String.init) ?? ""
            let isOwn = visible[subject]?.location == location && location != nil || tickets.contains(subject)
            // What ended a subscription is told to whoever lost it with that.
            let isSubscription = subscriptions.contains { subject.hasSuffix("/\($0)") }
            let isPublic = kind == "engagement-published" || kind == "rules-adopted" || isSubscription
            guard isOwn || isPublic || subject == "location/\(location ?? "")" else {
                Self.collect(.object(event), into: &hidden, all: false)
                if case .string(let id)? = event["id"] { hidden.insert(id) }
                continue
            }
            let withheld: Set<String> =
                switch kind {
                case "consent-declined": ["reason", "comment"]
                case "survey-completed": ["signature"]
                case "approved": ["rationale"]
                default: []
                }
            guard case .object(var data)? = event["data"] else { continue }
            for name in withheld {
                if let value = data[name] { Self.collect(value, into: &hidden, all: false, name: name) }
                data[name] = nil
            }
            var rest = event
            rest["data"] = .object(data)
            Self.collect(.object(rest), into: &shown, all: true)
        }
        texts = hidden.subtracting(shown).filter { $0.utf8.count >= 6 && $0 != tenant }.map { Array($0.utf8) }
        byStart = Dictionary(grouping: texts) { text in text.prefix(6).reduce(0) { $0 << 8 | UInt64($1) } }
    }

    /// The subjects of tickets about a viewer's own claims, and of those that a user opened.
    private static func tickets(
        in lines: [JSONValue], of user: String?, isOwn: (_ claim: String) -> Bool
    ) -> Set<String> {
        var subjects: Set<String> = []
        for case .object(let event) in lines {
            guard event["type"] == "claimledger.ticket-opened.v1", case .string(let subject)? = event["subject"],
                case .object(let data)? = event["data"]
            else { continue }
            if case .string(let claim)? = data["claim"], isOwn(claim) { subjects.insert(subject) }
            if let user, event["actorid"] == .string(user) { subjects.insert(subject) }
        }
        return subjects
    }

    private static func collect(_ value: JSONValue, into texts: inout Set<String>, all: Bool, name: String = "") {
        switch value {
        case .object(let object):
            for member in object.members { collect(member.value, into: &texts, all: all, name: member.name) }
        case .array(let values): for value in values { collect(value, into: &texts, all: all, name: name) }
        case .string(let text) where all || telling.contains(name): texts.insert(text)
        default: break
        }
    }

    /// The first secrets that an answer tells; empty where it tells none.
    func told(by answer: String) -> [String] {
        let bytes = Array(answer.utf8)
        var found: [String] = []
        var digits = ""
        for byte in bytes + [0] {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                digits.append(Character(UnicodeScalar(byte)))
            } else {
                if claims.contains(digits) { found.append(digits) }
                digits = ""
            }
        }
        var start: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
            start = (start << 8 | UInt64(byte)) & 0xFFFF_FFFF_FFFF
            for text in byStart[start] ?? [] where bytes[(place - 5)...].starts(with: text) {
                found.append(String(decoding: text, as: UTF8.self))
            }
        }
        return found
    }
}
