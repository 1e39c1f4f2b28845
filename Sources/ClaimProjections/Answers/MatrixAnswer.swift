public import ClaimLedger

extension ActionMatrix {
    /// The twelve columns of a status with the parties that may act there.
    public func json(of status: ClaimStatus, withAssociation: Bool = true) -> JSONValue {
        .object(
            JSONObject(
                Column.allCases.map { column in
                    let parties = parties(column, in: status, withAssociation: withAssociation)
                    return JSONObject.Member(name: column.rawValue, value: .array(parties.map { .string($0.rawValue) }))
                }))
    }

    /// The `matrix` answer for a process: every status by itself, `approved` of CPOR also without an association.
    public static func json(of process: ClaimProcess) -> JSONValue {
        let matrix = of(process)
        return .object(
            JSONObject(
                MatrixPlace.all(of: process).map { place in
                    JSONObject.Member(
                        name: place.name,
                        value: matrix.json(of: place.status, withAssociation: place.withAssociation))
                }))
    }
}
