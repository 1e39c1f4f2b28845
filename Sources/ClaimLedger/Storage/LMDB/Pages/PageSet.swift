/// The pages reached so far: a bit for each page of the file, or a list while only a few are looked at.
struct PageSet {
    private var bits: [UInt64]
    private var few: Set<UInt64> = []
    private(set) var count: UInt64 = 0

    /// A set for all pages up to a last one, or for a few of any number.
    init(upTo last: UInt64?) { bits = last.map { [UInt64](repeating: 0, count: Int($0 / 64) + 1) } ?? [] }

    /// Adds a page, which is not above the last one; false where it was there.
    mutating func insert(_ page: UInt64) -> Bool {
        let isNew: Bool
        if bits.isEmpty {
            isNew = few.insert(page).inserted
        } else {
            let bit = UInt64(1) << (page % 64)
            isNew = bits[Int(page / 64)] & bit == 0
            bits[Int(page / 64)] |= bit
        }
        if isNew { count += 1 }
        return isNew
    }
}
