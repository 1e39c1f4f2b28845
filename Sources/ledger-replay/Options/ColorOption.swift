import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// When text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

struct ColorOption: ParsableArguments {
    @Option(help: "Colour the text; by itself on a terminal, unless NO_COLOR is set.")
    var color: ColorChoice = .auto

    var painter: Painter {
        switch color {
        case .always: Painter(usesColour: true)
        case .never: Painter(usesColour: false)
        case .auto: Painter(usesColour: Self.terminalTakesColour)
        }
    }

    private static var terminalTakesColour: Bool {
        guard Descriptor.standardOutput.isTerminal else { return false }
        if let none = getenv("NO_COLOR"), none.pointee != 0 { return false }
        guard let terminal = getenv("TERM") else { return true }
        return String(cString: terminal) != "dumb"
    }
}
