import ClaimLedger

/// Where among the claims one stands, by the dense index of its stream and by its number.
struct ClaimPlaces {
    /// Per stream index, the claim's place; −1 where the claim has not been created.
    private var placeOfStream: [Int32] = []
    private var placeOfNumber = Lookup<ClaimID, Int>()
    private var storedStreams: StoredLookup<Int, Int>?

    /// Goes on in stored entries: those there are, or else its own are put there.
    mutating func move(streams: StoredLookup<Int, Int>, numbers: StoredLookup<ClaimID, Int>) {
        for (index, place) in placeOfStream.enumerated() where place >= 0 { streams[index] = Int(place) }
        placeOfStream = []
        storedStreams = streams
        placeOfNumber.move(to: numbers)
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
