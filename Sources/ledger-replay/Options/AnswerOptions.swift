import ArgumentParser
import ClaimLedger
import ClaimProjections

/// What every question to a ledger has.
struct AnswerOptions: ParsableArguments {
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var time: TimeOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var color: ColorOption
    @OptionGroup var progress: ProgressOption

    /// Folds the selected events.
    ///
    /// - Returns: The state, and the instant that the answer is given for.
    func fold<State: Projection>(into initial: State = State()) throws -> (state: State, asOf: Instant) {
        let ledger = try ledger.open()
        let line = progress.line()
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

extension ClaimsProjection {
    /// The claims of these numbers, in their order, each once.
    ///
    /// - Throws: A sentence with the nearest numbers for each that is not there.
    func claims(_ numbers: [ClaimID], at instant: Instant) throws(Failure) -> [ClaimState] {
        let wanted = Set(numbers).sorted()
        let missing = wanted.filter { self[$0] == nil }
        guard missing.isEmpty else {
            throw Failure(.answerIsNo, missing.map { absence(of: $0, at: instant) }.joined(separator: "\n"))
        }
        return wanted.compactMap { self[$0] }
    }

    private func absence(of claim: ClaimID, at instant: Instant) -> String {
        let below = claims.lazy.map(\.id).filter { $0 < claim }.max()
        let above = claims.lazy.map(\.id).filter { $0 > claim }.min()
        let nearest =
            switch (below, above) {
            case (let below?, let above?): "the nearest numbers are \(below) and \(above)"
            case (let only?, nil), (nil, let only?): "the nearest number is \(only)"
            case (nil, nil): "it holds no claim at all"
            }
        return "the ledger holds no claim \(claim) at \(instant): \(nearest)"
    }
}
