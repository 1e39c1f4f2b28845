import Testing

@testable import ClaimLedger

@Suite struct `Keys of signed notes` {
    private let seed = [UInt8](0..<32)

    @Test(arguments: [KeyType.ed25519, .cosignature])
    func `survive being written and read`(type: KeyType) throws {
        let key = SigningKey(generatingFor: try KeyName("ledger.example/é"), type: type)
        #expect(try VerifierKey(parsing: "\(key.verifierKey)") == key.verifierKey)
        let read = try SigningKey(parsing: key.secretText)
        #expect(read.verifierKey == key.verifierKey)
        #expect(read.secretText == key.secretText)
        #expect(key.verifierKey.type == type)
    }

    @Test func `that are generated differ`() throws {
        let name = try KeyName("ledger.example/main")
        #expect(SigningKey(generatingFor: name).verifierKey != SigningKey(generatingFor: name).verifierKey)
    }

    @Test func `of one secret have another id under another name or type`() throws {
        let first = try SigningKey(name: KeyName("a"), seed: seed).verifierKey
        let second = try SigningKey(name: KeyName("b"), seed: seed).verifierKey
        let third = try SigningKey(name: KeyName("a"), type: .cosignature, seed: seed).verifierKey
        #expect(first.publicKey == second.publicKey && second.publicKey == third.publicKey)
        #expect(Set([first.id, second.id, third.id]).count == 3)
    }

    @Test func `never show their secret when printed, interpolated or dumped`() throws {
        let key = try SigningKey(name: KeyName("ledger.example/main"), seed: seed)
        let secret = key.secretText.dropFirst(40)
        var dumped = ""
        dump(key, to: &dumped)
        dump([key], to: &dumped)
        for text in ["\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])"] {
            #expect(!text.contains(secret.suffix(20)))
        }
        #expect("\(key)" == "signing key of \(key.verifierKey)")
    }

    @Test(
        arguments: [
            ("", .emptyKeyName), ("a b", .keyNameCharacter(0x20)), ("a+b", .keyNameCharacter(0x2B)),
            ("a\nb", .keyNameCharacter(0x0A)), ("a\u{A0}b", .keyNameCharacter(0xA0)),
            ("a\u{3000}", .keyNameCharacter(0x3000)), ("a\u{2028}", .keyNameCharacter(0x2028)),
            ("a\u{1}", .keyNameCharacter(1)),
        ] as [(String, MalformedEvidence.Reason)])
    func `have names without white space and plus signs`(name: String, expected: MalformedEvidence.Reason) {
        #expect(reason { try KeyName(name) } == expected)
    }

    @Test func `have names that are compared by their bytes`() throws {
        let (composed, decomposed) = (try KeyName("é"), try KeyName("e\u{301}"))
        #expect(composed != decomposed)
    }

    @Test func `are refused where a part is missing, changed or unknown`() throws {
        let key = try SigningKey(name: KeyName("ledger.example/main"), seed: seed)
        let text = "\(key.verifierKey)"
        let id = "\(key.verifierKey.id)"
        let other = String(repeating: id == "00000000" ? "1" : "0", count: 8)
        func parsing(_ text: String) -> MalformedEvidence.Reason? { reason { try VerifierKey(parsing: text) } }
        #expect(parsing("ledger.example/main") == .truncated(before: "the key id"))
        #expect(parsing("ledger.example/main+\(id)") == .truncated(before: "the key itself"))
        #expect(parsing("ledger.example/main+\(id)+") == .truncated(before: "the key itself"))
        #expect(parsing(text.replacing(id, with: id.uppercased())) == .keyIDForm)
        #expect(parsing(text.replacing(id, with: "1234567")) == .keyIDForm)
        #expect(parsing("+" + text) == .emptyKeyName)
        #expect(parsing(text + "\n") == .base64(.character(10)))
        #expect(parsing("x+00000000+AQID") == .byteCount(expected: 33, found: 3))
        #expect(parsing("x+00000000+AgID") == .unknownKeyType(2))
        let stated = try #require(KeyID(hexadecimal: Array(other.utf8)[...]))
        #expect(
            parsing(text.replacing(id, with: other)) == .keyIDDiffers(stated: stated, computed: key.verifierKey.id))

        #expect(reason { try SigningKey(parsing: text) } == .unexpected("PRIVATE+KEY+"))
        let changed = key.secretText.replacing(id, with: other)
        #expect(
            reason { try SigningKey(parsing: changed) }
                == .keyIDDiffers(stated: stated, computed: key.verifierKey.id))
        #expect(
            reason { try SigningKey(name: KeyName("a"), seed: [1, 2]) } == .byteCount(expected: 32, found: 2))
    }
}
