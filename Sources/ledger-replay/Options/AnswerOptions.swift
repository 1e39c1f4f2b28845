import ArgumentParser
import ClaimLedger
import ClaimProjections

/// What every question to a ledger has.
struct AnswerOptions: ParsableArguments {
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var time: TimeOptions
    @OptionGroup var viewer: ViewerOption
    @OptionGroup var format: FormatOption
    @OptionGroup var color: ColorOption
    @OptionGroup var progress: ProgressOption

    /// Options as they are parsed.
    init() {}

    /// The options of a question that has a format of its own.
    init(
        _ ledger: LedgerOption, _ time: TimeOptions, _ viewer: ViewerOption, asJSON isJSON: Bool, _ color: ColorOption,
        _ progress: ProgressOption
    ) {
        self.init()
        self.ledger = ledger
        self.time = time
        self.viewer = viewer
        format = FormatOption()
        format.format = isJSON ? .json : .text
        self.color = color
        self.progress = progress
    }

    /// Folds the selected events.
    ///
    /// - Returns: The state, and the instant that the answer is given for.
    func fold<State: Projection>(into initial: State = State()) throws -> (state: State, asOf: Instant) {
        let ledger = try ledger.open()
        // How many events there are is nothing to show to everybody.
        let line = viewer.viewer.seesEverything ? progress.line() : ProgressLine(quiet: true)
        defer { line.clear() }
        let total = Int(try time.atSequence ?? ledger.head())
        let watched = Watched(initial) { line.show("replaying", done: Int($0), of: total) }
        let now = Instant.systemNow()
        let replayed = try Replay.fold(into: watched, over: ledger, time.selection(now: now), now: now)
        return (replayed.state.state, replayed.asOf)
    }

    /// The claims as they stand at the answer's instant.
    func claims() throws -> (state: ClaimsProjection, asOf: Instant) {
        var (state, asOf) = try fold(into: ClaimsProjection())
        state.advance(to: asOf)
        return (state, asOf)
    }

    /// What the viewer may see of claims that have been advanced to the answer's instant.
    func sight(of claims: ClaimsProjection, asOf instant: Instant) -> Sight {
        Sight(of: viewer.viewer, at: claims, asOf: instant)
    }

    /// What the viewer may see of a catalogue.
    func sight(of catalogue: CatalogueProjection, asOf instant: Instant) -> Sight {
        Sight(of: viewer.viewer, at: catalogue, asOf: instant)
    }

    /// Writes rows, and for people a table of them or a sentence that there are none.
    func write<Answer: JSONAnswer>(
        _ rows: some Collection<Answer>, none: String, table: TextTable, row: (Answer) -> (cells: [Cell], note: Cell?)
    ) throws {
        try format.write(rows, color.painter) { page in
            guard !rows.isEmpty else { return try page.line(none) }
            var table = table
            for answer in rows {
                let (cells, note) = row(answer)
                table.add(cells, note: note)
            }
            try table.write(to: page)
        }
    }
}
