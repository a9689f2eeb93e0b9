import Domain
import TerminalUI

extension Row {
    /// The state in a table, the fullest form that fits: sign, word, then remarks; where there
    /// is no room the sign stands for the word so that a remark is never lost.
    func stateSpans(_ symbols: Symbols, width: Int) -> [Span] {
        let remarks = remarks
        for count in stride(from: remarks.count, through: 1, by: -1) {
            let form = head(symbols, isWhole: true) + said(remarks, count, symbols)
            if form.width <= width { return form }
        }
        // That work failed is said in full whatever else there is to say; a sign tells of more.
        if standing == .failed, !remarks.isEmpty {
            return head(symbols, isWhole: true) + [Span(" \(symbols.flag)", .warning)]
        }
        for count in stride(from: remarks.count, through: 1, by: -1) {
            let form = head(symbols, isWhole: false) + said(remarks, count, symbols)
            if form.width <= width || count == 1 { return form }
        }
        return head(symbols, isWhole: true)
    }

    /// The columns of the fullest form and of the shortest that loses nothing important.
    static func stateWidths(
        _ item: TrackedItem, _ standing: Standing, _ remarks: [String]
    ) -> (whole: Int, short: Int) {
        let isSaidByVendor = standing == .unknown && item.snapshot?.vendorState != nil
        let head =
            isSaidByVendor
            ? head(item, standing, Symbols(glyphs: .unicode), isWhole: true).width
            : headWidths[standing.rawValue].whole
        guard !remarks.isEmpty else { return (head, head) }
        let symbols = Symbols(glyphs: .unicode)
        let sign = headWidths[standing.rawValue].sign
        if standing == .failed {
            return (head + said(remarks, remarks.count, symbols).width, head + 2)
        }
        return (
            head + said(remarks, remarks.count, symbols).width,
            sign + said(remarks, 1, symbols).width
        )
    }

    /// The columns of each standing's sign and word, and of the sign alone, where the vendor's word
    /// is not said.
    private static let headWidths = Standing.allCases.map { standing in
        let symbols = Symbols(glyphs: .unicode)
        return (
            whole: head(nil, standing, symbols, isWhole: true).width,
            sign: head(nil, standing, symbols, isWhole: false).width
        )
    }

    private func head(_ symbols: Symbols, isWhole: Bool) -> [Span] {
        Self.head(item, standing, symbols, isWhole: isWhole)
    }

    private func said(_ remarks: [String], _ count: Int, _ symbols: Symbols) -> [Span] {
        Self.said(remarks, count, symbols)
    }

    private static func head(
        _ item: TrackedItem?, _ standing: Standing, _ symbols: Symbols, isWhole: Bool
    ) -> [Span] {
        let sign = symbols.of(standing)
        if standing == .failed {
            return [Span(isWhole ? "\(sign) \(standing.word) " : sign, .failed, .reverse)]
        }
        guard isWhole else { return [Span(sign, standing.role)] }
        if standing == .unknown, let word = item?.snapshot?.vendorState {
            return [Span("\(sign) \(word)", standing.role)]
        }
        return [Span("\(sign) \(standing.word)", standing.role)]
    }

    private static func said(_ remarks: [String], _ count: Int, _ symbols: Symbols) -> [Span] {
        var text = " \(symbols.flag)" + remarks.prefix(count).joined(separator: ", ")
        if count < remarks.count { text += " +\(remarks.count - count)" }
        return [Span(text, .warning)]
    }

    /// How far the work is: a bar where the vendor counts, else how long it takes.
    func progress(_ clock: Clock, _ symbols: Symbols, width: Int = .max) -> Progress {
        if let bar { return .bar(bar) }
        if item.snapshot == nil {
            let words =
                isFailing ? ("no answer", "no answer yet") : ("not asked", "not asked yet")
            return .words([Span(width < 13 ? words.0 : words.1, .muted)])
        }
        if item.state.isFinal {
            guard let end = item.snapshot?.completedAt, end > item.beganAt,
                item.snapshot?.createdAt != nil
            else { return .words([Span(symbols.none, .muted)]) }
            let seconds = Int((end - item.beganAt).milliseconds / 1000)
            let length = Clock.length(seconds: seconds)
            let whole = "took \(length)"
            return .words([Span(whole.count > width ? length : whole, .muted)])
        }
        var age = clock.age(of: item.beganAt)
        if age.text == "now" {
            age.text = width < 10 ? "begun" : "just begun"
        } else {
            age.text = width < 11 ? "for \(age.text)" : "elapsed \(age.text)"
        }
        return .words([Span(age, .muted)])
    }

    /// The bar of work that the vendor counts.
    var bar: Bar? {
        guard let total = item.snapshot?.total, total > 0,
            let processed = item.snapshot?.processed
        else { return nil }
        return Bar(
            total: total, processed: processed, failed: item.snapshot?.failed ?? 0,
            isSettled: item.state.isFinal)
    }

    /// A bar or words.
    enum Progress {
        case bar(Bar)
        case words([Span])
    }

    /// How fresh the last good answer is: its age while the work goes on, the time of day once
    /// it is done, marked when it is not to be taken for fresh.
    func checked(_ clock: Clock, _ symbols: Symbols) -> Span {
        guard let checkedAt = item.checkedAt else {
            return Span(
                isFailing ? "\(symbols.failing) never" : "never", isFailing ? .warning : .muted)
        }
        var text = item.state.isFinal ? clock.short(checkedAt) : clock.age(of: checkedAt)
        guard isStale else { return Span(text, .muted) }
        text.text = "\(isFailing ? symbols.failing : symbols.flag) \(text.text)"
        return Span(text, .warning)
    }

    /// What one of the number columns says.
    func number(_ column: BatchColumn, _ clock: Clock, _ symbols: Symbols) -> Span {
        func count(_ number: Int?) -> Span {
            number.map { Span(Numbers.grouped($0)) } ?? Span(symbols.none, .muted)
        }
        switch column {
        case .done: return count(item.snapshot?.processed)
        case .total: return count(item.snapshot?.total)
        case .failed:
            guard let failed = item.snapshot?.failed else { return Span(symbols.none, .muted) }
            return Span(Numbers.grouped(failed), failed > 0 ? .failed : .muted)
        case .rate:
            guard !isStale, let pace = item.pace else { return Span(symbols.none, .muted) }
            return Span("\(Numbers.rate(pace.ratePerMinute))/m")
        case .eta:
            guard !isStale, let eta = item.pace?.etaSeconds else {
                return Span(symbols.none, .muted)
            }
            return Span("~\(Clock.roughly(seconds: eta))")
        case .checked: return checked(clock, symbols)
        case .vendor, .batch, .state, .progress: return Span("")
        }
    }
}
