/// What the vendors' endpoints share: the settings, the clock, the items and the memory.
struct World: Sendable {
    let configuration: SandboxConfiguration
    let clock: SandboxClock
    let ids: IDs
    let catalogue: Catalogue
    let memory = Memory()

    init(configuration: SandboxConfiguration) {
        self.configuration = configuration
        clock = SandboxClock(startedAt: configuration.startedAt, speed: configuration.speed)
        ids = IDs(seed: configuration.seed)
        catalogue = Catalogue(count: configuration.batches, ids: ids)
    }

    var faults: Faults { configuration.faults }

    /// The numbers of one item.
    func chance(_ index: Int) -> Chance { Chance(seed: configuration.seed, UInt64(index)) }
}
