/// The look of a picture in light and in dark surroundings.
///
/// Plain classes, each named again for the dark: renderers without custom properties show the light ones.
enum PictureStyle {
    /// How many colours partners have before they come again.
    static let partnerColours = 6

    static let sheet = """
            .page { fill: #ffffff }
            text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
            text { fill: #1f2328; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round; paint-order: stroke }
            .heading { font-size: 18px; font-weight: 600 }
            .name { font-size: 13px; font-weight: 600 }
            .faint { font-size: 11px; fill: #59636e }
            .end { text-anchor: end }
            .middle { text-anchor: middle }
            .grid { stroke: #dfe3e8 }
            .now { stroke: #59636e; stroke-dasharray: 3 3 }
            .track { stroke: #59636e; stroke-width: 1.5 }
            .due { stroke: #59636e; stroke-dasharray: 2 3 }
            .link { stroke: #8c959f; stroke-dasharray: 1 3; stroke-linecap: round; stroke-width: 1.5 }
            .mark { fill: #1f2328; stroke: #ffffff }
            .hollow { fill: #ffffff; stroke: #1f2328; stroke-width: 1.5 }
            .approved { fill: #1a7f37; stroke: #ffffff }
            .rejected { fill: none; stroke: #cf222e; stroke-width: 2.5; stroke-linecap: round }
            .p0 { fill: #2f6fdb }
            .p1 { fill: #bc5a00 }
            .p2 { fill: #7a4fc0 }
            .p3 { fill: #0b7a83 }
            .p4 { fill: #b3407a }
            .p5 { fill: #6b7a1e }
            @media (prefers-color-scheme: dark) {
              .page { fill: #0d1117 }
              text { fill: #e6edf3; stroke: #0d1117 }
              .faint { fill: #9aa4af }
              .grid { stroke: #262c34 }
              .now, .track, .due { stroke: #9aa4af }
              .link { stroke: #6e7781 }
              .mark { fill: #e6edf3; stroke: #0d1117 }
              .hollow { fill: #0d1117; stroke: #e6edf3 }
              .approved { fill: #3fb950; stroke: #0d1117 }
              .rejected { fill: none; stroke: #ff7b72 }
              .p0 { fill: #6ea8fe }
              .p1 { fill: #f0a35e }
              .p2 { fill: #b794f6 }
              .p3 { fill: #4fc1cc }
              .p4 { fill: #f08bbb }
              .p5 { fill: #c3d15f }
            }
        """
}
