/// What went against the promise, or kept the torture from going on, in a sentence.
struct TortureFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
