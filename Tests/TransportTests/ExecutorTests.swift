import Glibc
import HTTP
import HTTPClient
import Synchronization
import Testing

/// Tasks that run on the transport's own thread.
struct ExecutorTests {
    @Test func `Whoever asks from the transport's thread goes on there with the answer`()
        async throws
    {
        let server = RawServer { RawServer.ok("answer \($0.turn)") }
        defer { server.close() }
        let transport = CurlTransport()
        let executor = try #require(transport.executor)
        let url = server.url
        let threads = await withTaskGroup(of: [UInt].self) { group in
            for _ in 0..<5 {
                group.addTask(executorPreference: executor) {
                    var threads: [UInt] = [thread()]
                    for _ in 0..<20 {
                        let request = HTTPRequest(method: "GET", url: url)
                        guard (try? await transport.send(request))?.status == 200 else { return [] }
                        threads.append(thread())
                    }
                    return threads
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(threads.count == 5 * 21)
        #expect(Set(threads).count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `What prefers the thread of a closed transport runs elsewhere, also in the middle`()
        async throws
    {
        let transport = CurlTransport()
        let executor = try #require(transport.executor)
        let (waiting, wake) = AsyncStream.makeStream(of: Int.self)
        let task = Task(executorPreference: executor) {
            for await number in waiting { return number }
            return 0
        }
        transport.close()
        #expect(transport.executor == nil)
        wake.yield(7)
        #expect(await task.value == 7)
        #expect(await Task(executorPreference: executor) { 8 }.value == 8)
    }
}

private func thread() -> UInt { UInt(pthread_self()) }
