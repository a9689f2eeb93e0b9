import Domain

extension State {
    /// Gives the form on top what was kept of it.
    mutating func restore(
        _ draft: FormDraft, of subject: String, from time: String
    ) -> [Effect] {
        switch draft {
        case .kyc(let draft): withForm { $0.restore(draft, of: subject, from: time) }
        case .record(let draft):
            withRecord { $0.restore(draft, from: time) }
            if case .record(let form) = overlays.last, case .loadArticles(let state) = form.wanted {
                return [.loadArticles(state: state)]
            }
        case .upload(let kind, let path):
            guard case .upload(var prompt) = overlays.last, prompt.restore(kind, path, from: time)
            else { return [] }
            overlays[overlays.count - 1] = .upload(prompt)
            return [.listFolder(prompt.wantedFolder)]
        }
        return []
    }

    /// Fills the form on top with what was read out of a paste.
    mutating func takeRead(_ pasted: PastedForm?) -> [Effect] {
        switch overlays.last {
        case .kyc(let form): return takeRead(pasted, by: form)
        case .record(var form):
            let before = form.kept
            form.take(pasted: pasted)
            overlays[overlays.count - 1] = .record(form)
            var effects = KeptForm.effects(before, form.kept)
            if case .loadArticles(let state) = form.wanted {
                effects.append(.loadArticles(state: state))
            }
            return effects
        default: return []
        }
    }
}
