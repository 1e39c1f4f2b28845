import ClaimLedgerTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A process killed in the middle of its requests` {
    @Test(arguments: SeededGenerator.seeds(1...1))
    func `loses nothing that it acknowledged and leaves no half of anything`(seed: UInt64) throws {
        let run = try TortureProgram.run(["kills", "--rounds", "4", "--seed", "\(seed)", "--tasks", "200"])
        #expect(run.status == 0, "seed \(seed): \(run.output)")
        #expect(run.output.contains("acknowledged events lost                  0"), "\(run.output)")
    }

    @Test func `is caught when it acknowledges before its events are on disk`() throws {
        let run = try TortureProgram.run([
            "kills", "--rounds", "100", "--seed", "1", "--tasks", "200", "--without-defence",
        ])
        #expect(run.status == 1, "\(run.output)")
        #expect(run.output.hasPrefix("seed 1, round "), "\(run.output)")
        #expect(run.output.contains("acknowledged for command-"), "\(run.output)")
    }
}
