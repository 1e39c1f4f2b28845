import ClaimLedgerTesting
import Foundation
import Testing

@testable import ClaimLedger

@Suite struct `Canonical base64` {
    @Test(arguments: SeededGenerator.seeds(1...20))
    func `of any bytes is what Foundation writes, and only that text is read`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for count in 0..<70 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = Base64.encode(bytes)
            #expect(text == Array(Data(bytes).base64EncodedString().utf8))
            #expect(try Base64.decode(text[...]) == bytes)
            guard count > 0 else { continue }
            // Another text never gives the same bytes.
            for _ in 0..<20 {
                var other = text
                let place = Int.random(in: 0..<text.count, using: &generator)
                other[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                #expect((try? Base64.decode(other[...])) != bytes, "\(String(decoding: other, as: UTF8.self))")
            }
        }
    }

    @Test(
        arguments: [
            ("QQ", .padding), ("QQ=", .padding), ("QQ===", .padding), ("QQ====", .padding), ("=", .padding),
            ("====", .padding), ("Q===", .padding), ("QQ==QQ==", .padding), ("QUI", .padding), ("QUI==", .padding),
            ("QUJD=", .padding), ("QUJD====", .padding), ("Q", .padding), ("QUJDR", .padding), ("QR==", .unusedBits),
            ("QUJ=", .unusedBits), ("QQ==\n", .character(10)), (" QQ==", .character(32)), ("QUJD\n", .character(10)),
            ("QU JD", .character(32)), ("QUJD\r\n", .character(13)), ("QU-_", .character(45)),
            ("Qé==", .character(0xC3)),
            ("QQ==!", .character(33)),
        ] as [(String, Base64Fault)])
    func `is refused in every other form`(text: String, fault: Base64Fault) {
        #expect(throws: fault) { try Base64.decode(Array(text.utf8)[...]) }
    }
}
