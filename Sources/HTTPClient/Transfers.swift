import CCurl
import Glibc
import HTTP

/// The transfers under way on one multi handle; lives on the thread that owns it.
final class Transfers {
    /// The multi handle; every call on it is made by the loop's thread.
    private let multi: UnsafeMutableRawPointer
    private let sockets: Sockets
    private let configuration: CurlTransport.Configuration
    private let limit: Int
    private let mayUseProxy: Bool
    private var running: [UInt64: Transfer] = [:]
    /// By host and port.
    private var hosts: [String: Host] = [:]
    private var nextSweep = ContinuousClock.now
    private var nextLook = ContinuousClock.now
    /// Easy handles of finished transfers, used again.
    private var idle: [EasyHandle] = []

    init(
        multi: UnsafeMutableRawPointer, configuration: CurlTransport.Configuration, bell: Int32
    ) {
        self.multi = multi
        sockets = Sockets(of: multi, bell: bell)
        self.configuration = configuration
        limit = max(1, configuration.connectionsPerHost)
        let variables: [String] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        mayUseProxy = configuration.proxy != nil || variables.contains { getenv($0) != nil }
    }

    /// A job waits only while others to its host are under way.
    var isIdle: Bool { running.isEmpty }

    /// Takes a job in; `perform` begins it as soon as its host has room.
    func take(_ job: CurlLoop.Job) {
        if let host = hosts[job.host] {
            host.append(job)
            return
        }
        let host = Host()
        hosts[job.host] = host
        host.append(job)
    }

    /// Begins in the order of arrival whatever has room.
    ///
    /// The limit is on requests under way and thereby on connections in use: libcurl's own limit,
    /// which closes idle ones beyond it, was seen to leave a waiting transfer asleep.
    private func beginWaiting(_ now: ContinuousClock.Instant) {
        for host in hosts.values {
            while host.underWay < limit, let job = host.next() { begin(job, to: host, now) }
        }
    }

    /// Ends what waited too long, and forgets hosts without anything to remember.
    private func sweep(_ now: ContinuousClock.Instant) {
        guard now >= nextSweep else { return }
        nextSweep = now + .milliseconds(100)
        for (name, host) in hosts {
            for job in host.removeLate(now) {
                job.finish(.failure(.waitedTooLong(job.request)))
            }
            if host.isUnused { hosts[name] = nil }
        }
    }

    private func begin(
        _ job: CurlLoop.Job, to host: Host, _ now: ContinuousClock.Instant
    ) {
        guard job.deadline > now else {
            job.finish(.failure(.waitedTooLong(job.request)))
            return
        }
        guard let handle = idle.popLast() ?? EasyHandle() else {
            job.finish(.failure(.notSent("out of memory for a request")))
            return
        }
        let transfer = Transfer(job, to: host, by: handle, at: now)
        transfer.prepare(configuration)
        if let moment = host.doubtedAt {
            let areInUse = running.values.contains { $0.host === host && $0.startedAt <= moment }
            transfer.avoidConnections(before: moment, areInUse: areInUse)
        }
        host.underWay += 1
        guard curl_multi_add_handle(multi, handle.pointer) == CURLM_OK else {
            end(transfer, CURLE_FAILED_INIT)
            return
        }
        running[job.ticket] = transfer
    }

    func cancel(_ ticket: UInt64) {
        if let transfer = running.removeValue(forKey: ticket) {
            abandon(transfer)
            return
        }
        for host in hosts.values {
            guard let job = host.remove(ticket) else { continue }
            job.finish(.failure(.cancelled(mayHaveArrived: false)))
        }
    }

    /// Moves everything that can move, hands out what is finished and begins what found room.
    func perform() {
        let now = ContinuousClock.now
        sweep(now)
        beginWaiting(now)
        // libcurl 7.88 can lose the timer of a transfer that waits for another's connection.
        if !isIdle, now >= nextLook {
            nextLook = now + .milliseconds(250)
            sockets.goOnWithAll()
        }
        repeat { sockets.goOn(now) } while handOut()
    }

    /// Sleeps until the bell rings or a transfer can go on.
    func wait() { sockets.wait(atMost: isIdle ? 3_600_000 : 250) }

    /// Whether anything was finished, so that there may be room or a connection for others.
    private func handOut() -> Bool {
        var hasFinished = false
        var easy: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while curl_multi_next_finished(multi, &easy, &code) != 0 {
            guard let finished = easy else { continue }
            var context: UnsafeMutableRawPointer?
            _ = curl_get_private(finished, &context)
            guard let context else { continue }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            running[transfer.job.ticket] = nil
            end(transfer, code)
            hasFinished = true
        }
        if hasFinished { beginWaiting(.now) }
        return hasFinished
    }

    /// Ends everything and frees all handles.
    func close() {
        for transfer in running.values { abandon(transfer) }
        for host in hosts.values {
            while let job = host.next() {
                job.finish(.failure(.cancelled(mayHaveArrived: false)))
            }
        }
        running = [:]
        hosts = [:]
        for handle in idle { handle.close() }
        idle = []
        curl_multi_cleanup(multi)
    }

    private func abandon(_ transfer: Transfer) {
        release(transfer)
        transfer.job.finish(.failure(.cancelled(mayHaveArrived: transfer.hasBegun)))
    }

    private func end(_ transfer: Transfer, _ code: CURLcode) {
        if code == CURLE_OPERATION_TIMEDOUT, transfer.hasBegun {
            transfer.host.doubt(startedAt: transfer.startedAt)
        }
        let outcome = transfer.outcome(code, mayUseProxy: mayUseProxy)
        release(transfer)
        transfer.job.finish(outcome)
    }

    private func release(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.handle.pointer)
        transfer.host.underWay -= 1
        // What writes may hold a body: nothing of it is kept.
        if transfer.handle.purpose == nil { transfer.handle.reset() }
        idle.append(transfer.handle)
    }
}
