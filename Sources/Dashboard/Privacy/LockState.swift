import Domain
import TerminalUI

/// Whether the screen is locked, what is typed to open it, and when it closes by itself.
struct LockState: Equatable, Sendable {
    /// Whether it is locked.
    private(set) var isLocked = false
    /// Whether it was asked to lock and has not yet: what is typed meanwhile may be the passphrase,
    /// and goes nowhere.
    var isClosing = false
    /// The passphrase as far as it is typed.
    private(set) var entry = TextField()
    /// Whether a passphrase is being looked at.
    private(set) var isChecking = false
    /// Until when none is looked at, after a wrong one.
    private(set) var refusedUntil: Timestamp?
    /// When the operator last did something.
    var lastInputAt: Timestamp
    /// The time without a key after which it closes; nil for never.
    var after: Duration?

    /// An open one that closes after this long without a key; nil for never.
    init(after: Duration? = nil, lastInputAt: Timestamp = Timestamp(milliseconds: 0)) {
        self.after = after
        self.lastInputAt = lastInputAt
    }

    /// When it closes by itself; nil when it does not.
    var closesAt: Timestamp? { isLocked ? nil : after.map { lastInputAt + $0 } }

    /// Locks it.
    mutating func close() {
        isClosing = false
        guard !isLocked else { return }
        isLocked = true
        entry = TextField()
        isChecking = false
        refusedUntil = nil
    }

    /// Opens it.
    mutating func open() {
        isLocked = false
        entry = TextField()
        isChecking = false
        refusedUntil = nil
    }

    /// A passphrase was not right.
    mutating func refuse(until: Timestamp) {
        isChecking = false
        refusedUntil = until
    }

    /// Takes a key or a paste; gives the passphrase to try after Enter.
    mutating func take(_ input: InputEvent, at now: Timestamp) -> Personal? {
        guard !isChecking else { return nil }
        switch input {
        case .key(.enter):
            if let refusedUntil, now < refusedUntil { return nil }
            guard !entry.isEmpty else { return nil }
            let typed = Personal(entry.text)
            entry = TextField()
            isChecking = true
            refusedUntil = nil
            return typed
        case .key(.escape), .key(.control("c")): entry = TextField()
        case .key(.backspace): _ = entry.handle(.backspace)
        case .key(.control("u")): entry = TextField()
        case .key(.character(let character)): _ = entry.insert(String(character))
        case .paste(let text): _ = entry.insert(text)
        case .key, .mouse, .resized: break
        }
        return nil
    }
}

extension State {
    /// Lets the lock have what the operator did: nothing else is looked at.
    mutating func takeLocked(_ input: InputEvent) -> [Effect] {
        if input == .key(.control("l")) { return [.repaint] }
        guard Layout.isLargeEnough(size) else { return [] }
        return lock.take(input, at: now).map { [.unlock($0)] } ?? []
    }

    /// Locks when nobody has touched a key for long enough.
    mutating func lockIfIdle() -> [Effect] {
        guard let closesAt = lock.closesAt, now >= closesAt else { return [] }
        // Asked once; without a passphrase it is asked again after as long.
        lock.lastInputAt = now
        return [.lock(isAutomatic: true)]
    }

    /// The same without anything about a person: no customer's label, no form, no page, nothing
    /// that was copied into a message.
    var concealed: State {
        var shown = self
        shown.lock = LockState()
        shown.overlays = []
        shown.detail = nil
        shown.notice = nil
        shown.isFiltering = false
        shown.filters = [:]
        for row in watchlist.rows.values where row.item.key.kind == .kyc {
            var item = row.item
            item.label = nil
            item.snapshot?.facts = []
            shown.watchlist.put(item)
        }
        shown.activity.replaceAll(
            activity.all.map { entry in
                guard entry.key?.kind == .kyc else { return entry }
                var entry = entry
                entry.text = Personal.dots
                return entry
            })
        shown.settle()
        return shown
    }
}

extension LockState {
    /// Draws the question for the passphrase over the view.
    func draw(on canvas: inout Canvas) {
        let now = canvas.clock.now
        var text = "Watching goes on. Enter the passphrase to go on."
        var role = Role.muted
        if isChecking {
            text = "Looking at it…"
        } else if let refusedUntil, now < refusedUntil {
            let seconds = ((refusedUntil - now).milliseconds + 999) / 1000
            text = "Not the passphrase. The next one is looked at in \(seconds) s."
            role = .failed
            canvas.note(refusedUntil - .seconds(Int(seconds) - 1))
        } else if refusedUntil != nil {
            text = "Not the passphrase. Try again."
            role = .failed
        }
        if canvas.symbols.glyphs == .ascii { text = text.replacing("…", with: "...") }
        let room = min(56, canvas.frame.size.width - 6)
        let rows = Wrapping.rows(of: text, columns: room)
        let inside = Dialog(title: "Locked", width: room, height: rows.count + 2)
            .draw(on: &canvas)
        for (place, row) in rows.enumerated() {
            canvas.put(Span(row, role), x: inside.x, y: inside.y + place, limit: inside.width)
        }
        let box = Rect(x: inside.x, y: inside.bottom - 1, width: inside.width, height: 1)
        canvas.fill(box, .activeField)
        let mark = canvas.symbols.glyphs == .unicode ? "•" : "*"
        // As many as were typed, up to the box: a long passphrase does not show its length.
        let dots = TextField(
            String(repeating: mark, count: min(entry.characters.count, box.width - 2)))
        canvas.put(dots, .activeField, in: box, isEdited: true)
    }
}
