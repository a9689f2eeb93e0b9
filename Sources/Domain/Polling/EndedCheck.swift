/// A check that ended and is to be kept.
public struct EndedCheck: Equatable, Sendable {
    /// The item as it is after it.
    public var item: TrackedItem
    /// What there is to say about it.
    public var activity: [ActivityEntry]
    /// How the item differs from what was kept of it before; nil when that is not known.
    public var changes: ItemChanges?
    /// Whether the vendor's facts are known to be those that were kept before.
    public var hasSameFacts: Bool

    /// An item and what happened to it.
    public init(
        _ item: TrackedItem, changes: ItemChanges? = nil, hasSameFacts: Bool = false,
        activity: [ActivityEntry] = []
    ) {
        self.item = item
        self.changes = changes
        self.hasSameFacts = hasSameFacts
        self.activity = activity
    }
}

/// What became of ended checks and of wishes that the store was brought together.
public struct RoundAnswer: Sendable {
    /// Of each ended check why it could not be kept; nil where it was.
    public var failures: [StoreFailure?]
    /// What came of each wish.
    public var claims: [Result<ClaimAnswer, StoreFailure>]

    /// Answers, in the order of what they answer.
    public init(failures: [StoreFailure?], claims: [Result<ClaimAnswer, StoreFailure>]) {
        self.failures = failures
        self.claims = claims
    }
}

extension Repository {
    /// One after another, each by itself.
    public func keep(
        _ ended: [EndedCheck], claiming wishes: [ClaimWish], at moment: Timestamp
    ) async -> RoundAnswer {
        var answer = RoundAnswer(failures: [], claims: [])
        for check in ended {
            do throws(StoreFailure) {
                try await save(check.item, activity: check.activity)
                answer.failures.append(nil)
            } catch {
                answer.failures.append(error)
            }
        }
        for wish in wishes {
            do throws(StoreFailure) {
                answer.claims.append(.success(try await claim(wish, at: moment)))
            } catch {
                answer.claims.append(.failure(error))
            }
        }
        return answer
    }
}
