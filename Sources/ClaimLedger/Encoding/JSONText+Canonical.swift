extension JSONText {
    /// Appends the canonical form of a value (RFC 8785).
    func appendCanonical(_ node: Int, to bytes: inout [UInt8]) {
        let found = nodes[node]
        if found.isCanonical {
            bytes.append(extent(of: found), of: self.bytes)
            return
        }
        switch found.kind {
        case .string: CanonicalJSON.appendString(string(node), to: &bytes)
        case .array:
            bytes.append(UInt8(ascii: "["))
            for (place, element) in elements(of: node).enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                appendCanonical(element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object:
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            forEachSortedName(of: node) { name in
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                appendCanonicalMember(name, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .null, .true, .false, .integer: preconditionFailure("words and numbers have one form only")
        }
    }

    /// Appends a member: its name, a colon, and its value.
    func appendCanonicalMember(_ name: Int, to bytes: inout [UInt8]) {
        let (label, value) = (nodes[name], nodes[name + 1])
        let (labelled, extent) = (extent(of: label), extent(of: value))
        // Mostly both stand there as they should, with nothing but the colon between them.
        if label.isCanonical, value.isCanonical, labelled.upperBound + 1 == extent.lowerBound {
            bytes.append(labelled.lowerBound..<extent.upperBound, of: self.bytes)
            return
        }
        appendCanonical(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendCanonical(name + 1, to: &bytes)
    }

    /// The bytes that a value takes in the text, a string's quotes included.
    private func extent(of node: Node) -> Range<Int> {
        node.kind == .string ? Int(node.start) - 1..<Int(node.end) + 1 : node.range
    }
}
