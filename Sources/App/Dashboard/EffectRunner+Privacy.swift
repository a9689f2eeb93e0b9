import Cryptography
import Dashboard
import Domain
import Store

extension EffectRunner {
    /// Posts what was kept of a form. What was sent since is no draft any more.
    func loadDraft(of subject: String) async {
        do throws(StoreFailure) {
            switch try await drafts.draft(of: subject) {
            case .nothing: break
            case .sealed: inbox.post(.draftSealed(subject: subject))
            case .draft(let draft, let savedAt):
                if try await wasAccepted(draft, of: subject, since: savedAt) {
                    drafts.discard(subject)
                } else {
                    inbox.post(.draftFound(draft, subject: subject, savedAt: savedAt))
                }
            }
        } catch {
            notice(error.message, isFault: true)
        }
    }

    /// Whether the vendor took what a draft holds although nobody was there to forget the draft.
    private func wasAccepted(
        _ draft: FormDraft, of subject: String, since moment: Timestamp
    ) async throws(StoreFailure) -> Bool {
        if case .record(let draft) = draft, case .success(let record) = draft.validated() {
            let sort = record.sort == .customer ? WriteRecord.Sort.customer : .order
            return try await store.writes(sort, target: record.digest).contains {
                $0.outcome == .accepted && $0.begunAt >= moment
            }
        }
        let parts = subject.split(separator: ":")
        guard parts.count == 2, parts[0] == "submission" else { return false }
        return try await store.submissions(forCustomer: String(parts[1])).contains {
            $0.outcome == .accepted && $0.begunAt >= moment
        }
    }

    /// Notes that somebody looks at a field in clear: which, and never what it holds. What cannot
    /// be recorded is not shown.
    func noteReveal(of field: String, _ key: ItemKey?) async {
        do throws(StoreFailure) {
            try await noteShown(field, key)
            inbox.post(.revealNoted(field: field))
        } catch {
            notice("\(PlainText.of(field)) is not shown: \(error.message)", isFault: true)
        }
    }

    private func noteShown(_ field: String, _ key: ItemKey?) async throws(StoreFailure) {
        let entry = ActivityEntry(
            at: SystemClock.now(), event: .revealed, key: key,
            text: "\(PlainText.of(field)) was shown in clear", operatorName: operatorName)
        try await store.append(entry)
        inbox.post(.activityHappened(entry))
    }

    /// Shows one of a customer's values in clear: at rest there are masked ones alone, so that the
    /// vendor is asked for it. What cannot be recorded is not shown, and nothing of it is kept.
    func reveal(_ field: String, of key: ItemKey) async {
        guard let vendor = desks.corrections?.vendor else { return }
        let name = PlainText.of(field)
        do {
            guard let value = try await vendor.customer(key.id).personal(field) else {
                notice("DollarPe has no \(name) of this customer any more.", isFault: true)
                return
            }
            try await noteShown(field, key)
            inbox.post(.revealed(field: field, key, value))
        } catch {
            let why =
                (error as? CheckFailure)?.message ?? (error as? StoreFailure)?.message
                ?? "it cannot be asked for"
            notice("\(name) is not shown: \(why)", isFault: true)
        }
    }

    /// Locks the screen at once, whatever else is being done, when there is a passphrase that can
    /// open it again.
    func lock(isAutomatic: Bool) {
        do throws(ProgramFailure) {
            guard try keys.hasPassphrase() else {
                inbox.post(.lockDeclined)
                if !isAutomatic {
                    notice("There is no passphrase to lock with: vigil passphrase sets one.")
                }
                return
            }
        } catch {
            inbox.post(.lockDeclined)
            notice("The screen cannot be locked: \(error.message)", isFault: true)
            return
        }
        gate.lock.set(true)
        keys.forget()
        inbox.post(.locked)
        let text = isAutomatic ? "the screen locked by itself" : "the screen was locked"
        run { await record(.locked, nil, text) }
    }

    /// Tries a passphrase.
    func unlock(_ passphrase: Personal) async {
        let keys = keys
        let answer: KeyRing.Answer
        do throws(ProgramFailure) {
            var bytes = Array(passphrase.revealed().utf8)
            defer { bytes.wipe() }
            answer = try keys.unlock(bytes)
        } catch {
            notice(error.message, isFault: true)
            inbox.post(.unlockRefused(until: SystemClock.now()))
            return
        }
        switch answer {
        case .right, .notNeeded:
            gate.lock.set(false)
            inbox.post(.unlocked)
            await record(.unlocked, nil, "the screen was unlocked")
        case .wrong(let until):
            inbox.post(.unlockRefused(until: until))
            await record(.unlockRefused, nil, "a wrong passphrase was entered")
        case .tooSoon(let until): inbox.post(.unlockRefused(until: until))
        }
    }

    private func record(
        _ event: ActivityEntry.Event, _ key: ItemKey?, _ text: String
    ) async {
        let entry = ActivityEntry(
            at: SystemClock.now(), event: event, key: key, text: text,
            operatorName: operatorName)
        try? await store.append(entry)
        inbox.post(.activityHappened(entry))
    }
}
