import ClaimLedger

extension Sight {
    /// The listed claims that are shown.
    public func shown(_ rows: [ClaimListing]) -> [ClaimListing] { rows.filter { sees($0.claim) } }

    /// The tracker of a claim that is shown, without the numbers of hidden ones.
    public func shown(_ tracker: ClaimTracker) -> ClaimTracker {
        guard !viewer.seesEverything else { return tracker }
        return ClaimTracker(
            listing: tracker.listing, since: tracker.since, steps: tracker.steps, history: shown(tracker.history),
            comments: tracker.comments.map { comment in
                var shown = comment
                if let text = comment.text.plainText { shown.text = .plain(redacted(text)) }
                return shown
            })
    }
}
