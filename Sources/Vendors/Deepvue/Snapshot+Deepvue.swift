import Domain
import JSON

extension Snapshot {
    /// A bulk verification as the status call describes it. There are no counters; the state
    /// follows from the file's link, `data.status` and the message, in that order.
    init(deepvueBatch data: JSON, envelope: JSON?) {
        let message = data["message"]?.string
        let status = data["status"]?.integer
        let hasFile = data["batch_output_file_url"]?.isFilled == true
        let lowered = message?.lowercased() ?? ""
        let isFailed =
            (status ?? 200) >= 400 || lowered.contains("fail") || lowered.contains("error")
        let state: WorkState
        if hasFile {
            state = .completed
        } else if isFailed {
            state = .failed
        } else {
            state = (100..<300).contains(status ?? 200) ? .inProgress : .unknown
        }
        var contradictions: [String] = []
        if hasFile, isFailed {
            contradictions.append("a result file is there although the vendor speaks of a failure")
        }
        var facts = FactReader()
        facts.add("status", in: data)
        facts.addID("product_id", in: data)
        facts.add("sub_code", in: envelope)
        facts.addID("transaction_id", in: envelope)
        let words = message.map { VendorText.plain($0) }
        self.init(
            state: state, vendorState: words, resultAvailable: hasFile,
            failureReason: state == .failed ? words : nil, contradictions: contradictions,
            facts: facts.facts)
    }
}
