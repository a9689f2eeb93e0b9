extension Weeks {
    /// Something that goes wrong.
    enum Disturbance {
        /// The network goes away or comes back.
        case cut(Bool)
        /// These vendors are down, the others are not.
        case down(Set<String>)
        /// The machine sleeps for so many milliseconds.
        case sleep(Int64)
        /// The console's clock is wrong by so many milliseconds from now on.
        case clock(Int64)
        /// The console ends and begins again.
        case restart
        /// The console dies and another one begins.
        case kill
    }

    /// Everything that goes wrong in these weeks, in order.
    func disturbances() -> [(at: Int64, what: Disturbance)] {
        let hour: Int64 = 3_600_000
        let vendors = ["reap", "deepvue", "surepass", "dollarpe"]
        var all: [(at: Int64, what: Disturbance)] = []
        for day in 0..<days {
            let midnight = Self.start + Int64(day) * Self.day
            all.append((midnight + hour, .kill))
            all.append((midnight + 3 * hour, .down([vendors[day % 4]])))
            all.append((midnight + 5 * hour, .down([])))
            all.append((midnight + 7 * hour, .restart))
            if day % 3 == 0 {
                all.append((midnight + 8 * hour, .cut(true)))
                all.append((midnight + 16 * hour, .cut(false)))
            }
            if day % 5 == 1 { all.append((midnight + 10 * hour, .sleep(6 * hour))) }
            // Backwards by an hour, then right again, which is forwards by an hour.
            if day % 4 == 1 { all.append((midnight + 18 * hour, .clock(-hour))) }
            if day % 4 == 2 { all.append((midnight + 18 * hour, .clock(0))) }
        }
        return all
    }
}

/// Numbers that are the same each time (Vigna, "splitmix64").
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
