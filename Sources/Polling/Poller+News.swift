import Domain

extension Poller {
    /// Takes note of how long a vendor took to answer; one that did not answer took no time.
    func note(
        _ time: Duration, of vendor: Vendor, _ outcome: Result<Snapshot, CheckFailure>
    ) {
        if case .failure(let failure) = outcome, failure.httpStatus == nil { return }
        times[vendor, default: RecentTimes()].add(time)
    }

    /// Says again and again that this process is there, which keeps its claims.
    func beat() {
        heart = Task {
            await tellNews()
            while (try? await Task.sleep(for: Presence.heartbeat)) != nil {
                try? await repository.attend(as: operatorName, isPolling: !isPaused, at: now())
                await tellNews()
            }
        }
    }

    private func tellNews() async {
        var news = PollingNews(
            presences: (try? await repository.presences(at: now())) ?? [], budgets: budgets())
        for (vendor, client) in clients {
            news.measures[vendor] = VendorMeasure(
                latency: times[vendor]?.median, credentialEnd: await client.credentialEnd())
        }
        // That a process was heard of again is no news.
        for place in news.presences.indices {
            news.presences[place].seenAt = news.presences[place].startedAt
        }
        guard news != told else { return }
        told = news
        tell(news)
    }
}
