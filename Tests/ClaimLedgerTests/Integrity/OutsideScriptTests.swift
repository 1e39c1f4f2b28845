import ClaimLedgerTesting
import Foundation
import Testing

@testable import ClaimLedger

/// The scripts that an outsider runs, with Python and openssl and none of this package's code.
///
/// One process for each changed byte would take minutes. So a driver, written to the temporary folder, imports the
/// scripts' own functions and goes through the changes in one process; an answer of openssl to one question (key, text,
/// signature) is remembered there, being always the same. A change of a checkpoint asks openssl anew, so there one bit
/// of each byte is changed, which moves with the byte's place; elsewhere every bit, or two of them.
@Suite(.enabled(if: OutsideScripts.canRun, "python3 or openssl is not installed: Scripts/outside not tried"))
struct `Scripts for outsiders` {
    @Test func `accept a good proof and refuse it with any byte of entry, proof or key changed`() throws {
        let log = try SampleLog(size: 5)
        let folder = try TemporaryFolder()
        let (entry, proof, key) = (log.entries[2], try log.inclusion(2, in: 5), "\(log.key.verifierKey)")
        try folder.write(entry, "entry.json")
        try folder.write(proof.bytes, "entry.tlog-proof")
        try folder.write(Array(Self.proofDriver.utf8), "driver.py")
        let driven = try OutsideScripts.python(
            folder.path("driver.py"), OutsideScripts.folder, folder.path("entry.json"),
            folder.path("entry.tlog-proof"), key)
        let noted = proof.checkpoint.bytes.count
        let changes = 8 * (entry.count + key.utf8.count + proof.bytes.count - noted) + noted
        #expect(driven.output == "refused \(changes)\n", "\(driven)")
    }

    @Test(arguments: [(1, 0), (5, 2), (5, 4), (300, 0), (300, 299)])
    func `say which entry a proof is for`(size: Int, index: Int) throws {
        let log = try SampleLog(size: size)
        let folder = try TemporaryFolder()
        let (entry, proof) = (folder.path("entry.json"), folder.path("entry.tlog-proof"))
        try folder.write(log.entries[index], "entry.json")
        try folder.write(log.inclusion(index, in: size).bytes, "entry.tlog-proof")
        let key = "\(log.key.verifierKey)"
        let run = try OutsideScripts.run("verify_proof.py", entry, proof, key)
        #expect(run == .verified("the entry is number \(index + 1) of the \(size) in the signed checkpoint"))
        try folder.write(log.entries[index] + [10], "entry.json")
        let refused = try OutsideScripts.run("verify_proof.py", entry, proof, key)
        #expect(refused.isRefusal && refused.errors.contains("a line feed at the end of the entry counts too"))
    }

    /// The only bytes without meaning to the reader are extra data and the signatures of keys not given.
    ///
    /// Nobody signs the one, and the other cannot be checked; both formats demand that they be ignored as long as they
    /// are well formed.
    @Test func `ignore extra data and the signatures of others`() throws {
        let log = try SampleLog(size: 5)
        let folder = try TemporaryFolder()
        let auditor = SigningKey(generatingFor: try KeyName("auditor.example"), type: .cosignature)
        let cosigned = try log.checkpoint(5).cosigned(by: auditor, atSeconds: 1_700_000_000)
        let plain = InclusionProof(index: 2, path: try log.inclusion(2, in: 5).path, checkpoint: cosigned)
        let proof = String(decoding: plain.bytes, as: UTF8.self)
            .replacing("\nindex", with: "\nextra AAEC\nindex", maxReplacements: 1)
        try folder.write(log.entries[2], "entry.json")
        let arguments = [folder.path("entry.json"), folder.path("proof"), "\(log.key.verifierKey)"]
        try folder.write(proof.utf8, "proof")
        let run = try OutsideScripts.run("verify_proof.py", arguments)
        #expect(run == .verified("the entry is number 3 of the 5 in the signed checkpoint"))
        for (good, bad) in [("AAEC", "AAE"), ("auditor.example ", "auditor.example  ")] {
            try folder.write(proof.replacing(good, with: bad).utf8, "proof")
            #expect(try OutsideScripts.run("verify_proof.py", arguments).isRefusal)
        }
    }

    @Test func `accept a good export and refuse it with any byte of any file changed`() throws {
        let log = try SampleLog(size: 5)
        let folder = try TemporaryFolder()
        try log.export(to: folder.url)
        let run = try OutsideScripts.run("verify_export.py", folder.path(""))
        #expect(run == .verified("5 events, 2 tiles, signed by \(log.key.verifierKey)"))
        let driven = try exportDriver(folder, samples: 0, seed: 0)
        let changes = 2 * (try folder.byteCount()) - (try log.checkpoint(5).bytes.count)
        #expect(driven.output == "refused \(changes)\n", "\(driven)")
    }

    @Test(arguments: SeededGenerator.seeds([1]))
    func `accept a large export and refuse it with one of many bytes changed`(seed: UInt64) throws {
        let log = try SampleLog(size: 300)
        let folder = try TemporaryFolder()
        try log.export(to: folder.url)
        let run = try OutsideScripts.run("verify_export.py", folder.path(""))
        #expect(run == .verified("300 events, 5 tiles, signed by \(log.key.verifierKey)"))
        let driven = try exportDriver(folder, samples: 10, seed: seed)
        #expect(driven.output == "refused \(10 * (2 * 7 + 1))\n", "\(driven)")
    }

    @Test(arguments: [0, 1, 256, 512, 66_000])
    func `accept exports of other sizes`(size: Int) throws {
        let log = try SampleLog(size: size)
        let folder = try TemporaryFolder()
        try log.export(to: folder.url)
        let tiles = Array(TilePath.tiles(ofTreeOfSize: UInt64(size))).count
        let run = try OutsideScripts.run("verify_export.py", folder.path(""))
        #expect(run == .verified("\(size) events, \(tiles) tiles, signed by \(log.key.verifierKey)"))
    }

    @Test func `say in a sentence what is wrong with an export`() throws {
        func check(_ sentence: String, _ change: (TemporaryFolder, SampleLog) throws -> Void) throws {
            let log = try SampleLog(size: 300)
            let folder = try TemporaryFolder()
            try log.export(to: folder.url)
            try change(folder, log)
            let run = try OutsideScripts.run("verify_export.py", folder.path(""))
            #expect(run.isRefusal && run.errors.contains(sentence), "\(run)")
        }
        try check("events.jsonl has 300 events, the checkpoint 299") { folder, log in
            try folder.write(log.checkpoint(299).bytes, "checkpoint")
        }
        try check("the events do not give the root in the checkpoint") { folder, log in
            let other = try SampleLog(entries: log.entries.reversed())
            try folder.write(other.checkpoint(300).bytes, "checkpoint")
        }
        try check("no part of the tree: ['tile/0/001']") {
            try $1.export(to: $0.url); try $0.write([0], "tile/0/001")
        }
        try check("tile/entries/000 differs from events.jsonl") { folder, log in
            try folder.write(log.entries.reversed().flatMap { $0 + [10] }, "events.jsonl")
        }
        try check("line 1 is truncated or too long") { folder, _ in
            try folder.write([UInt8](repeating: 65, count: 65_536) + [10], "events.jsonl")
        }
        try check("tile/1/000.p/1") { folder, _ in try folder.remove("tile/1/000.p/1") }
        try check("the checkpoint is truncated") { folder, log in
            try folder.write(log.checkpoint(300).bytes.dropLast(), "checkpoint")
        }
        try check("the checkpoint is not signed with this key") { folder, log in
            let other = try SigningKey(name: log.key.name, seed: [UInt8](repeating: 1, count: 32))
            try folder.write(Array("\(other.verifierKey)\n".utf8), "vkey")
        }
        try check("the verifier key is not NAME+ID+BASE64") { folder, _ in try folder.write([0xFF], "vkey") }
    }

    @Test func `answer nonsense with one sentence`() throws {
        let folder = try TemporaryFolder()
        try folder.write([0, 0xFF, 10], "nonsense")
        let file = folder.path("nonsense")
        for arguments in [
            ["verify_proof.py"], ["verify_proof.py", file, file], ["verify_proof.py", file, file, "a+b+c"],
            ["verify_proof.py", folder.path("absent"), file, ""], ["verify_export.py"],
            ["verify_export.py", folder.path("absent")], ["verify_export.py", file],
        ] {
            let run = try OutsideScripts.run(arguments[0], Array(arguments.dropFirst()))
            #expect(run.isRefusal, "\(arguments): \(run)")
        }
    }

    @Test func `computed the fixture that the tree is compared with`() throws {
        let fixture = EvidenceVectors.package.appending(path: "Fixtures/evidence/merkle.json")
        let run = try OutsideScripts.python("\(OutsideScripts.folder)/merkle_by_definition.py")
        #expect(try Data(run.output.utf8) == Data(contentsOf: fixture))
    }

    private func exportDriver(_ folder: TemporaryFolder, samples: Int, seed: UInt64) throws -> OutsideScripts.Run {
        let script = try TemporaryFolder()
        try script.write(Array(Self.exportDriver.utf8), "driver.py")
        return try OutsideScripts.python(
            script.path("driver.py"), OutsideScripts.folder, folder.path(""), "\(samples)", "\(seed)")
    }

    private static let commonDriver = """
        import functools, sys
        sys.dont_write_bytecode = True
        sys.path.insert(0, sys.argv[1])
        import signed_checkpoint
        signed_checkpoint.openssl_accepts = functools.cache(signed_checkpoint.openssl_accepts)

        def accepted(check, *arguments):
            try:
                return check(*arguments).startswith("verified")
            except Exception:
                return False

        def read(path):
            with open(path, "rb") as file:
                return file.read()

        def changes(data, places, bits):
            for place in places:
                for bit in range(place, place + bits):
                    yield data[:place] + bytes([data[place] ^ 1 << bit % 8]) + data[place + 1:], (place, bit % 8)

        """

    private static let proofDriver =
        commonDriver + """
            from verify_proof import verify_proof
            parts = [read(sys.argv[2]), read(sys.argv[3]), sys.argv[4].encode()]
            assert accepted(verify_proof, *parts)
            refused = 0
            for number, part in enumerate(parts):
                note = part.index(b"\\n\\n") + 2 if number == 1 else len(part)
                for places, bits in ((range(note), 8), (range(note, len(part)), 1)):
                    for changed, where in changes(part, places, bits):
                        if accepted(verify_proof, *parts[:number], changed, *parts[number + 1:]):
                            print("accepted", number, where)
                        else:
                            refused += 1
            print("refused", refused)

            """

    private static let exportDriver =
        commonDriver + """
            import os, random
            from verify_export import verify_export
            folder, samples, seed = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
            assert accepted(verify_export, folder)
            refused = 0
            for at, _, names in sorted(os.walk(folder)):
                for name in sorted(names):
                    path = os.path.join(at, name)
                    good = read(path)
                    places = range(len(good))
                    if samples:
                        generator = random.Random(seed)
                        places = [generator.randrange(len(good)) for _ in range(samples)]
                    for changed, where in changes(good, places, 1 if name == "checkpoint" else 2):
                        with open(path, "wb") as file:
                            file.write(changed)
                        if accepted(verify_export, folder):
                            print("accepted", path, where)
                        else:
                            refused += 1
                    with open(path, "wb") as file:
                        file.write(good)
            assert accepted(verify_export, folder)
            print("refused", refused)

            """
}
