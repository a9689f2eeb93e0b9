import Domain

/// The store answers in rounds and a vendor one question after the other: what is granted waits
/// here until its vendor has room, so that neither waits for the other.
extension Poller {
    /// What the store granted of one vendor's checks.
    struct Granted {
        /// Those that nobody began yet, in the order in which they begin.
        var wishes: ArraySlice<Wish> = []
        /// How many are being asked.
        var asking = 0
        /// Counts how often what was granted had to be handed back.
        var turn = 0
        /// How many checks ended since the store was asked last.
        var ended = 0
    }

    /// Puts a check in line, or hands it back when things have changed since it was wished for.
    func grant(_ wish: Wish) {
        guard isRunning else { return }
        guard isWanted(wish) else { return handBack([wish]) }
        let vendor = wish.key.kind.vendor
        // What the operator waits for goes before what is due by time.
        if wish.isAsked, let place = granted[vendor].wishes.firstIndex(where: { !$0.isAsked }) {
            granted[vendor].wishes.insert(wish, at: place)
        } else {
            granted[vendor].wishes.append(wish)
        }
    }

    /// Begins as many checks as the vendor has room for.
    func beginGranted(of vendor: Vendor) {
        guard isRunning, let client = clients[vendor] else { return }
        while granted[vendor].asking < schedule.limit(of: vendor),
            let wish = granted[vendor].wishes.popFirst()
        {
            if items[wish.key] == nil || isOld(wish) {
                handBack([wish])
            } else {
                granted[vendor].asking += 1
                begin(wish.key, with: client)
            }
        }
    }

    /// Takes note that a check ended, so that the vendor has room for another.
    func haveEnded(_ key: ItemKey) {
        granted[key.kind.vendor].asking -= 1
        granted[key.kind.vendor].ended += 1
        beginGranted(of: key.kind.vendor)
    }

    /// Tells the schedule how far ahead to go.
    func countPaces() {
        for vendor in Vendor.allCases {
            let pace = granted[vendor].ended
            granted[vendor].ended = 0
            if pace != schedule.pace(of: vendor) { handle(.paceKnown(vendor, pace)) }
        }
    }

    /// Whether the next round may wait for more: it costs as much as the pages of the store that
    /// it touches, and many checks share some.
    var isQuick: Bool { Vendor.allCases.contains { schedule.pace(of: $0) >= 8 } }

    /// Hands back what was granted before a vendor got into trouble: none of it is asked now.
    func handBack(_ vendor: Vendor) {
        granted[vendor].turn += 1
        handBackUnwanted(of: vendor)
    }

    /// Hands back what nobody wants any more.
    func handBackUnwanted(of vendor: Vendor) {
        let wishes = granted[vendor].wishes
        granted[vendor].wishes = wishes.filter(isWanted)[...]
        handBack(wishes.filter { !isWanted($0) })
    }

    private func isWanted(_ wish: Wish) -> Bool {
        let vendor = wish.key.kind.vendor
        return wish.turn == granted[vendor].turn && clients[vendor] != nil
            && (wish.isAsked || !isPaused)
    }

    /// Whether the claim may be another process's by now, because the vendor became slow or this
    /// process was stopped.
    private func isOld(_ wish: Wish) -> Bool { now() - wish.madeAt >= Presence.lease }

    private func handBack(_ wishes: [Wish]) {
        for wish in wishes {
            handedBack.append(wish.key)
            handle(.refused(wish.key, .held(schedule.trouble(of: wish.key.kind.vendor))))
        }
        if !wishes.isEmpty { bring() }
    }

    /// Gives the claims up that were handed back.
    func tellHandedBack() async {
        let keys = handedBack
        handedBack = []
        for key in keys { try? await repository.release(key) }
    }
}
