/// The course that a made claim takes: its moves, and when each is made, in minutes from its beginning.
///
/// Every course keeps the rules: limits are met with days to spare, and an approval comes more than fourteen days after the
/// submission, so that a conflict over a slot is over by then.
struct ClaimCourse: Sendable {
    let moves: [(minute: Int, move: Move)]

    private init(_ days: [(days: Double, move: Move)]) {
        moves = days.map { (Int($0.days * 1_440), $0.move) }
    }

    /// One of the courses of a Partner Activities claim, by a number from 0 to 99.
    static func partnerActivity(_ number: Int) -> ClaimCourse {
        switch number {
        case ..<65: approvedActivity
        case ..<80: returnedActivity
        case ..<87: disputedActivity
        case ..<94: expiredActivity
        case ..<97: declinedActivity
        default: cancelledActivity
        }
    }

    /// One of the courses of a partner-of-record claim, by a number from 0 to 99.
    static func partnerOfRecord(_ number: Int) -> ClaimCourse {
        switch number {
        case ..<60: approvedRecord
        case ..<78: returnedRecord
        case ..<86: disputedRecord
        case ..<93: endedRecord
        case ..<97: declinedRecord
        default: cancelledRecord
        }
    }

    /// A claim of another partner for the same workshop, whose customer consents to the first one on its third day.
    static let rivalActivity = ClaimCourse([
        (0.1, .claimed), (0.2, .requestConsent), (1.0, .comment), (1.5, .requestConsent), (3.1, .recordRivalsConsent),
    ])

    private static let reviewedActivity: [(days: Double, move: Move)] = [
        (0, .claimed), (0.05, .requestConsent), (3.0, .receiveConsent), (3.1, .sendCustomerSurvey),
        (3.2, .sendPartnerSurvey), (6.0, .completeCustomerSurvey), (6.1, .completePartnerSurvey), (8.0, .addInvoice),
        (8.1, .addProof), (8.2, .comment), (9.0, .submit), (10.0, .startReview),
    ]
    static let approvedActivity = ClaimCourse(reviewedActivity + [(16.0, .approve)])
    private static let returnedActivity = ClaimCourse(
        reviewedActivity + [
            (12.0, .requireAction), (14.0, .addProof), (14.1, .submit), (15.0, .reviewComment), (18.0, .approve),
        ])
    private static let disputedActivity = ClaimCourse(
        reviewedActivity + [
            (12.0, .reject), (20.0, .dispute), (21.0, .addProof), (22.0, .submit), (30.0, .approve),
        ])
    private static let expiredActivity = ClaimCourse([
        (0, .claimed), (0.05, .requestConsent), (2.0, .requestConsent), (3.0, .editContacts), (3.1, .comment),
        (10.0, .requestConsent), (31.0, .recordExpiry),
    ])
    private static let declinedActivity = ClaimCourse([
        (0, .claimed), (0.05, .requestConsent), (1.0, .comment), (2.0, .declineConsent),
    ])
    private static let cancelledActivity = ClaimCourse([
        (0, .claimed), (0.05, .requestConsent), (2.0, .receiveConsent), (3.0, .comment), (5.0, .cancel),
    ])

    private static let reviewedRecord: [(days: Double, move: Move)] = [
        (0, .claimed), (0.05, .comment), (0.1, .addProof), (0.15, .addProof), (1.0, .editContacts), (1.1, .addProof),
        (2.0, .submit), (3.0, .startReview), (4.0, .reviewComment),
    ]
    private static let approvedRecord = ClaimCourse(
        reviewedRecord + [(20.0, .approve), (30.0, .addProof), (31.0, .comment)])
    private static let returnedRecord = ClaimCourse(
        reviewedRecord + [
            (5.0, .requireAction), (8.0, .addProof), (9.0, .submit), (10.0, .startReview), (26.0, .approve),
        ])
    private static let disputedRecord = ClaimCourse(
        reviewedRecord + [(5.0, .reject), (9.0, .dispute), (10.0, .submit), (11.0, .startReview), (27.0, .approve)])
    private static let endedRecord = ClaimCourse(
        reviewedRecord + [(20.0, .approve), (30.0, .addProof), (60.0, .disassociate)])
    private static let declinedRecord = ClaimCourse(reviewedRecord + [(6.0, .declineConsent)])
    private static let cancelledRecord = ClaimCourse([
        (0, .claimed), (0.05, .comment), (0.1, .addProof), (5.0, .cancel),
    ])
}
