/// An answer as people read it, line by line.
struct TextPage {
    let output: StandardOutput
    let painter: Painter

    func line(_ text: String = "") throws(Failure) { try output.write(text + "\n") }

    /// Cells one after the other.
    func line(_ cells: Cell...) throws(Failure) {
        try line(cells.map { painter.paint($0.text, $0.style) }.joined(separator: " "))
    }
}
