/// The id of a rule of the rulebook, as it is printed: `PA-12`, `CPOR-11`, `TIME-5`.
public struct RuleID: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The id as the rulebook prints it.
    public let text: String

    /// Wraps an id; whether there is such a rule is not checked here.
    public init(_ text: String) { self.text = text }
    /// Takes an id as printed, so that searching for it finds every use.
    public init(stringLiteral value: String) { text = value }

    /// The same as `text`.
    public var description: String { text }

    /// The order of the texts, so that `PA-12` comes before `PA-2`.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
