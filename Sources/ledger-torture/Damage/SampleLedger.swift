import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Foundation

/// A ledger of a random history, the bytes of its files, and a checkpoint that is kept outside of it.
struct SampleLedger {
    /// The ledger's own file.
    let image: [UInt8]
    /// The last sequence.
    let head: UInt64
    /// The root over all events.
    let root: TreeHash
    /// A file with the checkpoint of the ledger as it stands.
    let checkpoint: String
    private let identity: [UInt8]
    private let folder: TortureFolder

    /// Makes a ledger of the first so many events of a history.
    init(seed: UInt64, events: Int = 300) throws {
        folder = try TortureFolder()
        let path = folder.path("sample")
        var history = History(seed: seed)
        var random = SeededGenerator(seed: seed)
        do {
            let ledger = try Ledger.create(at: path, projections: [LiveClaims.self])
            while history.made < events {
                let count = min(events - history.made, Int.random(in: 1...20, using: &random))
                try ledger.append(history.next(count))
            }
            let snapshot = try ledger.snapshot()
            head = snapshot.head
            root = try snapshot.root()
        }
        checkpoint = folder.path("checkpoint")
        try Self.sign(size: head, root: root, to: checkpoint)
        image = Array(try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb")))
        identity = Array(try Data(contentsOf: URL(fileURLWithPath: path + "/ledger.json")))
    }

    /// Writes a ledger of the same identity with other bytes; whatever stood there is gone.
    func write(_ image: [UInt8], to path: String) throws {
        let files = FileManager.default
        try? files.removeItem(atPath: path)
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(image).write(to: URL(fileURLWithPath: path + "/data.mdb"))
        try Data(identity).write(to: URL(fileURLWithPath: path + "/ledger.json"))
    }

    /// Signs what a ledger should hold with a key that nobody else has, and writes it to a file.
    static func sign(size: UInt64, root: TreeHash, to path: String) throws {
        let key = SigningKey(generatingFor: try KeyName("torture.example/ledger"))
        try Data(SignedCheckpoint(size: size, root: root, signedBy: key).bytes).write(to: URL(fileURLWithPath: path))
    }
}

/// The events of a random history, one after the other: which event has which sequence follows from the seed.
struct History {
    private var generator: HistoryGenerator
    /// How many events were made.
    private(set) var made = 0

    init(seed: UInt64) { generator = HistoryGenerator(seed: seed, mode: .permitted, mostClaims: 20) }

    /// The next so many events.
    mutating func next(_ count: Int) throws -> [PreparedEvent] {
        made += count
        return try (0..<count).map { _ in try generator.next() }
    }
}
