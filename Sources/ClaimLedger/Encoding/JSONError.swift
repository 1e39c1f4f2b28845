/// Where and why bytes are not JSON inside the restriction.
///
/// The description reads `data.customer (byte 131): duplicate member "id"`.
public struct JSONError: Error, Equatable, Sendable {
    /// The byte where the fault was found, counted from 0; the number of bytes where the input ends too early.
    public let offset: Int
    /// The innermost value being read, such as `data.contacts[1].email`; empty at the top.
    ///
    /// A member name of other characters than letters, digits, `_` and `-` is quoted: `data["a.b"]`.
    public let path: String
    /// What was found and what was expected: lower case, no full stop.
    public let reason: String

    init(offset: Int, path: String = "", reason: String) {
        self.offset = offset
        self.path = path
        self.reason = reason
    }

    /// The same fault, seen from the object whose member of this name was being read.
    func inside(member name: String) -> JSONError {
        let isShort = !name.isEmpty && name.utf8.count <= CanonicalJSON.excerptBytes
        let isPlain = isShort && name.utf8.allSatisfy(Self.isPlain)
        return inside(component: isPlain ? name : "[\(CanonicalJSON.excerpt(name))]")
    }

    /// The same fault, seen from the array whose element was being read.
    func inside(element position: Int) -> JSONError {
        inside(component: "[\(position)]")
    }

    private func inside(component: String) -> JSONError {
        let separator = path.isEmpty || path.utf8.first == UInt8(ascii: "[") ? "" : "."
        return JSONError(offset: offset, path: component + separator + path, reason: reason)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension JSONError: CustomStringConvertible {
    /// Place and reason in one line.
    public var description: String {
        path.isEmpty ? "byte \(offset): \(reason)" : "\(path) (byte \(offset)): \(reason)"
    }
}
