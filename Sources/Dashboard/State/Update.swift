import Domain

/// Takes in what happened and says what is to be done in the world.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
    let open = state.detail?.key
    var effects = state.take(event)
    state.settle()
    if let key = state.detail?.key, key != open || event.isCheck(of: key) {
        effects.append(.loadHistory(key))
    }
    return effects
}

extension Event {
    /// Whether there may be more in the store about an item than was read.
    fileprivate func isCheck(of key: ItemKey) -> Bool {
        switch self {
        case .itemChanged(let item): item.key == key
        case .itemsLoaded, .notesFound: true
        default: false
        }
    }
}

extension State {
    fileprivate mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .input(let input): return takeOrRefuse(input)
        case .itemsRead(let items): watchlist.prepare(items)
        case .itemsLoaded(let loaded):
            let tracked = loaded.allSatisfy(\.isTracked) ? loaded : loaded.filter(\.isTracked)
            watchlist.replaceAll(tracked)
            checking = checking.filter { watchlist[$0] != nil }
            marked = marked.filter { watchlist[$0] != nil }
            guard isLoaded else {
                isLoaded = true
                begin(with: tracked)
                return []
            }
            let new = raised(by: tracked)
            return reach(new)
        case .itemChanged(let item):
            checking.remove(item.key)
            guard item.isTracked else {
                forget(item.key)
                return []
            }
            watchlist.put(item)
            // Two steps: a call on the state whose argument changes it would copy all of it.
            let new = raised(by: [item])
            return reach(new)
        case .itemRemoved(let key):
            checking.remove(key)
            forget(key)
        case .activityLoaded(let entries):
            activity.replaceAll(entries)
            dropAcknowledged()
        case .activityHappened(let entry): take(entry)
        case .checkStarted(let key): checking.insert(key)
        case .vendorChanged(let vendor, let condition):
            conditions[vendor] = condition
            watchlist.mark(vendor, condition)
            let new = alerts.take(vendor, condition, at: now)
            return reach(new)
        case .pollingShared(let presences, let budgets):
            self.presences = presences
            self.budgets = budgets
        case .vendorsMeasured(let measures): self.measures = measures
        case .clockTicked(let moment):
            now = moment
            turnWall()
            withForm { $0.conceal(at: moment) }
            withRecord { $0.conceal(at: moment) }
            if let shownValue, moment >= shownValue.until { self.shownValue = nil }
            let judged = watchlist.pass(to: moment)
            let new = raised(by: judged.map(\.item))
            return reach(new) + lockIfIdle()
        case .reportSettled(let order): asking.remove(order)
        case .zoneChanged(let minutes): utcOffsetMinutes = minutes
        case .requirementsArrived(let customer, let answer):
            withForm { $0.take(requirements: answer, for: customer) }
        case .submissionSettled(let customer, let answer): settle(customer, answer)
        case .recordSettled(let answer): settle(answer)
        case .articlesArrived(let state, let articles):
            withRecord { $0.take(articles: articles, of: state) }
        case .configured(let settings): take(settings)
        case .draftFound(let draft, let subject, let savedAt):
            return restore(draft, of: subject, from: clock.full(savedAt))
        case .correctionsCounted(let customer, let left):
            withForm { $0.take(correctionsLeft: left, for: customer) }
        case .folderListed(let folder, let names):
            withUpload { $0.take(names: names, in: folder) }
        case .uploadChecked(let path, let verdict): withUpload { $0.take(verdict, of: path) }
        case .fileSubmitted(let digest, let row): withUpload { $0.take(row, of: digest) }
        case .fileSettled(let digest, let sentence):
            sending.remove(digest)
            withUpload { $0.end(digest, sentence) }
        case .uploadSettled(let digest): sending.remove(digest)
        case .pasteRead(let pasted): return takeRead(pasted)
        case .draftSealed(let subject):
            withForm { $0.tellSealedDraft(of: subject) }
            withRecord { $0.tellSealedDraft(of: subject) }
        case .revealNoted(let field):
            let now = now
            if !lock.isLocked {
                withForm { $0.show(field, at: now) }
                withRecord { $0.show(field, at: now) }
            }
        case .revealed(let field, let key, let value):
            show(value, of: field, key)
        case .locked:
            shownValue = nil
            lock.close()
        case .lockDeclined: lock.isClosing = false
        case .unlocked:
            lock.open()
            lock.lastInputAt = now
        case .unlockRefused(let until): lock.refuse(until: until)
        case .historyLoaded(let key, let points):
            if detail?.key == key { detail?.history = points }
        case .notesLoaded(let key, let notes):
            if detail?.key == key { detail?.notes = notes }
        case .notesFound(let keys): noted = keys
        case .noticed(let notice): self.notice = notice
        }
        return []
    }

    /// A theme that the operator went on to stays, unless the configured one is another now.
    private mutating func take(_ settings: Settings) {
        let shown = theme
        let isSameChoice = settings.themes.first?.name == themes.first?.name
        themes = settings.themes.isEmpty ? [.plain] : settings.themes
        themeIndex = isSameChoice ? themes.firstIndex { $0.name == shown.name } ?? 0 : 0
        vendors = settings.vendors
        glyphs = settings.glyphs
        utcOffsetMinutes = settings.utcOffsetMinutes
        cadences = settings.cadences
        watchlist.go(by: settings.cadences)
        options = settings.options
        alerts.failureRate = settings.options.failureRate
        lock.after = settings.lockAfter
        configurationFile = nil
    }

    /// The newest entry comes to the top; a cursor that was moved stays on its entry.
    private mutating func take(_ entry: ActivityEntry) {
        guard activity.put(entry), var cursor = cursors[.activity],
            cursor.index > 0 || cursor.offset > 0
        else { return }
        cursor.index += 1
        cursor.offset += 1
        cursors[.activity] = cursor
    }

    private mutating func settle(_ customer: String, _ answer: SubmissionAnswer) {
        sending.remove(customer)
        if hasForm {
            withForm { $0.take(answer: answer, for: customer) }
            return
        }
        let name = ItemKey(kind: .kyc, id: customer).flatMap { watchlist[$0]?.name }
        let who = name ?? String(customer.prefix(8))
        switch answer {
        case .accepted(let receipt):
            notice = Notice("\(who): submission accepted, \(receipt.status).")
        case .rejected(let why, _):
            notice = Notice("\(who): submission rejected: \(why)", isFault: true)
        case .unknown(let why):
            notice = Notice("\(who): outcome unknown: \(why)", isFault: true)
        case .prepared(let id):
            notice = Notice("\(who): prepared; another login runs vigil release \(id).")
        }
    }

    private var hasForm: Bool {
        overlays.contains { if case .kyc = $0 { true } else { false } }
    }

    mutating func withForm(_ change: (inout KYCForm) -> Void) {
        for place in overlays.indices {
            guard case .kyc(var form) = overlays[place] else { continue }
            change(&form)
            overlays[place] = .kyc(form)
        }
    }
}
