import Testing

@Suite struct `Bad evidence` {
    private static let wellFormed = [
        Ending(
            "check-proof 7.proof --entry 7.json --key other.vkey", 1, "wrong key: signed by ledger.example/main"),
        Ending(
            "check-proof 7.proof --entry 7.json --key elsewhere.vkey", 1,
            "checkpoint of another ledger: its origin is ledger.example/main, expected ledger.example/elsewhere"),
        Ending("check-proof 8.proof --entry 7.json --key main.vkey", 1, "the proof is not for this entry"),
        Ending("check-proof 7.proof --entry line.json --key main.vkey", 1, "line.json ends with a line feed"),
        Ending(
            "check-proof may.proof --old elsewhere.checkpoint --key main.vkey", 1, "checkpoint of another ledger"),
        Ending("check-proof may.proof --old may.checkpoint --key main.vkey", 1, "the proof starts from size 100"),
        Ending(
            "check-proof may.proof --old forged.checkpoint --key main.vkey", 1, "does not belong to this text"),
        Ending(
            "prove --ledger claims --sequence 1 --checkpoint forged.checkpoint", 1,
            "the checkpoint says 0000000000000000"),
        Ending("prove --ledger elsewhere --sequence 1 --checkpoint may.checkpoint", 1, "the ledger ends at 4"),
        Ending("prove --ledger claims --sequence 9 --checkpoint elsewhere.checkpoint", 1, "the checkpoint says"),
        Ending("prove --ledger claims --event unheard-of --checkpoint may.checkpoint", 1, "holds no event unheard-of"),
        Ending(
            "consistency --ledger claims --from elsewhere.checkpoint --to may.checkpoint", 1,
            "elsewhere.checkpoint: checkpoint of another ledger: its origin is ledger.example/elsewhere"),
        Ending("checkpoint --ledger claims --key-file auditor.key", 1, "an auditor's key does not sign checkpoints"),
        Ending(
            "checkpoint --cosign may.checkpoint --key main.vkey --key-file main.key", 1,
            "a ledger's key does not countersign"),
        Ending(
            "checkpoint --cosign may.checkpoint --key other.vkey --key-file auditor.key", 1, "wrong key"),
        Ending(
            "export --ledger claims --bundle new-1 --checkpoint elsewhere.checkpoint --key elsewhere.vkey", 1,
            "the checkpoint says"),
        Ending("import --create --ledger new-2 --bundle bundle --key other.vkey", 1, "wrong key"),
        Ending(
            "import --create --ledger new-3 --bundle bundle --key elsewhere.vkey", 1, "checkpoint of another ledger"),
    ]

    private static let malformed = [
        Ending("check-proof truncated.proof --entry 7.json --key main.vkey", 65, "inclusion proof, line 3: truncated"),
        Ending("check-proof 7.json --entry 7.json --key main.vkey", 65, "inclusion proof, line 1: "),
        Ending(
            "verify --ledger claims --checkpoint truncated.checkpoint --key main.vkey", 65,
            "truncated.checkpoint: checkpoint, line 3: truncated"),
        Ending(
            "verify --ledger claims --checkpoint unfinished.checkpoint --key main.vkey", 65,
            "truncated: the last line does not end with a line feed"),
        Ending(
            "verify --ledger claims --checkpoint noncanonical.checkpoint --key main.vkey", 65,
            "base64 is not canonical: unused bits of the last digit are set"),
        Ending("check-proof 7.proof --entry 7.json --key damaged.vkey", 65, "damaged.vkey: verifier key: "),
        Ending("check-proof 7.proof --entry 7.json --key a+b", 66, "a+b: there is no such file"),
        Ending("check-proof 7.proof --entry 7.json --key a+0011aabb+AAAA", 65, "verifier key: "),
        Ending("keys show damaged.vkey", 65, "verifier key: "),
        Ending("checkpoint --ledger claims --key-file main.vkey", 65, "signing key: expected PRIVATE+KEY+"),
    ]

    private static let usage = [
        Ending("verify --ledger claims --checkpoint may.checkpoint", 64, "give the ledger's verifier key by --key"),
        Ending("check-proof 7.proof --key main.vkey", 64, "Give --entry"),
        Ending("check-proof 7.proof --entry 7.json", 64, "Give the ledger's verifier key"),
        Ending("prove --ledger claims --checkpoint may.checkpoint", 64, "by --event or by --sequence"),
        Ending("checkpoint --key-file main.key", 64, "Give a ledger to sign for"),
        Ending("export --ledger claims --bundle new-4", 64, "A bundle needs --key-file"),
        Ending("export --ledger claims --key-file main.key", 64, "go with --bundle"),
        Ending("import --ledger claims", 64, "Give the files to import, or --bundle."),
        Ending("keys generate two+parts --out new.key", 64, "the name of the key holds the character U+002B"),
        Ending("keys generate name --out main.key", 73, "main.key exists already: nothing is overwritten"),
        Ending("export --ledger claims --bundle bundle --key-file main.key", 73, "bundle is not empty"),
        Ending("import --ledger claims --bundle bundle", 73, "the ledger at claims holds 590 events"),
        Ending("backup claims --ledger claims", 73, "claims is not empty"),
        Ending("restore claims --ledger elsewhere", 73, "elsewhere is not empty"),
        Ending("restore bundle --ledger new-5", 66, "bundle/data.mdb: there is no such file"),
        Ending("import --create --ledger new-6 --bundle claims", 66, "claims/checkpoint: there is no such file"),
        Ending("verify --ledger nowhere", 66, "no ledger at nowhere"),
        Ending("check-proof absent --entry 7.json --key main.vkey", 66, "absent: there is no such file"),
    ]

    @Test(arguments: wellFormed + malformed + usage)
    private func `is told for what it is`(_ mistake: Ending) throws {
        let workspace = try SharedEvidence.workspace.get()
        let run = try workspace.run(mistake.arguments.split(separator: " ").map(String.init))
        #expect(run.status == mistake.status, "\(run.errors)")
        #expect(run.errors.contains(mistake.message), "\(run.errors)")
        #expect(run.output.isEmpty, "\(run.output)")
        for word in mistake.arguments.split(separator: " ") where word.hasPrefix("new-") {
            #expect(!workspace.exists("\(word)") && !workspace.exists("\(word).draft"))
        }
    }

    @Test(arguments: [
        ("may.checkpoint", "other.vkey", "F204 may.checkpoint: wrong key"),
        ("may.checkpoint", "auditor.vkey", "F204 may.checkpoint: the ledger ledger.example/main has not signed"),
        ("elsewhere.checkpoint", "elsewhere.vkey", "F203 checkpoint of size 4: computed"),
        ("forged.checkpoint", "main.vkey", "F204 forged.checkpoint: the signature by ledger.example/main"),
    ])
    func `is a finding where a ledger is verified against it`(
        _ checkpoint: String, _ key: String, _ finding: String
    ) throws {
        let run = try SharedEvidence.workspace.get().run(
            "verify", "--ledger", "claims", "--checkpoint", checkpoint, "--key", key)
        #expect(run.status == 1)
        #expect(run.output.hasPrefix(finding), "\(run.output)")
        #expect(run.output.contains("\nevents 1 to 590 computed from their bytes\n"))
        #expect(run.output.hasSuffix("\n1 finding\n"))
        #expect(run.errors.isEmpty)
    }
}
