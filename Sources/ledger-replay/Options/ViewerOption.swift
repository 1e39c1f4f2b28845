import ArgumentParser
import ClaimLedger
import ClaimProjections

/// Who looks at an answer; without it, an auditor who sees everything.
struct ViewerOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what microsoft, partner:USER or customer:TENANT may see; without it, everything.",
            valueName: "party:id"),
        transform: parsedViewer)
    var viewer: Viewer = .auditor
}

private func parsedViewer(_ text: String) throws -> Viewer {
    guard let viewer = Viewer(text) else {
        throw ValidationError("write microsoft, partner:USER or customer:TENANT")
    }
    return viewer
}

extension Sight {
    /// The claims of these numbers, in their order, each once.
    ///
    /// - Throws: A sentence with the nearest numbers shown for each claim that is not there; a hidden claim is not.
    func claims(_ numbers: [ClaimID]) throws(Failure) -> [ClaimState] {
        let visible = visibleClaims
        let found = Dictionary(uniqueKeysWithValues: visible.map { ($0.id, $0) })
        let wanted = Set(numbers).sorted()
        let missing = wanted.filter { found[$0] == nil }
        guard missing.isEmpty else {
            throw Failure(.answerIsNo, missing.map { absence(of: $0, among: visible) }.joined(separator: "\n"))
        }
        return wanted.compactMap { found[$0] }
    }

    private func absence(of claim: ClaimID, among visible: [ClaimState]) -> String {
        let below = visible.lazy.map(\.id).filter { $0 < claim }.max()
        let above = visible.lazy.map(\.id).filter { $0 > claim }.min()
        let isWhole = viewer.seesEverything
        let nearest =
            switch (below, above) {
            case (let below?, let above?): "the nearest numbers are \(below) and \(above)"
            case (let only?, nil), (nil, let only?): "the nearest number is \(only)"
            case (nil, nil): isWhole ? "it holds no claim at all" : "there is no claim at all"
            }
        let subject = isWhole ? "the ledger holds no claim \(claim)" : "there is no claim \(claim) to show"
        return "\(subject) at \(instant): \(nearest)"
    }
}
