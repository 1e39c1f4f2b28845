import Testing

@testable import ClaimLedger

extension JSONValue {
    /// The value with another at a path such as `data.workloads[0].name`; nil takes away what stands there.
    ///
    /// What is on the way must be there.
    func setting(_ path: String, to value: JSONValue?) throws -> JSONValue {
        var steps: [Substring] = []
        for part in path.split(separator: ".") { steps += part.split(whereSeparator: { $0 == "[" || $0 == "]" }) }
        return try #require(setting(steps[...], to: value), "\(path) leads through something that is not there")
    }

    private func setting(_ steps: ArraySlice<Substring>, to value: JSONValue?) -> JSONValue? {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch self {
        case .object(var object):
            let name = String(step)
            guard rest.isEmpty || object[name] != nil else { return nil }
            object[name] = (object[name] ?? .null).setting(rest, to: value)
            return .object(object)
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { return nil }
            guard let element = elements[index].setting(rest, to: value) else { return nil }
            elements[index] = element
            return .array(elements)
        case .null, .bool, .integer, .string: return nil
        }
    }
}
