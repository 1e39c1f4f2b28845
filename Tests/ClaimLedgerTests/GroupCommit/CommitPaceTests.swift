import Testing

@testable import ClaimLedger

@Suite struct `The pace of commits` {
    private let start = ContinuousClock.now

    @Test func `waits for nobody before the first batch`() { #expect(CommitPace().expected == 0) }

    @Test func `gives up where nobody comes for an eighth of a commit`() {
        check(at: 125, lastCame: 0, isOver: false)
        check(at: 126, lastCame: 0, isOver: true)
        check(at: 300, lastCame: 200, isOver: false)
        check(at: 326, lastCame: 200, isOver: true)
    }

    @Test func `gives up after half of a commit, however many come`() {
        check(at: 500, lastCame: 500, isOver: false)
        check(at: 501, lastCame: 501, isOver: true)
    }

    /// Of a commit that took a millisecond; instants in microseconds behind the beginning of the wait.
    private func check(at now: Int, lastCame: Int, isOver: Bool) {
        let pace = CommitPace(callers: 64, commitTook: .milliseconds(1))
        #expect(pace.expected == 64)
        #expect(
            pace.isOver(
                at: start + .microseconds(now), since: start, lastCame: start + .microseconds(lastCame)) == isOver)
    }
}
