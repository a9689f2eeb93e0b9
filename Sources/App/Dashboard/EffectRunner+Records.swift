import Dashboard
import Domain
import Polling

extension EffectRunner {
    /// Makes a customer or orders stamps, posts what became of it and watches what was made.
    func make(_ record: NewRecord) async {
        if gate.needsFourEyes {
            do throws(ProgramFailure) {
                let prepared = try await preparing.prepare(.record(record))
                drafts.discard("\(record.sort.rawValue):")
                for entry in prepared.entries { inbox.post(.activityHappened(entry)) }
                inbox.post(.recordSettled(.prepared(id: prepared.id)))
            } catch {
                inbox.post(.recordSettled(.rejected(error.message)))
            }
            return
        }
        let (answer, entries, _) = await desks.records.make(record)
        for entry in entries { inbox.post(.activityHappened(entry)) }
        if case .accepted = answer { drafts.discard("\(record.sort.rawValue):") }
        inbox.post(.recordSettled(answer))
        guard case .accepted(let key) = answer else { return }
        await reload()
        await poller.check([key])
    }

    /// Posts which articles stamps of a state are sold under.
    func loadArticles(of state: String) async {
        inbox.post(
            .articlesArrived(
                state: state, await desks.records.articles(ofState: state)))
    }
}
