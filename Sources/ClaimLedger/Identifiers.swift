/// A name that means something only within its kind, so that a partner's id cannot be passed for a location's.
///
/// The text is kept exactly as given. Which ids compare without case is a rule, and stands with the rules.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The id as it was given.
    public let text: String

    /// Wraps a text; nothing is checked here.
    public init(_ text: String) { self.text = text }
    public init(stringLiteral value: String) { text = value }

    public var description: String { text }

    /// The order of the texts by code point.
    public static func < (left: Self, right: Self) -> Bool {
        left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
    }
}

/// The kinds of ids; none has values.
public enum IdentifierKind {
    public enum Actor: Sendable {}
    public enum Document: Sendable {}
    public enum Engagement: Sendable {}
    public enum Event: Sendable {}
    public enum Location: Sendable {}
    public enum Partner: Sendable {}
    public enum Source: Sendable {}
    public enum Subscription: Sendable {}
    public enum Tenant: Sendable {}
    public enum Ticket: Sendable {}
    public enum User: Sendable {}
    public enum Workload: Sendable {}
}

public typealias ActorID = Identifier<IdentifierKind.Actor>
public typealias DocumentID = Identifier<IdentifierKind.Document>
public typealias EngagementID = Identifier<IdentifierKind.Engagement>
public typealias EventID = Identifier<IdentifierKind.Event>
public typealias EventSource = Identifier<IdentifierKind.Source>
public typealias LocationID = Identifier<IdentifierKind.Location>
public typealias PartnerID = Identifier<IdentifierKind.Partner>
public typealias SubscriptionID = Identifier<IdentifierKind.Subscription>
public typealias TenantID = Identifier<IdentifierKind.Tenant>
public typealias TicketID = Identifier<IdentifierKind.Ticket>
public typealias UserID = Identifier<IdentifierKind.User>
public typealias WorkloadName = Identifier<IdentifierKind.Workload>

/// The number of a claim: 1 to 18 decimal digits without leading zeros, ordered as a number.
public struct ClaimID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself, from 1 to 999,999,999,999,999,999.
    public let number: Int64

    /// Reads a claim number; nil where the text is not one.
    public init?(_ text: some StringProtocol) {
        let digits = text.utf8
        guard let first = digits.first, (1...18).contains(digits.count), first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int64(text)
        else { return nil }
        self.number = number
    }

    public var description: String { String(number) }

    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
