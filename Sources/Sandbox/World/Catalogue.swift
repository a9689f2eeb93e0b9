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

    func entry(at index: Int) -> (label: String, plan: Plan) {
        index < Showcase.items.count ? Showcase.items[index] : assortment.entry(at: index)
    }

    func item(at index: Int) -> SandboxItem {
        let (label, plan) = entry(at: index)
        return SandboxItem(
            kind: plan.kind, id: ids.id(plan.subject, UInt64(index)), label: label)
    }

    /// The place and plan of a genuine id of that subject.
    func find(_ subject: IDs.Subject, _ id: String) -> (index: Int, plan: Plan)? {
        guard let number = ids.number(subject, of: id), number < UInt64(count) else { return nil }
        return plan(subject, at: Int(number)).map { (Int(number), $0) }
    }

    /// The plan at a place, if it is of that subject.
    func plan(_ subject: IDs.Subject, at index: Int) -> Plan? {
        guard index < count else { return nil }
        let plan = entry(at: index).plan
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
