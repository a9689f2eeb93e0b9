import Domain
import JSON

/// Tells that something waits for another login, and how that one lets it go.
struct PreparedReport {
    /// The id to release it by.
    var id: String
    /// What it is.
    var content: PreparedContent

    /// Prints it.
    func tell(_ invocation: Invocation) {
        if invocation.has("json") {
            var members = [JSON.Member("prepared", .string(id))]
            if case .submissions(let all, _) = content {
                let results = all.map { entry -> JSON in
                    [
                        "place": JSON(entry.place.isEmpty ? nil : entry.place),
                        "customer_id": .string(entry.submission.customerID),
                        "outcome": "prepared",
                    ]
                }
                members.append(JSON.Member("results", .array(results)))
            }
            Reply.json(invocation.command, members)
        } else if !invocation.has("quiet") {
            Standard.output(
                "prepared: \(PlainText.of(content.subject)): another login runs vigil release \(id)"
                    + " within 24 hours\n")
        }
    }
}
