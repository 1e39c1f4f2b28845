/// How much of a data file's structure is checked.
///
/// Structure is what LMDB trusts: page numbers, sizes, order. Whether the events are those that were appended is shown
/// by their hashes alone.
public enum PageDepth: Sendable, CaseIterable {
    /// Meta pages and the first page of every table, at a cost that does not depend on the size of the file.
    case roots
    /// All pages that lead to others and the whole list of free pages: about one page in a hundred.
    case branches
    /// Every page of every table; reads the whole file.
    case allPages
}
