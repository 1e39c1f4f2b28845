public import ClaimLedger

/// An answer in the form of interchange section 2: members present even where they are `null`.
public protocol JSONAnswer {
    /// The answer as it is printed; a member without a value is `null` and never left out.
    var json: JSONValue { get }
}

extension Array where Element: JSONAnswer {
    /// The answers as a JSON array.
    public var json: JSONValue { .array(map(\.json)) }
}

extension JSONValue {
    /// A string, or `null` where there is none.
    init(text: String?) { self = text.map { .string($0) } ?? .null }
    init(_ instant: Instant?) { self.init(text: instant?.description) }
    init<Kind>(_ id: Identifier<Kind>?) { self.init(text: id?.text) }
    init(_ claim: ClaimID?) { self.init(text: claim?.description) }
    init(_ sequence: UInt64?) { self = sequence.map { .integer(Int64($0)) } ?? .null }
}
