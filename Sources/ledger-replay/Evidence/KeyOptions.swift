import ArgumentParser
import ClaimLedger

/// Whose signatures count.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            "A verifier key that you trust, or a file that holds it; give the option once for each.",
            valueName: "vkey"))
    var given: [String] = []

    /// The keys, read.
    func keys() throws(Failure) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for text in given { keys.append(try EvidenceInput.verifierKey(text)) }
        return keys
    }
}
