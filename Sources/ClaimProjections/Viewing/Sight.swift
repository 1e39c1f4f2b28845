public import ClaimLedger

/// What one viewer may see of the claims at an instant (VIS-1, VIS-2).
///
/// An answer is given through `shown`: rows about hidden claims are gone, so that neither counts nor order tell of them,
/// and in the rows that stay a hidden claim has no number. A claim that is hidden looks like one that does not exist.
/// Sequences are positions in the ledger and are shown to everybody.
public struct Sight {
    /// Who looks.
    public let viewer: Viewer
    /// The instant whose roles decide.
    public let instant: Instant
    let claims: ClaimsProjection

    /// Looks at claims, which have been advanced to the answer's instant.
    public init(of viewer: Viewer, at claims: ClaimsProjection, asOf instant: Instant) {
        self.viewer = viewer
        self.claims = claims
        self.instant = instant
    }

    /// Looks at a catalogue.
    public init(of viewer: Viewer, at catalogue: CatalogueProjection, asOf instant: Instant) {
        self.init(of: viewer, at: catalogue.facts, asOf: instant)
    }

    /// Whether the viewer acts for a location.
    public func sees(_ location: LocationID) -> Bool {
        switch viewer {
        case .auditor, .microsoft: true
        case .partner(let user): !claims.roles.roles(of: user, at: location, on: instant).isEmpty
        case .customer: false
        }
    }

    /// Whether a claim is shown: the matrix opens its view to the viewer's side, and its location to the viewer.
    public func sees(_ claim: ClaimState) -> Bool {
        guard case .partner = viewer else { return viewer.seesEverything }
        let parties = ActionMatrix.of(claim.process)
            .parties(.view, in: claim.status, withAssociation: claim.hasAssociation)
        return parties.contains(.partner) && sees(claim.location)
    }

    /// Whether a claim is shown; never one that the ledger does not hold, except to those who see everything.
    public func sees(_ claim: ClaimID) -> Bool {
        viewer.seesEverything || claims.place(of: claim).map { sees(claims.claims[$0]) } ?? false
    }

    /// The claims that are shown, by number.
    public var visibleClaims: [ClaimState] { claims.claimsByNumber.filter { sees($0) } }

    /// The number of a claim, where it is shown.
    func shown(_ claim: ClaimID?) -> ClaimID? { claim.flatMap { sees($0) ? $0 : nil } }

    /// A text without the numbers of claims that are hidden.
    ///
    /// Digits count as a number where they stand alone, or are so many that they are hardly anything else.
    public func redacted(_ text: String) -> String {
        guard !viewer.seesEverything else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place].isDigit else {
                result.append(bytes[place])
                place += 1
                continue
            }
            let end = bytes[place...].firstIndex { !$0.isDigit } ?? bytes.count
            let digits = String(decoding: bytes[place..<end], as: UTF8.self)
            if isNumber(in: bytes, place..<end), let claim = ClaimID(digits), claims.place(of: claim) != nil,
                !sees(claim)
            {
                Self.withhold(from: &result)
            } else {
                result += bytes[place..<end]
            }
            place = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func isNumber(in bytes: [UInt8], _ run: Range<Int>) -> Bool {
        if run.count >= 5 { return true }
        let joints = Set("-:/_".utf8)
        let before = run.lowerBound > 0 ? bytes[run.lowerBound - 1] : nil
        let after = run.upperBound < bytes.count ? bytes[run.upperBound] : nil
        return [before, after].allSatisfy { neighbour in
            neighbour.map { !$0.isLetter && !joints.contains($0) } ?? true
        }
    }

    /// `claim 7` becomes `another claim`, any other number `(not shown)`.
    private static func withhold(from text: inout [UInt8]) {
        let word = Array("claim ".utf8)
        if text.suffix(word.count) == word[...] {
            text.removeLast(word.count)
            text += "another claim".utf8
        } else {
            text += "(not shown)".utf8
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}
