import Dashboard
import Domain
import Polling

extension EffectRunner {
    /// Sends a correction, posts what became of it and has the vendor asked how the KYC stands.
    func correct(_ update: KYCUpdate, of customer: String) async {
        guard let corrections = desks.corrections, let key = ItemKey(kind: .kyc, id: customer)
        else {
            inbox.post(.submissionSettled(customer: customer, .notConfigured))
            return
        }
        if gate.needsFourEyes {
            await prepare(
                .correction(update, customer: customer), of: customer,
                draft: "\(update.part.rawValue):\(customer)")
            return
        }
        let dispatch = await corrections.send(update, of: key)
        for entry in dispatch.entries { inbox.post(.activityHappened(entry)) }
        if case .accepted = dispatch.outcome {
            drafts.discard("\(update.part.rawValue):\(customer)")
        }
        inbox.post(.submissionSettled(customer: customer, dispatch.answer))
        if case .rejected = dispatch.answer { return }
        if case .unknown = dispatch.answer {
            await watch(key, untilKnownOf: SystemClock.now())
        } else {
            await watch(key)
        }
    }

    /// Has a customer asked about at once, and again as soon as the answer can tell whether a
    /// correction of that moment arrived: nobody else asks about a KYC that has failed.
    func watch(_ key: ItemKey, untilKnownOf begunAt: Timestamp) async {
        await watch(key)
        guard let settling = desks.corrections?.settling else { return }
        let wait = settling + .seconds(1) - (SystemClock.now() - begunAt)
        guard wait > .zero else { return }
        let poller = poller
        run {
            try? await Task.sleep(for: wait)
            await poller.check([key])
        }
    }

    /// Posts how many corrections of a customer are left.
    func countCorrections(of customer: String) async {
        guard let left = await desks.corrections?.left(of: customer) else { return }
        inbox.post(.correctionsCounted(customer: customer, left: left))
    }
}
