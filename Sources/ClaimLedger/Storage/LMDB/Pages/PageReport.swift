/// What a walk over the pages of a data file found.
package struct PageReport: Equatable, Sendable {
    /// How far it went.
    package let depth: PageDepth
    /// The commit it looked at.
    package let transaction: UInt64
    /// Bytes in a page.
    package let pageSizeBytes: Int
    /// The last page that is or was in use.
    package let lastPage: UInt64
    /// How many pages were read.
    package internal(set) var pagesRead = 0
    /// How many pages later commits may use again; 0 at depth `.roots`.
    package internal(set) var freePages: UInt64 = 0
    /// How many pages no table leads to and no list calls free; 0 unless all pages were looked at and none is damaged.
    ///
    /// Lost room, and no damage to what is stored.
    package internal(set) var lostPages: UInt64 = 0
    /// The damage, in the order in which it was met; at most as many as were asked for.
    package internal(set) var faults: [PageFault] = []

    /// Whether nothing is wrong at this depth.
    package var isSound: Bool { faults.isEmpty }
}
