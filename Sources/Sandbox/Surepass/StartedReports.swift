/// Reports that clients started, as plans; their ids are numbered apart from the catalogue's.
struct StartedReports: Sendable {
    static let base: UInt64 = 1 << 40

    let world: World

    func report(_ id: String) -> UsageReport? {
        guard let number = world.ids.number(.report, of: id), number >= Self.base,
            let started = world.memory.report(Int(number - Self.base))
        else { return nil }
        let chance = Chance(seed: world.configuration.seed, number)
        return UsageReport(
            order: started.order, created: started.moment,
            length: 30 + Double(chance.number(0, below: 150)))
    }
}
