import ArgumentParser

struct ProgressOption: ParsableArguments {
    @Flag(help: "Show no progress.")
    var quiet = false

    /// The line on which the work is shown.
    func line() -> ProgressLine { ProgressLine(quiet: quiet) }
}
