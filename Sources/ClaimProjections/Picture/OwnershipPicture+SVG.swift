import ClaimLedger

extension OwnershipPicture {
    /// The picture as a self-contained SVG document, for light and dark surroundings; the same state gives equal bytes.
    public var svg: String { Drawing(self).document }
}

/// The picture being drawn, from top to bottom; lengths are tenths of a pixel.
private struct Drawing {
    private static let width = 9_600
    private static let margin = 240
    private static let right = width - margin
    private static let top = 1_150
    private static let tickLabels = 840
    /// Room at the right for the arrow of what goes on.
    private static let arrow = 100
    private static let barHeight = 160

    let picture: OwnershipPicture
    let axis: TimeAxis
    var page = SVGPage()
    var y = Drawing.top
    /// The partners in the order of their first bar: each keeps its colour.
    let partners: [PartnerID]
    /// The top of each lane's bar, to lead from a decision to the bar that began with it.
    var barTops: [Int] = []
    /// Where a challenger was approved and its bar begins, by the place and the claim.
    var successions: [(x: Int, y: Int, claim: ClaimID, at: Instant)] = []

    init(_ picture: OwnershipPicture) {
        self.picture = picture
        axis = TimeAxis(picture.span, left: Self.margin, right: Self.width - Self.margin - Self.arrow)
        partners = picture.lanes.reduce(into: []) { partners, lane in
            if !partners.contains(lane.association.partner) { partners.append(lane.association.partner) }
        }
    }

    var document: String {
        var drawing = self
        return drawing.draw()
    }

    private mutating func draw() -> String {
        if picture.lanes.isEmpty {
            page.label(picture.isWhole ? "nobody has owned it" : "nothing to show", "", x: Self.margin, y: y)
            y += 400
        }
        for lane in picture.lanes { draw(lane) }
        // What lies behind the bars is known only now.
        let front = page
        page = SVGPage()
        page.add("rect", ["class": "page", "width": px(Self.width), "height": px(y)])
        drawHeading()
        drawGrid()
        drawSuccessions()
        page.append(front)
        return page.document(
            width: Self.width, height: y, title: "Who owned \(slotWords)", description: description,
            style: PictureStyle.sheet)
    }

    private var slotWords: String {
        let subscription = picture.subscription.map { " on \($0)" } ?? ""
        return "\(picture.workload)\(subscription) of \(picture.tenant)"
    }

    private var description: String {
        let sentences = picture.lanes.map { lane in
            let row = lane.association
            let conflicts = lane.conflicts.map { " \(words(of: $0)): \(instants(of: $0))." }.joined()
            return "Claim \(row.claim) of \(row.partner): \(instants(of: row)), \(ending(of: row)).\(conflicts)"
        }
        return (sentences + ["As of \(picture.asOf)."]).joined(separator: " ")
    }

    // MARK: The frame

    private mutating func drawHeading() {
        page.label(cut(picture.workload.text, to: 80), "heading", x: Self.margin, y: 380)
        let slot = [picture.tenant.text, picture.subscription?.text].compactMap(\.self).joined(separator: " · ")
        page.label(cut(slot, to: 110), "faint", x: Self.margin, y: 570)
    }

    private mutating func drawGrid() {
        for tick in axis.ticks {
            let x = axis.place(tick.at)
            page.line("grid", x1: x, y1: Self.tickLabels + 60, x2: x, y2: y - Self.margin)
            // A label at the edge stays inside the picture.
            let anchor = x < Self.margin + 200 ? "faint" : "faint middle"
            page.label(tick.label, anchor, x: x, y: Self.tickLabels)
        }
        let now = axis.place(picture.asOf)
        page.line("now", x1: now, y1: Self.tickLabels + 60, x2: now, y2: y - Self.margin)
        page.label("as of \(picture.asOf)", "faint end", x: Self.right, y: 570)
    }

    /// A dotted line from a decision to the bar that began with it.
    private mutating func drawSuccessions() {
        for succession in successions {
            let lane = picture.lanes.lastIndex { lane in
                lane.association.claim == succession.claim && lane.association.associatedOn == succession.at
            }
            guard let lane, barTops[lane] > succession.y else { continue }
            page.line("link", x1: succession.x, y1: succession.y, x2: succession.x, y2: barTops[lane])
        }
    }

    // MARK: Lanes

    private mutating func draw(_ lane: OwnershipPicture.Lane) {
        let row = lane.association
        let colour = (partners.firstIndex(of: row.partner) ?? 0) % PictureStyle.partnerColours
        let start = axis.place(row.associatedOn)
        let end = max(axis.place(row.disassociatedOn ?? max(picture.asOf, row.associatedOn)), start + 30)
        page.label("claim \(row.claim) · \(cut(row.partner.text, to: 60))", "name", x: Self.margin, y: y)
        page.label(ending(of: row), "faint end", x: Self.right, y: y)
        let top = y + 70
        barTops.append(top)
        let bottom = top + Self.barHeight
        // What goes on ends in an arrow.
        let tip = row.disassociatedOn == nil ? "L\(px(end + 80)) \(px(top + Self.barHeight / 2)) " : ""
        let shape = "M\(px(start)) \(px(top)) H\(px(end)) \(tip)L\(px(end)) \(px(bottom)) H\(px(start)) Z"
        page.group(
            ["class": "association"],
            title: "claim \(row.claim) of \(row.partner): \(instants(of: row)), \(ending(of: row))"
        ) { page in
            page.add("path", ["class": "p\(colour)", "d": shape])
        }
        page.label(instants(of: row), "faint", x: Self.margin, y: bottom + 150)
        y = bottom + 150
        for conflict in lane.conflicts { draw(conflict) }
        y += 440
    }

    private func instants(of row: OwnershipAnswer) -> String {
        "\(row.associatedOn) → \(row.disassociatedOn.map(\.description) ?? "now")"
    }

    private func ending(of row: OwnershipAnswer) -> String {
        switch (row.endedBy, row.endedByClaim) {
        case (.displaced?, let claim?): "displaced by claim \(claim)"
        case (.displaced?, nil): "displaced"
        case (.disassociated?, _): "given up by the partner"
        case (.customerDeclined?, _): "ended by the customer"
        case (.subscriptionEnded?, _): "ended with the subscription"
        case (nil, _): "owner"
        }
    }

    // MARK: Conflicts

    private mutating func draw(_ conflict: ConflictCase) {
        let row = conflict.conflict
        page.label(words(of: conflict), "", x: Self.margin, y: y + 260)
        page.label(outcome(of: conflict), "faint end", x: Self.right, y: y + 260)
        let middle = y + 400
        let opened = axis.place(row.openedAt)
        let end = axis.place(row.closedAt ?? max(picture.asOf, row.openedAt))
        page.group(["class": "conflict"], title: "\(words(of: conflict)): \(instants(of: conflict))") { page in
            page.line("track", x1: opened, y1: middle, x2: end, y2: middle)
            if row.closedAt == nil { page.line("due", x1: end, y1: middle, x2: axis.place(row.respondBy), y2: middle) }
        }
        let moments = moments(of: conflict)
        for moment in moments where axis.first <= moment.at && moment.at <= axis.last {
            // An answer stands above the line, so that a decision soon after it does not hide it.
            draw(moment.mark, x: axis.place(moment.at), y: moment.mark == .answered ? middle - 80 : middle)
        }
        if let decision = conflict.decision, decision.isApproval, let claim = decision.claim {
            successions.append((axis.place(decision.at), middle, claim, decision.at))
        }
        y = middle + 200
        write(moments)
    }

    /// Each moment by its mark and its instant, in as many lines as it takes.
    private mutating func write(_ moments: [Moment]) {
        var x = Self.margin
        for moment in moments {
            let text = "\(moment.words) \(moment.at)"
            // No font is wider than this, of those in use.
            let width = 150 + text.count * 64
            if x > Self.margin, x + width > Self.right {
                x = Self.margin
                y += 170
            }
            draw(moment.mark, x: x + 50, y: y - 40)
            page.label(text, "faint", x: x + 140, y: y)
            x += width + 60
        }
    }

    private func words(of conflict: ConflictCase) -> String {
        let partner = conflict.challenger.partner.map { " of \(cut($0.text, to: 60))" } ?? ""
        return "challenged by \(ConflictCase.words(of: conflict.challenger.claim))\(partner)"
    }

    private func outcome(of conflict: ConflictCase) -> String {
        switch conflict.conflict.outcome {
        case .displaced?: "the challenger took over"
        case .retained?: "the holder kept it"
        case .vacated?: "the holder's association ended otherwise"
        case nil: "open"
        }
    }

    private func instants(of conflict: ConflictCase) -> String {
        moments(of: conflict).map { "\($0.words) \($0.at)" }.joined(separator: ", ")
    }

    /// What happened in a conflict, and what is due, in the order of its course.
    private func moments(of conflict: ConflictCase) -> [Moment] {
        let row = conflict.conflict
        var moments = [Moment(mark: .opened, words: "opened", at: row.openedAt)]
        if let responded = row.respondedAt {
            moments.append(Moment(mark: .answered, words: "answered", at: responded))
        } else {
            moments.append(Moment(mark: .due, words: "answer due before", at: row.respondBy))
        }
        if let decision = conflict.decision {
            let words = "\(ConflictCase.words(of: decision.claim)) \(decision.isApproval ? "approved" : "rejected")"
            moments.append(Moment(mark: decision.isApproval ? .approved : .rejected, words: words, at: decision.at))
        }
        if let closedAt = row.closedAt, conflict.decision?.at != closedAt {
            moments.append(Moment(mark: .closed, words: "closed", at: closedAt))
        }
        return moments
    }

    // MARK: Marks

    private enum Mark { case opened, due, answered, approved, rejected, closed }

    private struct Moment {
        let mark: Mark
        let words: String
        let at: Instant
    }

    private mutating func draw(_ mark: Mark, x: Int, y: Int) {
        switch mark {
        case .opened: page.add("circle", ["class": "hollow", "cx": px(x), "cy": px(y), "r": "4.5"])
        case .due: page.line("track", x1: x, y1: y - 50, x2: x, y2: y + 50)
        case .answered: page.add("circle", ["class": "mark", "cx": px(x), "cy": px(y), "r": "4.5"])
        case .approved:
            page.add(
                "path",
                [
                    "class": "approved",
                    "d": "M\(px(x - 55)) \(px(y + 45)) H\(px(x + 55)) L\(px(x)) \(px(y - 55)) Z",
                ])
        case .rejected:
            page.add(
                "path",
                [
                    "class": "rejected",
                    "d": """
                    M\(px(x - 40)) \(px(y - 40)) L\(px(x + 40)) \(px(y + 40)) \
                    M\(px(x - 40)) \(px(y + 40)) L\(px(x + 40)) \(px(y - 40))
                    """,
                ])
        case .closed:
            page.add(
                "rect", ["class": "mark", "x": px(x - 30), "y": px(y - 30), "width": px(60), "height": px(60)])
        }
    }

    /// A text that fits its place; the whole stands in the titles.
    private func cut(_ text: String, to count: Int) -> String {
        text.count <= count ? text : text.prefix(count - 1) + "…"
    }
}
