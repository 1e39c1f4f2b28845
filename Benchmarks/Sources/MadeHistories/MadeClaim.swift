/// Everything that is fixed about a made claim; all of it follows from the seed and the claim's place.
struct MadeClaim {
    /// How the claims of a history lie.
    struct Layout: Sendable {
        let seed: UInt64
        /// Minutes from the beginning of one claim to the beginning of the next.
        let spacingMinutes: Double
        /// So many places earlier is the claim whose slots a challenger wants: it was approved months before.
        var challengeDistance: Int { 2 * Int((60 * 1_440 / spacingMinutes).rounded(.up)) }

        init(seed: UInt64, claims: Int) {
            self.seed = seed
            // Three years, whatever the number of claims, so that most claims of any history have ended.
            spacingMinutes = 3 * 365 * 1_440 / Double(claims)
        }

        /// A number that follows from the seed, a place and what it is for (SplitMix64's finish).
        func number(_ place: Int, _ purpose: UInt64) -> UInt64 {
            var mixed = seed &+ UInt64(place) &* 0x9E37_79B9_7F4A_7C15 &+ purpose &* 0xD1B5_4A32_D192_ED03
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// From 0.
    let place: Int
    let isActivity: Bool
    let course: ClaimCourse
    let partner: Int
    /// Which customer, and for a partner of record which tenant.
    let customer: Int
    /// Which workshop, or where in the list of workloads the claim's begin.
    let subject: Int

    static let partners = 400

    init(_ place: Int, in layout: Layout) {
        self.place = place
        isActivity = place.isMultiple(of: 2)
        let number = Int(layout.number(place, 1) % 100)
        if let winner = Self.winner(over: place).map({ MadeClaim($0, in: layout) }) {
            course = .rivalActivity
            (customer, subject) = (winner.customer, winner.subject)
            partner = (winner.partner + 1) % Self.partners
        } else if isActivity {
            course = Self.rival(of: place) != nil ? .approvedActivity : .partnerActivity(number)
            customer = place / 2 / 4
            subject = place / 2 % 4
            partner = Int(layout.number(place, 2) % UInt64(Self.partners))
        } else {
            course = .partnerOfRecord(number)
            let root = Self.root(of: place, in: layout)
            customer = root.place / 2 / 3
            subject = root.place / 2 % 3
            partner = Int((layout.number(root.place, 2) &+ UInt64(root.challenges)) % UInt64(Self.partners))
        }
    }

    /// The place of the claim of another partner for the same workshop; nil for most.
    static func rival(of place: Int) -> Int? { place.isMultiple(of: 50) ? place + 2 : nil }

    /// The place of the claim that a rival loses to; nil where the claim is nobody's rival.
    static func winner(over place: Int) -> Int? { place % 50 == 2 ? place - 2 : nil }

    /// The first claim of a row of claims in which each wants the slots of the one before.
    private static func root(of place: Int, in layout: Layout) -> (place: Int, challenges: Int) {
        var root = place
        var challenges = 0
        while root > layout.challengeDistance, layout.number(root, 3) % 10 == 0 {
            root -= layout.challengeDistance
            challenges += 1
        }
        return (root, challenges)
    }
}
