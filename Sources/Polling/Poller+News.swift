import Domain

extension Poller {
    /// Takes note of how long a vendor took to answer; one that did not answer took no time.
    func note(
        _ time: Duration, of vendor: Vendor, _ outcome: Result<Snapshot, CheckFailure>
    ) {
        tell(by: now() + Presence.heartbeat)
        if case .failure(let failure) = outcome, failure.httpStatus == nil { return }
        times[vendor].add(time)
    }

    /// Tells what is new at this moment, if not sooner.
    func tell(by moment: Timestamp) {
        guard hasTimers, isRunning, tellsAt.map({ moment < $0 }) ?? true else { return }
        teller?.cancel()
        tellsAt = moment
        let pause = max(moment - now(), .zero)
        teller = Task {
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            tellsAt = nil
            await tellNews()
        }
    }

    /// Says that this process is there, which keeps its claims, and tells who else is.
    func attend() {
        Task {
            guard isRunning else { return }
            try? await repository.attend(as: operatorName, isPolling: !isPaused, at: now())
            guard isRunning else { return }
            await repository.remain(now: now) { Task { await self.tellNews() } }
            await tellNews()
        }
    }

    private func tellNews() async {
        var news = PollingNews(
            presences: (try? await repository.presences(at: now())) ?? [], budgets: budgets())
        for (vendor, client) in clients {
            news.measures[vendor] = VendorMeasure(
                latency: times[vendor].median, credentialEnd: await client.credentialEnd())
        }
        // That a process was heard of again is no news.
        for place in news.presences.indices {
            news.presences[place].seenAt = news.presences[place].startedAt
        }
        // A budget fills up again by itself.
        if let next = Vendor.allCases.compactMap({
            schedule.budget(of: $0)?.nextReturn(after: now())
        }).min() {
            tell(by: max(next, now() + Presence.heartbeat))
        }
        guard news != told else { return }
        told = news
        tell(news)
    }
}
