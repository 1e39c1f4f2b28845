/// A JSON value inside the ledger's restriction: no floating point, integers within ±(2^53 − 1), ASCII member names.
///
/// Two strings are equal only if their UTF-8 bytes are: nothing is normalised, unlike `String`'s own `==`. Equal
/// values therefore have equal canonical bytes, and the other way round.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// Must be within `CanonicalJSON.integerRange`; encoding stops the program otherwise.
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// How many arrays and objects may stand inside each other.
    public static let maximumDepth = 64
}

extension JSONValue: Hashable {
    /// Whether the canonical bytes are equal.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.integer, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    /// Feeds what `==` compares, a string by its `String` hash.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        // Strings of equal bytes are equal strings, so they have equal hashes.
        case .string(let value): hasher.combine(value)
        case .array(let elements): hasher.combine(elements)
        case .object(let object): hasher.combine(object)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// A JSON string.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// A JSON number, under the condition of `integer(_:)`.
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    /// JSON's true or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// A JSON array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// A JSON object; every name must be ASCII and occur once.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
    }
}
