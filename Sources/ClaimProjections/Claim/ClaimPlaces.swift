import ClaimLedger

/// Where among the claims one stands, by the dense index of its stream and by its number.
struct ClaimPlaces {
    /// Per stream index, the claim's place; −1 where the claim has not been created.
    private var placeOfStream: [Int32] = []
    private var placeOfNumber = Lookup<ClaimID, Int>()
    private let storedStreams: StoredLookup<Int, Int>?

    init() { storedStreams = nil }

    init(streams: StoredLookup<Int, Int>, numbers: StoredLookup<ClaimID, Int>) {
        storedStreams = streams
        placeOfNumber = Lookup(numbers)
    }

    subscript(id: ClaimID) -> Int? { placeOfNumber[id] }

    subscript(stream index: UInt32) -> Int? {
        if let storedStreams { return storedStreams[Int(index)] }
        guard index < placeOfStream.count, placeOfStream[Int(index)] >= 0 else { return nil }
        return Int(placeOfStream[Int(index)])
    }

    mutating func add(_ place: Int, _ id: ClaimID, stream index: UInt32) {
        placeOfNumber[id] = place
        if let storedStreams {
            storedStreams[Int(index)] = place
        } else {
            while placeOfStream.count <= index { placeOfStream.append(-1) }
            placeOfStream[Int(index)] = Int32(place)
        }
    }
}
