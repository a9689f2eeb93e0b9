import CCurl
import HTTP

/// The transfers under way on one multi handle; lives on the thread that owns it.
struct Transfers {
    private let multi: UnsafeMutableRawPointer
    private let configuration: CurlTransport.Configuration
    private let limit: Int
    private var running: [UInt64: Transfer] = [:]
    /// How many of them go to each host and port.
    private var underWay: [String: Int] = [:]
    /// Jobs whose host has no room yet, in the order of arrival.
    private var waiting: [CurlLoop.Job] = []
    /// Easy handles of finished transfers, used again.
    private var idle: [UnsafeMutableRawPointer] = []

    init(multi: UnsafeMutableRawPointer, configuration: CurlTransport.Configuration) {
        self.multi = multi
        self.configuration = configuration
        limit = max(1, configuration.connectionsPerHost)
    }

    var isIdle: Bool { running.isEmpty && waiting.isEmpty }

    /// Takes a job in; `perform` begins it as soon as its host has room.
    mutating func take(_ job: CurlLoop.Job) { waiting.append(job) }

    /// Begins in the order of arrival whatever has room, and ends what waited too long.
    ///
    /// The limit is on requests under way and thereby on connections: libcurl's own limit was
    /// seen to leave a waiting transfer asleep.
    private mutating func beginWaiting() {
        guard !waiting.isEmpty else { return }
        let now = ContinuousClock.now
        let jobs = waiting
        waiting = []
        for job in jobs {
            if job.deadline <= now {
                job.finish(.failure(.waitedTooLong(job.request)))
            } else if underWay[job.request.authority, default: 0] < limit {
                begin(job)
            } else {
                waiting.append(job)
            }
        }
    }

    private mutating func begin(_ job: CurlLoop.Job) {
        guard let easy = idle.popLast() ?? curl_easy_init() else {
            job.finish(.failure(.notSent("out of memory for a request")))
            return
        }
        let transfer = Transfer(job, easy: easy)
        transfer.prepare(configuration)
        underWay[job.request.authority, default: 0] += 1
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
            end(transfer, CURLE_FAILED_INIT)
            return
        }
        running[job.ticket] = transfer
    }

    mutating func cancel(_ ticket: UInt64) {
        if let index = waiting.firstIndex(where: { $0.ticket == ticket }) {
            waiting.remove(at: index).finish(.failure(.cancelled(mayHaveArrived: false)))
        }
        guard let transfer = running.removeValue(forKey: ticket) else { return }
        abandon(transfer)
    }

    /// Moves everything that can move, hands out what is finished and begins what found room.
    mutating func perform() {
        beginWaiting()
        repeat {
            var count: Int32 = 0
            curl_multi_perform(multi, &count)
        } while handOut()
    }

    /// Whether anything was finished, so that there may be room or a connection for others.
    private mutating func handOut() -> Bool {
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
        if hasFinished { beginWaiting() }
        return hasFinished
    }

    /// Ends everything and frees the handles.
    mutating func close() {
        for transfer in running.values { abandon(transfer) }
        for job in waiting { job.finish(.failure(.cancelled(mayHaveArrived: false))) }
        running = [:]
        waiting = []
        for easy in idle { curl_easy_cleanup(easy) }
        idle = []
    }

    private mutating func abandon(_ transfer: Transfer) {
        let hasLeft = transfer.bytesSent > 0
        release(transfer)
        transfer.job.finish(.failure(.cancelled(mayHaveArrived: hasLeft)))
    }

    private mutating func end(_ transfer: Transfer, _ code: CURLcode) {
        let outcome = transfer.outcome(code)
        release(transfer)
        transfer.job.finish(outcome)
    }

    private mutating func release(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.easy)
        let host = transfer.job.request.authority
        let others = underWay[host, default: 1] - 1
        underWay[host] = others > 0 ? others : nil
        transfer.releaseLists()
        curl_easy_reset(transfer.easy)
        idle.append(transfer.easy)
    }
}
