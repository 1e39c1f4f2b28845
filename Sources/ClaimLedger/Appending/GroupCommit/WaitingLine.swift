/// First in, first out; taking from the front does not move what stays.
struct WaitingLine<Element> {
    private var elements: [Element] = []
    private var start = 0

    var count: Int { elements.count - start }
    var isEmpty: Bool { count == 0 }
    var first: Element? { isEmpty ? nil : elements[start] }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard let element = first else { return nil }
        start += 1
        // Moving half of them once in so many calls keeps a call constant on average.
        if start == elements.count || (start >= 1_024 && start * 2 >= elements.count) {
            elements.removeFirst(start)
            start = 0
        }
        return element
    }
}

extension WaitingLine: Sendable where Element: Sendable {}
