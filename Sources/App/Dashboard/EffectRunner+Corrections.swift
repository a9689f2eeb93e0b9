import Dashboard
import Domain

extension EffectRunner {
    /// Sends a correction, posts what became of it and has the vendor asked how the KYC stands.
    func correct(_ update: KYCUpdate, of customer: String) async {
        guard let corrections = desks.corrections, let key = ItemKey(kind: .kyc, id: customer)
        else { return }
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
        await watch(key)
    }

    /// Posts how many corrections of a customer are left.
    func countCorrections(of customer: String) async {
        guard let left = await desks.corrections?.left(of: customer) else { return }
        inbox.post(.correctionsCounted(customer: customer, left: left))
    }
}
