/// All items by their place: the showcase first, then as many more as asked for.
struct Catalogue: Sendable {
    let count: Int
    private let ids: IDs
    private let assortment: Assortment

    init(count: Int, ids: IDs) {
        self.count = count
        self.ids = ids
        assortment = Assortment(seed: ids.seed)
    }

    func item(at index: Int) -> SandboxItem {
        let subject = plan(at: index).subject
        let label =
            index < Showcase.items.count
            ? Showcase.items[index].label : assortment.label(at: index)
        return SandboxItem(
            kind: subject.kind, id: ids.id(subject, UInt64(index)), label: label)
    }

    private func plan(at index: Int) -> Plan {
        index < Showcase.items.count ? Showcase.items[index].plan : assortment.plan(at: index)
    }

    /// The place and plan of a genuine id of that subject.
    func find(_ subject: IDs.Subject, _ id: String) -> (index: Int, plan: Plan)? {
        guard let number = ids.number(subject, of: id), number < UInt64(count) else { return nil }
        return plan(subject, at: Int(number)).map { (Int(number), $0) }
    }

    /// The plan at a place, if it is of that subject.
    func plan(_ subject: IDs.Subject, at index: Int) -> Plan? {
        guard index < count else { return nil }
        let plan = plan(at: index)
        return plan.subject == subject ? plan : nil
    }

    // MARK: One subject's items, found without looking at all the others

    /// How many items of a subject there are.
    func count(of subject: IDs.Subject) -> Int {
        let shown = places(of: subject).filter { $0 < count }.count
        let more = max(0, count - Showcase.items.count)
        let row = Assortment.places(of: subject)
        let (rows, rest) = more.quotientAndRemainder(dividingBy: Assortment.row)
        return shown + rows * row.count + row.count { $0 < rest }
    }

    /// The place of a subject's item, counted among its own.
    func index(of subject: IDs.Subject, _ number: Int) -> Int {
        let shown = places(of: subject)
        guard number >= shown.count else { return shown[number] }
        let row = Assortment.places(of: subject)
        let (rows, place) = (number - shown.count).quotientAndRemainder(dividingBy: row.count)
        return Showcase.items.count + rows * Assortment.row + row[place]
    }

    private func places(of subject: IDs.Subject) -> [Int] {
        Showcase.items.indices.filter { Showcase.items[$0].plan.subject == subject }
    }
}
