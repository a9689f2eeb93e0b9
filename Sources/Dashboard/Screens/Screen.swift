public import Domain
public import TerminalUI

/// What the terminal is to show.
public func screen(_ state: State) -> Frame {
    draw(state).frame
}

/// What the terminal is to show, and when that changes by itself; both from one drawing.
public func presentation(of state: State) -> (frame: Frame, nextTick: Timestamp?) {
    var drawn = Drawn()
    return presentation(of: state, reusing: &drawn)
}

/// The same with what the last frame drew.
public func presentation(
    of state: State, reusing drawn: inout Drawn
) -> (frame: Frame, nextTick: Timestamp?) {
    let canvas = draw(state, reusing: drawn)
    drawn = canvas.drawn
    return (canvas.frame, canvas.nextChange)
}

/// Draws everything, from the header to the overlay on top.
func draw(_ state: State, reusing drawn: Drawn = Drawn()) -> Canvas {
    if state.lock.isLocked, Layout.isLargeEnough(state.size) {
        var canvas = draw(state.concealed, reusing: drawn)
        canvas.aim(Rect(state.size), at: .nothing)
        state.lock.draw(on: &canvas)
        Footer(state: state).drawLocked(on: &canvas)
        return canvas
    }
    var canvas = Canvas(
        size: state.size, theme: state.theme, glyphs: state.glyphs, clock: state.clock,
        drawn: drawn)
    guard Layout.isLargeEnough(state.size) else {
        let text = "Vigil needs 40x10"
        let x = max(0, (state.size.width - text.utf8.count) / 2)
        canvas.put(Span(text, .warning), x: x, y: state.size.height / 2)
        return canvas
    }
    canvas.note(state.watchlist.nextFlagChange)
    canvas.note(state.lock.closesAt)
    let health = VendorHealth.all(state)
    if let wall = state.wall {
        WallScreen(state: state, wall: wall, health: health).draw(on: &canvas)
        return canvas
    }
    let layout = Layout(state)
    Header(state, health).draw(on: &canvas)
    if let detail = state.detail {
        canvas.note(state.shownValue?.until)
        PagePath(state: state).draw(on: &canvas)
        DetailPage(state, width: layout.body.width)
            .draw(on: &canvas, in: layout.body, from: detail.scroll)
    } else {
        switch state.view {
        case .batches: BatchesScreen(state: state).draw(on: &canvas, layout)
        case .stamps: StampsScreen(state: state).draw(on: &canvas, layout)
        case .kyc: KYCScreen(state: state).draw(on: &canvas, layout)
        case .activity: ActivityScreen(state: state).draw(on: &canvas, layout)
        case .vendors: VendorsScreen(state: state, health: health).draw(on: &canvas, layout)
        }
    }
    for overlay in state.overlays {
        canvas.aim(Rect(state.size), at: .nothing)
        canvas.forgetSelection()
        switch overlay {
        case .help: HelpPage(state).draw(on: &canvas)
        case .question(let question): question.draw(on: &canvas)
        case .track(let prompt): prompt.draw(on: &canvas)
        case .note(let prompt): prompt.draw(on: &canvas)
        case .themes(let chooser): chooser.draw(state, on: &canvas)
        case .palette(let palette): palette.draw(state, on: &canvas)
        case .alerts(let index): AlertList(state: state, index: index).draw(on: &canvas)
        case .columns(let index): ColumnChooser(state: state, index: index).draw(on: &canvas)
        case .mute: MuteChooser().draw(on: &canvas)
        case .reveal(let prompt): prompt.draw(on: &canvas)
        case .upload(let prompt): prompt.draw(on: &canvas)
        case .record(let form):
            canvas.note(form.concealsAt)
            form.draw(on: &canvas)
        case .kyc(let form):
            let area = Layout.formArea(state.size)
            canvas.fill(area, .text)
            canvas.note(form.concealsAt)
            canvas.draw { form.draw(into: &$0, in: area, theme: state.theme) }
        }
    }
    Footer(state: state).draw(on: &canvas, layout)
    canvas.placeCursor()
    return canvas
}
