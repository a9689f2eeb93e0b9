/// All items by their place: the showcase first, then as many more as asked for.
struct Catalogue: Sendable {
    let count: Int
    private let ids: IDs

    init(count: Int, ids: IDs) {
        self.count = count
        self.ids = ids
    }

    func entry(at index: Int) -> (label: String, plan: Plan) {
        index < Showcase.items.count
            ? Showcase.items[index] : Assortment(seed: ids.seed).entry(at: index)
    }

    func item(at index: Int) -> SandboxItem {
        let (label, plan) = entry(at: index)
        return SandboxItem(
            kind: plan.kind, id: ids.id(plan.subject, UInt64(index)), label: label)
    }

    /// The place and plan of a genuine id of that subject.
    func find(_ subject: IDs.Subject, _ id: String) -> (index: Int, plan: Plan)? {
        guard let number = ids.number(subject, of: id), number < UInt64(count) else { return nil }
        let plan = entry(at: Int(number)).plan
        return plan.subject == subject ? (Int(number), plan) : nil
    }
}
