import Dashboard
import Domain
import Glibc
import JSON
import Synchronization

/// Where the dashboard remembers how the operator left it: a small file beside the store, for its
/// owner alone. What cannot be read or written is as if there were none.
final class HabitsFile: Sendable {
    private let path: String
    /// What was given last, and whether it waits to be written.
    private let wanted = Mutex<(habits: Habits?, isWaiting: Bool)>((nil, false))
    /// What the file says; held while it is written.
    private let written = Mutex<Habits?>(nil)

    /// The file that belongs to a store's file.
    init(storePath: String) {
        path = storePath + ".dashboard.json"
    }

    /// What was remembered.
    func read() -> Habits? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        guard count < bytes.count, let json = try? JSON(parsing: Array(bytes.prefix(count))) else {
            return nil
        }
        let habits = Habits(json)
        written.withLock { $0 = habits }
        return habits
    }

    /// Remembers soon, when something changed since the last time: a disk takes its time, and
    /// who asks does not wait for it.
    func keep(_ habits: Habits) {
        let isFirst = wanted.withLock { wanted in
            guard habits != wanted.habits else { return false }
            defer { wanted = (habits, true) }
            return !wanted.isWaiting
        }
        if isFirst { Task.detached { self.writeWanted() } }
    }

    /// Remembers before this returns.
    func write(_ habits: Habits) {
        wanted.withLock { $0 = (habits, true) }
        writeWanted()
    }

    private func writeWanted() {
        written.withLock { written in
            let habits = wanted.withLock { wanted in
                defer { wanted.isWaiting = false }
                return wanted.isWaiting ? wanted.habits : nil
            }
            guard let habits, habits != written else { return }
            written = habits
            try? PrivateFile.write(habits.json.text(), to: path, overwriting: true)
        }
    }
}

extension Habits {
    /// What a file says; what is not understood is left out.
    fileprivate init(_ json: JSON) {
        self.init()
        view = json["view"]?.string.flatMap { View(rawValue: $0) }
        sort = json["sort"]?.string
        isReversed = json["reversed"]?.bool ?? false
        grouping = json["group"]?.string
        columns = json["columns"]?.array?.compactMap(\.string) ?? []
        for view in View.allCases {
            if let text = json["filters"]?[view.rawValue]?.string { filters[view] = text }
            if let key = json["selection"]?[view.rawValue]?.string.flatMap({ ItemKey(ref: $0) }) {
                selection[view] = key
            }
        }
        savedFilters =
            json["saved_filters"]?.array?.compactMap(\.string).map { SavedFilter(text: $0) } ?? []
        alerts = json["alerts"]?.array?.compactMap { Alert($0) } ?? []
        mutedUntil = json["muted_until"]?.string.flatMap { Timestamp(iso8601: $0) }
    }

    fileprivate var json: JSON {
        func byView(_ words: [View: String]) -> JSON {
            .object(
                View.allCases.compactMap { view in
                    words[view].map { .init(view.rawValue, .string($0)) }
                })
        }
        return [
            "view": JSON(view?.rawValue),
            "sort": JSON(sort),
            "reversed": .bool(isReversed),
            "group": JSON(grouping),
            "columns": .array(columns.map { .string($0) }),
            "filters": byView(filters),
            "selection": byView(selection.mapValues(\.description)),
            "saved_filters": .array(savedFilters.map { .string($0.text) }),
            "alerts": .array(alerts.map(\.json)),
            "muted_until": JSON(mutedUntil?.iso8601),
        ]
    }
}

extension Alert {
    fileprivate init?(_ json: JSON) {
        guard let cause = json["cause"]?.string.flatMap({ Cause(rawValue: $0) }),
            let at = json["at"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        if let vendor = json["vendor"]?.string.flatMap({ Vendor(rawValue: $0) }) {
            self.init(.vendor(vendor), cause, at: at)
        } else if let key = json["item"]?.string.flatMap({ ItemKey(ref: $0) }) {
            self.init(.item(key), cause, at: at)
        } else {
            return nil
        }
    }

    fileprivate var json: JSON {
        let subject: (String, String) =
            switch subject {
            case .vendor(let vendor): ("vendor", vendor.rawValue)
            case .item(let key): ("item", key.description)
            }
        return .object([
            .init(subject.0, .string(subject.1)),
            .init("cause", .string(cause.rawValue)),
            .init("at", .string(at.iso8601)),
        ])
    }
}

extension ItemKey {
    /// The key of a whole REF, `kind:id`.
    fileprivate init?(ref: String) {
        let parts = ref.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind: kind, id: String(parts[1]))
    }
}
