extension Sandbox {
    /// A configuration file (YAML) with which the console watches this sandbox.
    ///
    /// It names the demo credentials in plain text and asks as much more often than at the
    /// vendors as the sandbox is faster than they are.
    public func configurationYAML(baseURL: String) -> String {
        let credentials = world.configuration.credentials
        let host = baseURL.split(separator: "/").last.map(String.init) ?? baseURL
        return """
            # For the sandbox at \(baseURL): its credentials are no secrets.
            vendors:
              reap:
                base_url: "\(baseURL)"
                api_key: "\(credentials.reapAPIKey)"
              surepass:
                base_url: "\(baseURL)"
                token: "\(credentials.surepassToken)"
                result_hosts: ["\(host)"]
              deepvue:
                base_url: "\(baseURL)"
                client_id: "\(credentials.deepvueClientID)"
                client_secret: "\(credentials.deepvueClientSecret)"
                plan: \(world.faults.plan.rawValue)    # its rate budget
                result_hosts: ["\(host)"]
              dollarpe:
                base_url: "\(baseURL)"
                api_key: "\(credentials.dollarPeAPIKey)"
                api_secret: "\(credentials.dollarPeAPISecret)"
                signing_profile: \(profile.rawValue)
            polling:                # the vendors' own intervals, as much shorter as this is faster
            \(polling(speed: world.configuration.speed))

            """
    }

    /// The one that is enforced, else the vendor's own verification code's.
    private var profile: SigningProfile {
        world.faults.value(.dollarpeProfileOnly).flatMap(SigningProfile.init) ?? .compactSorted
    }

    /// Milliseconds in the largest unit that says them whole.
    private func duration(_ milliseconds: Int) -> String {
        let units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)]
        for (unit, size) in units where milliseconds > 0 && milliseconds % size == 0 {
            return "\(milliseconds / size)\(unit)"
        }
        return "\(milliseconds)ms"
    }

    private func polling(speed: Double) -> String {
        /// Seconds: first, every, overdue_after, then_every, stuck_after.
        let intervals: [(kind: String, seconds: [Double])] = [
            ("reap", [60, 30, 1_800, 300, 900]),
            ("deepvue", [60, 60, 1_800, 600, 7_200]),
            ("stamps", [0, 60, 86_400, 900, 21_600]),
            ("report", [5, 15, 1_800, 300, 1_800]),
            ("kyc", [60, 60, 7_200, 600, 86_400]),
        ]
        let names = ["first", "every", "overdue_after", "then_every", "stuck_after"]
        return intervals.map { kind, seconds in
            let members = zip(names, seconds).map { name, seconds in
                // However fast, a console asks at most ten times a second.
                let least = name == "first" ? 0 : 100
                return "\(name): \(duration(max(Int(seconds * 1_000 / speed), least)))"
            }
            return "  \(kind): {\(members.joined(separator: ", "))}"
        }.joined(separator: "\n")
    }
}
