import Dashboard
import Domain
import Store

extension EffectRunner {
    /// Keeps an operator's note on an item and shows it.
    func note(_ text: String, on key: ItemKey) async {
        let note = ItemNote(at: SystemClock.now(), text: text, operatorName: operatorName)
        do throws(StoreFailure) {
            try await store.add(note, to: key)
            inbox.post(.notesFound(try await store.notedItems()))
            inbox.post(.activityLoaded(try await store.activity(limit: 500)))
            notice("Note kept.")
        } catch {
            notice("The note was not kept: \(error.message)", isFault: true)
        }
    }
}
