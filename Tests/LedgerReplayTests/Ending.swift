import Testing

/// One way to end, and what is said about it.
struct Ending: CustomTestStringConvertible, Sendable {
    let arguments: String
    let status: Int32
    let message: String

    init(_ arguments: String, _ status: Int32, _ message: String) {
        self.arguments = arguments
        self.status = status
        self.message = message
    }

    var testDescription: String { arguments }
}
