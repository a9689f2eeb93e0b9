import CCurl
import Glibc

/// What libcurl waits for: its sockets, by whether they can be read or written, and a moment
/// (CURLMOPT_SOCKETFUNCTION, CURLMOPT_TIMERFUNCTION). Lives on the loop's thread.
///
/// Only what is ready is gone on with: `curl_multi_perform` would ask the system about the socket
/// of every transfer each time.
final class Sockets {
    private let multi: UnsafeMutableRawPointer
    /// The bell's pipe first, then libcurl's sockets.
    private var waiting: [pollfd]
    /// The sockets that can go on, with how.
    private var ready: [(socket: curl_socket_t, action: Int32)] = []
    private var moment = Moment.never

    /// When libcurl goes on though no socket is ready.
    private enum Moment {
        case never
        case now
        case at(ContinuousClock.Instant)
    }

    /// Takes part in what a multi handle does from now on; `bell` ends the wait as well.
    init(of multi: UnsafeMutableRawPointer, bell: Int32) {
        self.multi = multi
        waiting = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
        _ = curl_multi_set_callbacks(
            multi,
            { _, socket, what, context, _ in
                if let context { Sockets.from(context).watch(socket, for: what) }
                return 0
            },
            { _, milliseconds, context in
                if let context { Sockets.from(context).goOn(in: milliseconds) }
                return 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private static func from(_ context: UnsafeMutableRawPointer) -> Sockets {
        Unmanaged<Sockets>.fromOpaque(context).takeUnretainedValue()
    }

    private func watch(_ socket: curl_socket_t, for what: Int32) {
        let place = waiting.dropFirst().firstIndex { $0.fd == socket }
        guard what != CURL_POLL_REMOVE else {
            if let place {
                waiting.swapAt(place, waiting.count - 1)
                waiting.removeLast()
            }
            return
        }
        let events =
            (what & CURL_POLL_IN != 0 ? POLLIN : 0) | (what & CURL_POLL_OUT != 0 ? POLLOUT : 0)
        if let place {
            waiting[place].events = Int16(events)
        } else {
            waiting.append(pollfd(fd: socket, events: Int16(events), revents: 0))
        }
    }

    private func goOn(in milliseconds: Int) {
        switch milliseconds {
        case ..<0: moment = .never
        case 0: moment = .now
        default: moment = .at(.now + .milliseconds(milliseconds))
        }
    }

    /// Sleeps until a socket is ready, the bell rings, libcurl's moment has come or the time is
    /// over.
    func wait(atMost milliseconds: Int32) {
        // What was not gone on with is still ready.
        ready.removeAll(keepingCapacity: true)
        let count = poll(&waiting, nfds_t(waiting.count), min(milliseconds, untilMoment))
        guard count > 0 else { return }
        for entry in waiting.dropFirst() where entry.revents != 0 {
            var action: Int32 = 0
            if Int32(entry.revents) & (POLLIN | POLLHUP) != 0 { action |= CURL_CSELECT_IN }
            if Int32(entry.revents) & POLLOUT != 0 { action |= CURL_CSELECT_OUT }
            if Int32(entry.revents) & (POLLERR | POLLNVAL) != 0 { action |= CURL_CSELECT_ERR }
            ready.append((entry.fd, action))
        }
    }

    private var untilMoment: Int32 {
        switch moment {
        case .never: return .max
        case .now: return 0
        case .at(let instant):
            // Rounded up: libcurl would find a moment that has not come yet.
            let left = ContinuousClock.now.duration(to: instant).wholeMilliseconds
            return Int32(clamping: max(0, left + 1))
        }
    }

    private func isDue(_ now: ContinuousClock.Instant) -> Bool {
        switch moment {
        case .never: false
        case .now: true
        case .at(let instant): instant <= now
        }
    }

    /// Has libcurl go on with what is ready and with what its moment has come for.
    func goOn(_ now: ContinuousClock.Instant) {
        var running: Int32 = 0
        for (socket, action) in ready {
            _ = curl_multi_socket_action(multi, socket, action, &running)
        }
        ready.removeAll(keepingCapacity: true)
        // What is due at once again and again leaves the thread to others in between.
        var turns = 0
        while isDue(now), turns < 16 {
            turns += 1
            moment = .never
            _ = curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
        }
    }

    /// Has libcurl go on with every transfer, whatever it waits for.
    func goOnWithAll() {
        var running: Int32 = 0
        _ = curl_multi_go_on_with_all(multi, &running)
    }
}
