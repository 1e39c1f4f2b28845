public import ClaimLedger

/// An answer whose members have an order, so that it can be a row of a table too.
public protocol RowAnswer: JSONAnswer {
    /// The names of the members, in the order of the columns.
    static var columns: [String] { get }
    /// The members in the order of the columns; one without a value is `null`.
    var values: [JSONValue] { get }
}

extension RowAnswer {
    /// The members as an object.
    public var json: JSONValue {
        .object(JSONObject(zip(Self.columns, values).map { JSONObject.Member(name: $0, value: $1) }))
    }
}
