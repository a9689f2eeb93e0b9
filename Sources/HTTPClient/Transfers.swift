import CCurl
import HTTP

/// The transfers under way on one multi handle; lives on the thread that owns it.
struct Transfers {
    private let multi: UnsafeMutableRawPointer
    private let configuration: CurlTransport.Configuration
    private var running: [UInt64: Transfer] = [:]
    /// Easy handles of finished transfers, used again.
    private var idle: [UnsafeMutableRawPointer] = []

    init(multi: UnsafeMutableRawPointer, configuration: CurlTransport.Configuration) {
        self.multi = multi
        self.configuration = configuration
    }

    mutating func begin(_ job: CurlLoop.Job) {
        guard let easy = idle.popLast() ?? curl_easy_init() else {
            job.finish(
                .failure(
                    TransportFailure(
                        .broken, message: "out of memory for a request", mayHaveArrived: false)))
            return
        }
        let transfer = Transfer(job, easy: easy)
        transfer.prepare(configuration)
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
            end(transfer, CURLE_FAILED_INIT)
            return
        }
        running[job.ticket] = transfer
    }

    mutating func cancel(_ ticket: UInt64) {
        guard let transfer = running.removeValue(forKey: ticket) else { return }
        abandon(transfer)
    }

    /// Moves everything that can move and hands out what is finished.
    mutating func perform() {
        var count: Int32 = 0
        curl_multi_perform(multi, &count)
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
        }
    }

    /// Ends everything and frees the handles.
    mutating func close() {
        for transfer in running.values { abandon(transfer) }
        running = [:]
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
        transfer.releaseLists()
        curl_easy_reset(transfer.easy)
        idle.append(transfer.easy)
    }
}
