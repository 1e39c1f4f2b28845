#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A line on the terminal that tells how far long work has come; it is gone when the work is done.
///
/// It stays away where standard error is no terminal, where it is silenced, and in the first second.
final class ProgressLine {
    private let isSilent: Bool
    private var phase = ""
    private var start = 0.0
    private var nextShow = 0.0
    private var isShown = false

    init(quiet: Bool) { isSilent = quiet || !Descriptor.standardError.isTerminal }

    /// Shows how much of a phase is done, at most ten times a second.
    func show(_ phase: String, done: Int, of total: Int?) {
        guard !isSilent else { return }
        let now = Self.secondsNow()
        if phase != self.phase {
            // The second of patience is for the whole work, the rate for one phase of it.
            if self.phase.isEmpty { nextShow = now + 1 }
            self.phase = phase
            start = now
        }
        guard now >= nextShow else { return }
        nextShow = now + 0.1
        isShown = true
        StandardError.write("\r\u{1B}[K" + Self.line(phase, done, total, seconds: now - start))
    }

    /// Takes the line away.
    func clear() {
        guard isShown else { return }
        isShown = false
        StandardError.write("\r\u{1B}[K")
    }

    private static func line(_ phase: String, _ done: Int, _ total: Int?, seconds: Double) -> String {
        var line = "\(phase) \(grouped(done))"
        if let total { line += " of \(grouped(total))" }
        guard seconds > 0, done > 0 else { return line }
        let rate = Double(done) / seconds
        line += ", \(grouped(Int(rate)))/s"
        if let total, total >= done { line += ", \(duration(Double(total - done) / rate)) left" }
        return line
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 120 ? "\(whole) s" : "\(whole / 60) min"
    }

    private static func grouped(_ number: Int) -> String {
        var text = String(number)
        var place = text.count - 3
        while place > 0 {
            text.insert(" ", at: text.index(text.startIndex, offsetBy: place))
            place -= 3
        }
        return text
    }

    private static func secondsNow() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
