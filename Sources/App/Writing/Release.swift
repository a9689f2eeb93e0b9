import Domain

/// A second login's word for what a first one prepared.
struct Release: Equatable, Sendable {
    /// Who prepared it: the account of the operating system.
    var preparedBy: String
    /// Who releases it.
    var releasedBy: String
    /// From when on it cannot be released any more.
    var expiresAt: Timestamp

    /// Refuses one's own work, and what is too old.
    func check(at now: Timestamp) throws(WriteRefusal) {
        guard releasedBy != preparedBy else {
            throw WriteRefusal(
                message: "nothing is sent: \(PlainText.of(preparedBy)) prepared it",
                hint: "another login has to release it; --operator makes nobody another one")
        }
        guard now < expiresAt else {
            throw WriteRefusal(
                message: "nothing is sent: it was prepared more than 24 hours ago",
                hint: "prepare it again")
        }
    }
}
