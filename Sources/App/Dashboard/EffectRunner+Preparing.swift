import Dashboard
import Domain

extension EffectRunner {
    /// Lays by what another login has to release.
    var preparing: Preparing {
        Preparing(
            store: store, keys: keys, gate: gate, login: login, operatorName: operatorName)
    }

    /// Lays by what a form gave, posts under which id, and forgets the form's draft.
    func prepare(_ content: PreparedContent, of customer: String, draft: String) async {
        do throws(ProgramFailure) {
            let prepared = try await preparing.prepare(content)
            drafts.discard(draft)
            for entry in prepared.entries { inbox.post(.activityHappened(entry)) }
            inbox.post(.submissionSettled(customer: customer, .prepared(id: prepared.id)))
        } catch {
            inbox.post(.submissionSettled(customer: customer, .rejected(error.message)))
        }
    }
}
