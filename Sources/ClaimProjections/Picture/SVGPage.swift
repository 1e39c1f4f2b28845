/// An SVG document as it is written, element by element; lengths are tenths of a pixel.
struct SVGPage {
    private(set) var lines: [String] = []
    private var depth = 1

    /// An element with attributes, and text that is escaped here.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>, text: String? = nil) {
        let start = "<\(name)\(Self.written(attributes))"
        write(text.map { "\(start)>\(Self.escaped($0))</\(name)>" } ?? "\(start)/>")
    }

    /// An element around others.
    mutating func group(
        _ attributes: KeyValuePairs<String, String>, title: String? = nil, _ body: (inout SVGPage) -> Void
    ) {
        write("<g\(Self.written(attributes))>")
        depth += 1
        if let title { add("title", [:], text: title) }
        body(&self)
        depth -= 1
        write("</g>")
    }

    /// Everything of another page, in front of what is here.
    mutating func append(_ front: SVGPage) { lines += front.lines }

    /// A text of a class at a place.
    mutating func label(_ text: String, _ style: String, x: Int, y: Int) {
        add("text", ["class": style, "x": px(x), "y": px(y)], text: text)
    }

    mutating func line(_ style: String, x1: Int, y1: Int, x2: Int, y2: Int) {
        add("line", ["class": style, "x1": px(x1), "y1": px(y1), "x2": px(x2), "y2": px(y2)])
    }

    /// The whole document: a picture with a title and a description for those who do not see it.
    func document(width: Int, height: Int, title: String, description: String, style: String) -> String {
        let size = "width=\"\(px(width))\" height=\"\(px(height))\" viewBox=\"0 0 \(px(width)) \(px(height))\""
        return """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" \(size)>
              <title>\(Self.escaped(title))</title>
              <desc>\(Self.escaped(description))</desc>
              <style>
            \(style)
              </style>
            \(lines.joined(separator: "\n"))
            </svg>

            """
    }

    private mutating func write(_ line: String) {
        lines.append(String(repeating: "  ", count: depth) + line)
    }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// Text as XML takes it: what it does not take, or what turns the direction of writing, is shown as a code point.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _
            where scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
                || scalar.properties.isNoncharacterCodePoint:
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}

/// Tenths of a pixel as SVG has them.
func px(_ tenths: Int) -> String {
    let (whole, part) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + (part == 0 ? "\(whole)" : "\(whole).\(part)")
}
