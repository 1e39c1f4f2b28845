import ClaimLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A look at a ledger from another process, and what it comes to.
struct Inspection {
    let outcome: Outcome
    /// The first thing that was said, or how the process ended.
    let words: String

    /// Inspects a ledger.
    ///
    /// - Parameters:
    ///   - path: The ledger; nobody has it open.
    ///   - checkpoint: A file with the checkpoint that it should meet.
    ///   - states: The sizes and roots of which it must have one, where it is silent.
    ///   - appends: Whether to append to it where nothing is found.
    ///   - withoutDefence: Whether to read without verifying.
    ///   - without: A defence that is switched off alone.
    /// - Throws: Where no process can be started.
    init(
        _ path: String, checkpoint: String, states: [(size: UInt64, root: TreeHash)], appends: Bool = false,
        withoutDefence: Bool = false, without: Defence? = nil
    ) throws(TortureFailure) {
        var arguments = ["inspect", "--ledger", path, "--checkpoint", checkpoint]
        if appends { arguments.append("--append") }
        if withoutDefence { arguments.append("--without-defence") }
        if let without { arguments += ["--without", without.rawValue] }
        // Where a signal ends the process, the outcome says so; a page of registers does not help.
        setenv("SWIFT_BACKTRACE", "enable=no", 0)
        let child = try ChildProcess(arguments)
        var lines: [String] = []
        while let line = child.line() { lines.append(line) }
        let ending = child.wait()
        func first(_ word: String) -> String? {
            lines.first { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
        }
        if ending != .exit(0) {
            (outcome, words) = (ending.isSignal ? .signal : .broken, "\(ending) after \(lines.last ?? "no word")")
        } else if let finding = first("finding") {
            (outcome, words) = (.finding, finding)
        } else if let error = first("error") {
            (outcome, words) = (.error, error)
        } else if let missed = first("missed") {
            (outcome, words) = (.silence, missed)
        } else if let held = first("holds"), states.contains(where: { held == "\($0.size) \($0.root)" }) {
            (outcome, words) = (.identical, held)
        } else {
            (outcome, words) = (.silence, "it holds \(first("holds") ?? "nothing"), other events than before")
        }
    }
}

extension ChildProcess.Ending {
    var isSignal: Bool { if case .signal = self { true } else { false } }
}
