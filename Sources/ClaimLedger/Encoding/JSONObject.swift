/// Members sorted by name, each name once.
///
/// Names are ASCII, so that byte order, UTF-16 order and `String` order are one order.
public struct JSONObject: Hashable, Sendable {
    /// One name and its value.
    public struct Member: Hashable, Sendable {
        /// ASCII, whatever characters of it.
        public var name: String
        /// What the name stands for.
        public var value: JSONValue

        /// A member; its name is checked when an object takes it.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// In ascending order of their names.
    public private(set) var members: [Member]

    /// An object without members.
    public init() {
        members = []
    }

    /// Takes members in any order and sorts them.
    ///
    /// Every name must be ASCII and occur once; the program stops otherwise.
    public init(_ members: [Member]) {
        for member in members { Self.requireASCII(member.name) }
        var members = members
        precondition(Self.sort(&members), "each member name of a JSON object occurs once")
        self.members = members
    }

    init(sorted members: [Member]) {
        self.members = members
    }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// How many members there are.
    public var count: Int { members.count }

    /// The value of the member of this name, `nil` where there is none.
    ///
    /// Setting `nil` removes the member; setting JSON's null takes `.some(.null)`. A name that is set must be ASCII.
    /// Reading takes time logarithmic in the number of members, adding and removing linear time.
    public subscript(_ name: String) -> JSONValue? {
        get {
            let position = position(of: name)
            // Not `? :`, in which `nil` would be JSON's null.
            guard holds(name, at: position) else { return .none }
            return members[position].value
        }
        set {
            Self.requireASCII(name)
            let position = position(of: name)
            switch (newValue, holds(name, at: position)) {
            case (let value?, true): members[position].value = value
            case (let value?, false): members.insert(Member(name: name, value: value), at: position)
            case (nil, true): members.remove(at: position)
            case (nil, false): break
            }
        }
    }

    /// Sorts by name and answers whether each name occurs once.
    static func sort(_ members: inout [Member]) -> Bool {
        members.sort { $0.name < $1.name }
        return members.indices.dropFirst().allSatisfy { members[$0 - 1].name < members[$0].name }
    }

    /// The first position whose name is not before `name`.
    private func position(of name: String) -> Int {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].name < name {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func holds(_ name: String, at position: Int) -> Bool {
        position < members.count && members[position].name == name
    }

    private static func requireASCII(_ name: String) {
        precondition(name.utf8.allSatisfy { $0 < 0x80 }, "member names of a JSON object are ASCII")
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Takes members in any order; every name must be ASCII and occur once.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(name: $0.0, value: $0.1) })
    }
}
