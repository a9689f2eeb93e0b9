import Domain
import Store
import Vendors

extension SQLiteStore {
    /// Keeps what the result file of a finished Deepvue batch tells of its rows: the vendor's
    /// status call has no counts. Gives the item as it is then; nil when the file tells nothing.
    func keepCounts(
        _ rows: DeepvueRowCount, for key: ItemKey
    ) async throws(StoreFailure) -> TrackedItem? {
        guard key.kind == .deepvue,
            var item = try items(includingUntracked: true).first(where: { $0.key == key }),
            item.snapshot?.state == .completed
        else { return nil }
        var rows = rows
        if var answer = item.snapshot {
            rows.finish(into: &answer)
            item.snapshot = answer
        }
        try save(item, activity: [])
        return item
    }
}
