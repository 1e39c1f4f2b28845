/// Where the program talks: errors and progress, never an answer.
enum StandardError {
    /// Writes a text; one that cannot be written is lost, as there is nobody left to tell.
    static func write(_ text: String) {
        _ = Descriptor.standardError.write(Array(text.utf8)[...])
    }
}
