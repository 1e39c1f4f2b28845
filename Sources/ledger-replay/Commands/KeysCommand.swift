import ArgumentParser
import ClaimLedger

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Makes the keys that sign checkpoints, and shows the public half.",
        discussion: """
            A ledger has one key, whose name is the ledger's own; an auditor who countersigns has another. The file \
            with the secret half stays with the signer, away from the ledger. The verifier key is for everybody.

            Examples:
              ledger-replay keys generate ledger.example/main --out main.key
              ledger-replay keys show main.key
            """,
        subcommands: [Generate.self, Show.self])

    struct Generate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new key and prints its verifier key.",
            discussion: """
                The secret is written as Go's tools write it, readable by you only. An existing file is never \
                overwritten. Publish the verifier key where readers of the ledger will look for it.

                Examples:
                  ledger-replay keys generate ledger.example/main --out main.key
                  ledger-replay keys generate auditor.example --cosigner --out auditor.key
                """)

        @Argument(help: "The name: for a ledger its own, such as ledger.example/main.")
        var name: String
        @Option(help: ArgumentHelp("Where the secret goes; the file must not exist.", valueName: "file"))
        var out: String
        @Flag(help: "Make an auditor's key, which countersigns checkpoints.") var cosigner = false

        func run() throws {
            let keyName: KeyName
            do { keyName = try KeyName(name) } catch { throw Failure(.wrongUsage, "\(name): \(error.reason)") }
            let key = SigningKey(generatingFor: keyName, type: cosigner ? .cosignature : .ed25519)
            try EvidenceOutput.create(out, with: Array("\(key.secretText)\n".utf8))
            let output = StandardOutput()
            try output.write("\(key.verifierKey)\n")
            try output.finish()
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the verifier key of a key file, never its secret.",
            discussion: """
                Takes a file with either half, or the text of a verifier key, and checks that it is whole.

                Examples:
                  ledger-replay keys show main.key
                  ledger-replay keys show bundle/vkey --format json
                """)

        @Argument(help: "A key file, or the text of a verifier key.", completion: .file())
        var key: String
        @OptionGroup var format: FormatOption

        func run() throws {
            let key = try publicHalf()
            let kind = key.type == .ed25519 ? "ed25519" : "cosignature"
            let json: JSONValue = [
                "id": .string("\(key.id)"), "name": .string("\(key.name)"), "type": .string(kind),
                "vkey": .string("\(key)"),
            ]
            try format.write(json, Painter(usesColour: false)) { page in try page.line("\(key)") }
        }

        private func publicHalf() throws(Failure) -> VerifierKey {
            guard let bytes = try? EvidenceInput.bytes(of: key), bytes.starts(with: "PRIVATE+KEY".utf8) else {
                return try EvidenceInput.verifierKey(key)
            }
            return try EvidenceInput.signingKey(at: key).verifierKey
        }
    }
}
