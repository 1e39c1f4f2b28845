import ClaimLedger
import ClaimProjections
import Testing

/// A cell of a printed matrix.
private struct Place: CustomTestStringConvertible, Sendable {
    let process: ClaimProcess
    let row: MatrixPlace
    let column: ActionMatrix.Column

    static let all: [Place] = ClaimProcess.allCases.flatMap { process in
        MatrixPlace.all(of: process).flatMap { row in
            ActionMatrix.Column.allCases.map { Place(process: process, row: row, column: $0) }
        }
    }

    var testDescription: String { "\(process.rawValue) \(row.name) \(column.rawValue)" }

    /// Every way in which the cell and the rows of the tables differ, each as a sentence.
    var differences: Set<String> {
        let named = ActionMatrix.of(process).parties(column, at: row)
        return [Party.partner, .customer, .microsoft].reduce(into: []) { found, party in
            for circumstances in Circumstances.all(withAssociation: row.withAssociation) {
                let permitted = permitted(to: party, circumstances)
                let refused = Set(expected).subtracting(permitted)
                if !named.contains(party) {
                    found.formUnion(permitted.map { words($0.name, party, .allowed) })
                } else if column == .changeClaimStatus, permitted.isEmpty {
                    found.insert(words("whatever changes the status", party, .refused))
                } else {
                    found.formUnion(refused.map { words($0.name, party, .refused) })
                }
            }
        }
    }

    /// What a cell that names a party opens to it: every event of the column that the process knows.
    private var expected: [Trigger] {
        column.triggers.filter { !Lifecycle.of(process).unknownTriggers.contains($0) }
    }

    private func permitted(to party: Party, _ circumstances: Circumstances) -> Set<Trigger> {
        let lifecycle = Lifecycle.of(process)
        let holds = { circumstances.hold($0, in: row.status) }
        let steps = lifecycle.steps.filter { step in
            step.party == party && step.isOpen(at: row) && step.when.allSatisfy(holds)
                && (column == .changeClaimStatus ? step.to != row.status : expected.contains(step.trigger))
        }
        let standing = lifecycle.standing.filter { step in
            expected.contains(step.trigger) && step.when.allSatisfy(holds)
                && step.isOpen(at: row, in: process, to: party)
        }
        return Set(steps.map(\.trigger) + standing.map(\.trigger))
    }

    func words(_ event: String, _ party: Party, _ answer: MatrixDeviation.Answer) -> String {
        "\(event) by \(party.rawValue) is \(answer.rawValue)"
    }
}

/// One way a claim and an event may be, as far as rows ask for it.
private struct Circumstances {
    let afterDispute: Bool
    let allWorkloads: Bool
    let sinceEvidenceUpdate: Bool
    let withAssociation: Bool

    static func all(withAssociation: Bool) -> [Circumstances] {
        [false, true].flatMap { dispute in
            [false, true].flatMap { workloads in
                [false, true].map { update in
                    Circumstances(
                        afterDispute: dispute, allWorkloads: workloads, sinceEvidenceUpdate: update,
                        withAssociation: withAssociation)
                }
            }
        }
    }

    func hold(_ circumstance: Circumstance, in status: ClaimStatus) -> Bool {
        switch circumstance {
        case .afterDispute: afterDispute
        case .notAfterDispute: !afterDispute
        case .allWorkloads: allWorkloads
        case .someWorkloads: !allWorkloads
        case .withAssociation: withAssociation
        // It is asked of approved claims only.
        case .sinceEvidenceUpdate: sinceEvidenceUpdate || status != .approved
        }
    }
}

@Suite struct `Deviations from the printed matrices` {
    private static let listed: [(deviation: MatrixDeviation, status: ClaimStatus)] =
        ActionMatrix.deviations.flatMap { deviation in deviation.statuses.map { (deviation, $0) } }

    @Test(arguments: Place.all)
    private func `a cell agrees with the rows, or the difference is listed`(_ place: Place) {
        let listed = Self.listed
            .filter { $0.deviation.process == place.process && $0.deviation.column == place.column }
            .filter { $0.status == place.row.status && place.row.withAssociation }
            .map { place.words($0.deviation.trigger.name, $0.deviation.party, $0.deviation.answer) }
        #expect(place.differences.subtracting(listed).sorted() == [])
    }

    @Test(arguments: listed)
    func `a listed deviation exists`(_ deviation: MatrixDeviation, _ status: ClaimStatus) throws {
        let place = try #require(
            Place.all.first {
                $0.process == deviation.process && $0.row.name == status.rawValue && $0.column == deviation.column
            })
        #expect(place.differences.contains(place.words(deviation.trigger.name, deviation.party, deviation.answer)))
        #expect(!deviation.reason.isEmpty)
    }

    @Test func `no deviation is listed twice`() {
        let keys = Self.listed.map {
            "\($0.deviation.process) \($0.status) \($0.deviation.column) \($0.deviation.trigger) \($0.deviation.party)"
        }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `only reading and the change of status have no events of their own`() {
        let empty = ActionMatrix.Column.allCases.filter(\.triggers.isEmpty)
        #expect(empty == [.view, .downloadFiles, .viewSurveyResponses, .changeClaimStatus])
    }
}
