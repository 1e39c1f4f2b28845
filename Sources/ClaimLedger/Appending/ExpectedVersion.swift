/// What the writer believes about a stream: the condition under which its events are appended.
public enum ExpectedVersion: Hashable, Sendable, CustomStringConvertible {
    /// The stream has no event yet.
    case noStream
    /// The stream's latest version is this one, from 1.
    case exactly(UInt32)
    /// The stream has at least one event.
    case exists
    /// Anything is right.
    case any

    /// The version that events behind it are news to whoever expected this: 0 where none is named.
    var version: UInt32 {
        if case .exactly(let version) = self { version } else { 0 }
    }

    /// Whether a stream at a version meets the condition; 0 stands for no stream.
    func isMet(by version: UInt32) -> Bool {
        switch self {
        case .noStream: version == 0
        case .exactly(let expected): version == expected
        case .exists: version > 0
        case .any: true
        }
    }

    /// The condition in the words that messages use.
    public var description: String {
        switch self {
        case .noStream: "no stream"
        case .exactly(let version): "version \(version)"
        case .exists: "a stream that exists"
        case .any: "any version"
        }
    }
}
