import Domain
import HTTP
import JSON
import TestSupport
import Testing
import Vendors

/// An answer that hangs a client ends its test; waiting for the thread counts too.
@Suite(.ownThread, .timeLimit(.minutes(15))) struct HostileTests {
    @Test(arguments: Operation.all)
    func `Every hostile answer is taken for what it is or refused with a class`(
        operation: Operation
    ) async throws {
        // What is larger than this is tried on its own below.
        let meeting = try Meeting("hostile", over: .inProcess, answerLimit: 1 << 20)
        var (answers, failures) = (0, 0)
        for _ in 0..<300 {
            do {
                let answer = try await operation.run(meeting)
                answers += 1
                hold(answer.texts)
                if let snapshot = answer.value as? Snapshot { hold(snapshot) }
            } catch {
                failures += 1
                hold([error.message, error.hint, error.code ?? ""])
            }
        }
        #expect(answers > 0 && failures > 0)
    }

    @Test(arguments: Operation.all)
    func `Hostile answers do no more harm over a socket`(operation: Operation) async throws {
        let meeting = try Meeting("hostile", over: .socket)
        for _ in 0..<5 {
            do {
                hold(try await operation.run(meeting).texts)
            } catch {
                hold([error.message, error.hint, error.code ?? ""])
            }
        }
    }

    @Test func `Reap's numbers are reported as they came`() async throws {
        let meeting = try Meeting("reap:hostile", over: .inProcess, answerLimit: 1 << 20)
        var odd = 0
        for _ in 0..<300 {
            let batch = try? await meeting.reap.check(Known.key("March import"))
            let events = meeting.witness.take()
            guard let batch, let event = events.last else { continue }
            let body = try JSON(parsing: event.delivery.response.body)
            for (name, count) in [
                ("totalRecords", batch.total), ("processedRecords", batch.processed),
                ("failedRecords", batch.failed),
            ] {
                guard case .integer(let number)? = body[name], number.magnitude < 1 << 53 else {
                    // A number written as a text is one too.
                    #expect(count == body[name]?.string.flatMap { Int($0) }, "\(name)")
                    continue
                }
                #expect(count == number, "\(name)")
            }
            odd += batch.contradictions.isEmpty ? 0 : 1
        }
        #expect(odd > 0, "the series has contradictions")
    }

    private func hold(_ texts: [String]) {
        for text in texts {
            #expect(text.unicodeScalars.allSatisfy(PlainText.isPlain), "a control character")
        }
    }

    /// Whatever does not add up is named.
    private func hold(_ snapshot: Snapshot) {
        let counts = [
            snapshot.total, snapshot.processed, snapshot.failed, snapshot.succeeded,
        ].compactMap { $0 }
        if counts.contains(where: { $0 < 0 }) { #expect(!snapshot.contradictions.isEmpty) }
        if let total = snapshot.total, let processed = snapshot.processed, processed > total {
            #expect(!snapshot.contradictions.isEmpty)
        }
        if let failed = snapshot.failed, let processed = snapshot.processed, failed > processed {
            #expect(!snapshot.contradictions.isEmpty)
        }
    }
}
