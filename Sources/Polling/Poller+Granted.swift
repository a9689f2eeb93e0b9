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
        /// How many are about to ask.
        var beginning = 0
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

    /// Has as many ask as the vendor has room for. What each asks about is what is first when it
    /// begins: another may have asked about something in the meantime.
    func beginGranted(of vendor: Vendor) {
        let room = schedule.limit(of: vendor) - granted[vendor].asking
        while granted[vendor].beginning < min(room, granted[vendor].wishes.count) {
            granted[vendor].beginning += 1
            askersBegun += 1
            let number = askersBegun
            askers[number] = Task(executorPreference: executor) {
                await self.ask(vendor, as: number)
            }
        }
    }

    /// Asks a vendor about one item after the other for as long as it has room for what is granted:
    /// a task for each would cost as much as the answer's reading.
    private func ask(_ vendor: Vendor, as number: Int) async {
        granted[vendor].beginning -= 1
        let reservation = RateReservation()
        await RateReservation.$current.withValue(reservation) {
            while let question = self.nextGranted(of: vendor) {
                // The vendor may have more room than before.
                self.beginGranted(of: vendor)
                // The schedule counted one request of each check.
                reservation.renew()
                await self.check(question.key, question.client)
                self.granted[vendor].asking -= 1
                self.granted[vendor].ended += 1
            }
        }
        askers[number] = nil
    }

    /// What a vendor is asked, and as whom.
    private struct Question {
        let key: ItemKey
        let client: any VendorClient
    }

    /// The next check that the vendor has room for; it has begun then.
    private func nextGranted(of vendor: Vendor) -> Question? {
        guard isRunning, let client = clients[vendor] else { return nil }
        while granted[vendor].asking < schedule.limit(of: vendor),
            let wish = granted[vendor].wishes.popFirst()
        {
            let moment = now()
            // Whoever was stopped, or asks a vendor that became slow, may have lost the claim.
            if items[wish.key] == nil || moment - wish.madeAt >= Presence.lease {
                handBack([wish])
                continue
            }
            granted[vendor].asking += 1
            schedule.begun(wish.key, at: moment)
            report(.checkStarted(wish.key))
            return Question(key: wish.key, client: client)
        }
        return nil
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
