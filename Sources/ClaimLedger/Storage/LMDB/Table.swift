/// A named table of one environment, opened once together with it.
///
/// Good for as long as the environment, and only with it.
@usableFromInline package struct Table: Sendable {
    @usableFromInline let dbi: UInt32

    init(dbi: UInt32) { self.dbi = dbi }
}
