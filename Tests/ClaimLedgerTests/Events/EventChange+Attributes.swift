/// Attributes of an event that are not well formed, each with the message that says so.
enum BadAttributes {
    static let subjects =
        "expected claim/NUMBER, subscription/TENANT/ID, engagement/ID, location/ID, ticket/ID or rules, found"
    private static let plain = "consent-received.v1"

    static let attributes: [EventChange] = [
        (plain, "specversion", nil, "missing: expected a string"),
        (plain, "specversion", #""0.3""#, #"expected "1.0""#),
        (plain, "specversion", #""1.00""#, #"expected "1.0""#),
        (plain, "specversion", "1", "expected a string, found a number"),
        (plain, "id", nil, "missing: expected a string"),
        (plain, "id", #""""#, "expected a string that is not empty"),
        (plain, "id", "7", "expected a string, found a number"),
        (plain, "source", nil, "missing: expected a string"),
        (plain, "source", #""""#, "expected a string that is not empty"),
        (plain, "source", "true", "expected a string, found true or false"),
        (plain, "type", nil, "missing: expected a string"),
        (plain, "type", #""""#, "expected a string that is not empty"),
        (plain, "subject", nil, "missing: expected a string"),
        (plain, "subject", #""""#, "expected a string that is not empty"),
        (plain, "time", nil, "missing: expected a string"),
        (plain, "time", "1700000000", "expected a string, found a number"),
        (plain, "actorparty", nil, "missing: expected one of partner, customer, microsoft, system"),
        (plain, "actorparty", #""Partner""#, #"expected one of partner, customer, microsoft, system, found "Partner""#),
        (plain, "actorparty", #""""#, #"expected one of partner, customer, microsoft, system, found """#),
        (plain, "actorid", nil, "missing: expected a string"),
        (plain, "actorid", #""""#, "expected a string that is not empty"),
        (plain, "correlationid", "7", "expected a string, found a number"),
        (plain, "correlationid", "null", "expected a string, a number, true or false, found null"),
        (plain, "causationid", "false", "expected a string, found true or false"),
        (plain, "datacontenttype", "0", "expected a string, found a number"),
        (plain, "data", nil, "missing: expected an object"),
        (plain, "data", "null", "expected an object, found null"),
        (plain, "data", #""{}""#, "expected an object, found a string"),
        (plain, "data", "[]", "expected an object, found an array"),
        (plain, "traceparent", "{}", "expected a string, a number, true or false, found an object"),
        (plain, "traceparent", "[1]", "expected a string, a number, true or false, found an array"),
        (plain, "traceparent", "null", "expected a string, a number, true or false, found null"),
        (plain, "traceParent", #""00""#, "an attribute's name has lower-case letters and digits only"),
        (plain, "trace_parent", #""00""#, "an attribute's name has lower-case letters and digits only"),
        (plain, "traceparent", #""a\nb""#, "an attribute holds no control characters"),
        (plain, "id", #""a\u0000""#, "an attribute holds no control characters"),
        (plain, "source", #""a\u007f""#, "an attribute holds no control characters"),
        (plain, "actorid", #""a\u0085b""#, "an attribute holds no control characters"),
        (plain, "actorid", #""a\u009fb""#, "an attribute holds no control characters"),
    ]

    static let types: [EventChange] = [
        "claimledger.consent-received.v2", "claimledger.consent-received.v01", "claimledger.consent-received",
        "claimledger.consent-received.v1.v1", "claimledger.Consent-Received.v1", "claimledger.consentReceived.v1",
        "claimledger.unknown.v1", "claimledger..v1", "consent-received.v1", "consent-received", ".", "other.thing.v1",
    ].map { (plain, "type", "\"\($0)\"", "unknown event type \"\($0)\"") }

    static let badSubjects: [EventChange] = [
        "claim", "claim/", "claim/0", "claim/07", "claim/-1", "claim/+1", "claim/1 ", "claim/1a", "claim/1/2",
        "claim/1234567890123456789", "claim/１", "Claim/1", "/claim/1", "rules/1", "rules/", "subscription/tenant",
        "subscription/tenant/", "subscription//id", "subscription/a/b/c", "engagement/", "ticket/1/2", "location",
        "tickets/1", "x",
    ].map { (plain, "subject", "\"\($0)\"", "\(subjects) \"\($0)\"") }

    static let otherSubjects: [EventChange] = [
        (plain, "subject", #""ticket/7""#, #"consent-received events are about one claim, found "ticket/7""#),
        (plain, "subject", #""rules""#, #"consent-received events are about one claim, found "rules""#),
        (
            "subscription-ended.v1", "subject", #""claim/7""#,
            #"subscription-ended events are about one subscription, found "claim/7""#
        ),
        (
            "customer-eligibility-set.v1", "subject", #""location/7""#,
            #"customer-eligibility-set events are about one engagement, found "location/7""#
        ),
        (
            "role-granted.v1", "subject", #""engagement/7""#,
            #"role-granted events are about one location, found "engagement/7""#
        ),
        (
            "rules-adopted.v1", "subject", #""claim/7""#,
            #"rules-adopted events are about one set of rules, found "claim/7""#
        ),
        (
            "ticket-returned.v1", "subject", #""claim/7""#,
            #"ticket-returned events are about one ticket, found "claim/7""#
        ),
    ]

    static let times: [EventChange] = [
        ("2023-02-14T16:05:00", "expected a zone: Z or an offset such as +02:00"),
        ("2023-02-14T16:05:60Z", "second 60 is refused: the ledger has no leap seconds"),
        ("2016-12-31T23:59:60Z", "second 60 is refused: the ledger has no leap seconds"),
        ("2023-02-14T16:05:00.1234567Z", "more than six fractional digits"),
        ("2023-02-14T16:05:00.1000000Z", "more than six fractional digits"),
        ("2023-02-14T16:05:00.Z", "expected a digit after the point"),
        ("2023-02-29T16:05:00Z", "day 29 is not one of that month's 1 to 28"),
        ("2023-02-14", "expected T and a time after the date"),
        ("2023-02-14 16:05:00Z", "expected T and a time after the date"),
        ("2023-02-14T24:00:00Z", "hour 24 is not one of 0 to 23"),
        ("0000-01-01T00:00:00+00:01", "outside the years 0000 to 9999 in UTC"),
        ("yesterday", "expected a year of four digits"),
        ("", "expected a year of four digits"),
    ].map { text, reason in
        (
            plain, "time", "\"\(text)\"",
            "expected an RFC 3339 instant with a zone: \"\(text)\" is not an instant: \(reason)"
        )
    }

    static let all = attributes + types + badSubjects + otherSubjects + times
}
