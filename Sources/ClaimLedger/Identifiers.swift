/// A name that means something only within its kind, so that a partner's id cannot be passed for a location's.
///
/// The text is kept exactly as given, and two ids are equal only if their UTF-8 bytes are, unlike `String`'s own `==`.
/// Which ids compare without case is a rule, and stands with the rules.
public struct Identifier<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The id as it was given.
    public let text: String

    /// Wraps a text; nothing is checked here.
    public init(_ text: String) { self.text = text }
    /// Wraps a literal, unchecked like every other text.
    public init(stringLiteral value: String) { text = value }

    /// The same as `text`.
    public var description: String { text }

    /// Whether the texts are the same bytes; nothing is normalised.
    public static func == (left: Self, right: Self) -> Bool {
        // Where the bytes lie, which an iterator over the text finds anew for each.
        let areSame = unsafe left.text.utf8.withContiguousStorageIfAvailable { left in
            unsafe right.text.utf8.withContiguousStorageIfAvailable { right in
                unsafe left.count == right.count && left.elementsEqual(right)
            }
        }
        return (areSame ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Feeds the text by its `String` hash: texts of equal bytes are equal strings, so they have equal hashes.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// The order of the texts by code point.
    public static func < (left: Self, right: Self) -> Bool {
        // The bytes of UTF-8 are in the order of the code points.
        let isLess = unsafe left.text.utf8.withContiguousStorageIfAvailable { left in
            unsafe right.text.utf8.withContiguousStorageIfAvailable { right in
                unsafe left.lexicographicallyPrecedes(right)
            }
        }
        return (isLess ?? nil) ?? left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// The kinds of ids; none has values.
public enum IdentifierKind {
    /// Whoever acts: a person, or a program.
    public enum Actor: Sendable {}
    /// A piece of evidence on a claim.
    public enum Document: Sendable {}
    /// An entry of the catalogue.
    public enum Engagement: Sendable {}
    /// One event among those of its source.
    public enum Event: Sendable {}
    /// An enrolled place of a partner.
    public enum Location: Sendable {}
    /// A partner organisation.
    public enum Partner: Sendable {}
    /// A system that events come from.
    public enum Source: Sendable {}
    /// What a customer has subscribed to within its tenant.
    public enum Subscription: Sendable {}
    /// A customer's directory.
    public enum Tenant: Sendable {}
    /// A request for help.
    public enum Ticket: Sendable {}
    /// A person who can hold roles.
    public enum User: Sendable {}
    /// A product that a CPOR claim covers.
    public enum Workload: Sendable {}
}

/// Who acted, `actorid` on the wire: better an opaque id than an address, for it is never erased.
public typealias ActorID = Identifier<IdentifierKind.Actor>
/// Names a piece of evidence within its claim, and never another one there.
///
/// Source rule: PA-18.
public typealias DocumentID = Identifier<IdentifierKind.Document>
/// Names an entry of the catalogue, for example `microsoft-sentinel-migrate-modernize`.
public typealias EngagementID = Identifier<IdentifierKind.Engagement>
/// The CloudEvents `id`, unique within its source.
public typealias EventID = Identifier<IdentifierKind.Event>
/// The CloudEvents `source`, the system that gave the event its id.
public typealias EventSource = Identifier<IdentifierKind.Source>
/// The Partner ID of a location.
public typealias LocationID = Identifier<IdentifierKind.Location>
/// Names a partner organisation, whichever of its locations acts.
public typealias PartnerID = Identifier<IdentifierKind.Partner>
/// Names a subscription; compared without case, and answers show it as it was given.
public typealias SubscriptionID = Identifier<IdentifierKind.Subscription>
/// Names a customer's tenant; compared without case, and answers show it as it was given.
public typealias TenantID = Identifier<IdentifierKind.Tenant>
/// Names a help ticket of either kind.
public typealias TicketID = Identifier<IdentifierKind.Ticket>
/// Names a person who holds roles at a location.
public typealias UserID = Identifier<IdentifierKind.User>
/// A product by its name, compared exactly.
public typealias WorkloadName = Identifier<IdentifierKind.Workload>

/// The number of a claim: 1 to 18 decimal digits without leading zeros, ordered as a number.
public struct ClaimID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself, from 1 to 999,999,999,999,999,999.
    public let number: Int64

    /// Reads a claim number; nil where the text is not one.
    public init?(_ text: some StringProtocol) { self.init(digits: text.utf8) }

    /// Reads the digits of a claim number: 1 to 18 of them, the first not zero.
    init?(digits: some Sequence<UInt8>) {
        var number: Int64 = 0
        var count = 0
        for digit in digits {
            guard count < 18, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
            count += 1
            guard number > 0 else { return nil }
        }
        guard count > 0 else { return nil }
        self.number = number
    }

    /// The decimal digits, as on the wire.
    public var description: String { String(number) }

    /// The order of the numbers, so that 9 comes before 10.
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
