/// Something that is not as it should be, and where.
struct Finding: Hashable, CustomStringConvertible {
    /// A sequence, a stream, a table, a file: where a person would look.
    let place: String
    /// What was expected and what was found.
    let text: String

    init(_ place: String, _ text: String) {
        self.place = place
        self.text = text
    }

    init(at sequence: UInt64, _ text: String) { self.init("event \(sequence)", text) }

    var description: String { "\(place): \(text)" }
}
