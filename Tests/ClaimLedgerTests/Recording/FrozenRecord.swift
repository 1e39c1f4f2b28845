import Foundation
import Testing

@testable import ClaimLedger

/// One file of `Fixtures/records`: an event, its place in a ledger, and the bytes stored for it there.
struct FrozenRecord: CustomTestStringConvertible, Sendable {
    /// The file without its ending: the event's short type with its schema version, and a shape where it has several.
    let name: String
    let event: JSONObject
    let place: EventPlace
    /// Hexadecimal; empty where it has not been recorded yet.
    let record: String

    var testDescription: String { name }

    static let isRecording = ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1"

    /// Every file, in the order of the names.
    static let all: [FrozenRecord] = {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".json")
            }
            return try names.sorted().map { try FrozenRecord(name: String($0.dropLast(5))) }
        } catch {
            preconditionFailure("Fixtures/records cannot be read: \(error)")
        }
    }()

    /// The event of a file, for tests that change something in it.
    static func event(_ name: String) throws -> JSONObject {
        try #require(all.first { $0.name == name }, "no such file").event
    }

    /// Puts a record in the place of the one in the file, and leaves the rest as it was written.
    func write(record: String) throws {
        let lines = try String(contentsOf: Self.file(name), encoding: .utf8).split(separator: "\n").map { line in
            line.hasPrefix("  \"record\": ") ? "  \"record\": \"\(record)\"" : line
        }
        try (lines.joined(separator: "\n") + "\n").write(to: Self.file(name), atomically: true, encoding: .utf8)
    }

    private init(name: String) throws {
        guard case .object(let members) = try JSONValue(parsing: Array(Data(contentsOf: Self.file(name)))),
            members.members.map(\.name) == ["event", "place", "record"], case .object(let event) = members["event"],
            case .object(let place) = members["place"], case .string(let record) = members["record"]
        else { throw Malformed(name: name) }
        self.name = name
        self.event = event
        self.place = try EventPlace(fixture: place, name: name)
        self.record = record
    }

    fileprivate struct Malformed: Error {
        let name: String
    }

    private static func file(_ name: String) -> URL { folder.appending(path: name + ".json") }

    /// Four folders up from this file is the package.
    private static let folder: URL = {
        let package = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return package.appending(path: "Fixtures/records")
    }()
}

extension EventPlace {
    fileprivate init(fixture members: JSONObject, name: String) throws {
        func number(_ member: String) throws -> UInt64 {
            guard case .integer(let value) = members[member] else { throw FrozenRecord.Malformed(name: name) }
            return UInt64(value)
        }
        guard case .string(let recorded) = members["recordedTime"] else { throw FrozenRecord.Malformed(name: name) }
        self.init(
            sequence: try number("sequence"), recordedTime: try Instant(parsing: recorded),
            streamIndex: UInt32(try number("streamIndex")), streamVersion: UInt32(try number("streamVersion")),
            previousInStream: try number("previousInStream"))
    }
}

extension Sequence where Element == UInt8 {
    /// Two lower-case digits for each byte.
    var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
