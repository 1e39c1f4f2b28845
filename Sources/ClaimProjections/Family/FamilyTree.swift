import ClaimLedger

/// A family as a tree from its eldest claim: every claim stands in it once, and further links refer to it.
///
/// The eldest is the claim made first. Each other claim hangs from the claim nearest to the eldest, so that nothing
/// turns in a circle, however claims name each other.
public struct FamilyTree: Hashable, Sendable {
    /// A line of the tree, in the order of reading.
    public struct Line: Hashable, Sendable {
        /// For each level above the line, from the eldest down, whether nothing follows there; empty for the eldest.
        public let isLast: [Bool]
        /// The claim, or the claim referred to.
        public let member: FamilyMember
        /// What joins it to the claim above, one link for each slot lost; empty for the eldest.
        public let links: [FamilyLink]
        /// How the claim above stands to it, such as `displaced by`; nil for the eldest.
        public let relation: String?
        /// Whether the claim has a line of its own elsewhere.
        public let isReference: Bool
    }

    /// The lines in the order of reading.
    public let lines: [Line]

    private struct Node {
        var line: Line
        var children: [Int] = []
    }

    /// Arranges a family.
    public init(_ family: FamilyAnswer) {
        let members = Dictionary(uniqueKeysWithValues: family.members.map { ($0.claim, $0) })
        let eldest = family.members.min { ($0.created ?? .latest, $0.claim) < ($1.created ?? .latest, $1.claim) }
        guard let eldest else {
            lines = []
            return
        }
        let bonds = Self.bonds(family.links)
        var byMember: [ClaimID: [Int]] = [:]
        for (place, bond) in bonds.enumerated() {
            byMember[bond.from, default: []].append(place)
            if bond.to != bond.from { byMember[bond.to, default: []].append(place) }
        }
        var nodes = [
            Node(line: Line(isLast: [], member: eldest, links: [], relation: nil, isReference: false))
        ]
        var placed: Set<ClaimID> = [eldest.claim]
        var told: Set<Int> = []
        var next = 0
        // Breadth first: what hangs from a claim is found before what hangs from those below it.
        while next < nodes.count {
            defer { next += 1 }
            guard !nodes[next].line.isReference else { continue }
            let above = nodes[next].line.member.claim
            for place in byMember[above] ?? [] where told.insert(place).inserted {
                let bond = bonds[place]
                let isForward = bond.from == above
                guard let member = members[isForward ? bond.to : bond.from] else { continue }
                let relation = isForward ? bond.kind.wordsTowards : bond.kind.wordsBack
                nodes[next].children.append(nodes.count)
                nodes.append(
                    Node(
                        line: Line(
                            isLast: [], member: member, links: bond.links, relation: relation,
                            isReference: !placed.insert(member.claim).inserted)))
            }
        }
        lines = Self.inReadingOrder(nodes)
    }

    /// The links of one kind between the same two claims: one for each slot lost.
    private struct Bond {
        let kind: FamilyLinkKind
        let from: ClaimID
        let to: ClaimID
        var links: [FamilyLink]
    }

    private static func bonds(_ links: [FamilyLink]) -> [Bond] {
        struct Key: Hashable {
            let kind: FamilyLinkKind
            let from: ClaimID
            let to: ClaimID
        }
        var places: [Key: Int] = [:]
        var bonds: [Bond] = []
        for link in links {
            let key = Key(kind: link.kind, from: link.from, to: link.to)
            if let place = places[key] {
                bonds[place].links.append(link)
            } else {
                places[key] = bonds.count
                bonds.append(Bond(kind: link.kind, from: link.from, to: link.to, links: [link]))
            }
        }
        return bonds
    }

    private static func inReadingOrder(_ nodes: [Node]) -> [Line] {
        var lines: [Line] = []
        var open: [(node: Int, isLast: [Bool])] = [(0, [])]
        while let (place, isLast) = open.popLast() {
            let node = nodes[place]
            lines.append(
                Line(
                    isLast: isLast, member: node.line.member, links: node.line.links, relation: node.line.relation,
                    isReference: node.line.isReference))
            for child in node.children.reversed() { open.append((child, isLast + [child == node.children.last])) }
        }
        return lines
    }
}

extension FamilyLinkKind {
    /// How the first claim of a link stands to the second.
    public var wordsTowards: String {
        switch self {
        case .splitFrom: "split from"
        case .reclaimOf: "claimed anew after"
        case .displacedBy: "displaced by"
        case .rejectedFor: "rejected for"
        }
    }

    /// How the second claim of a link stands to the first.
    public var wordsBack: String {
        switch self {
        case .splitFrom: "split into"
        case .reclaimOf: "claimed anew as"
        case .displacedBy: "displaced"
        case .rejectedFor: "preferred over"
        }
    }
}
