import Cryptography
import Dashboard
import Domain
import Polling

extension EffectRunner {
    /// Looks at a file of submissions: everything wrong with it, by row, asking the vendor what it
    /// demands of each customer once the file's own form is right.
    func checkSubmissions(_ bytes: [UInt8], _ name: String) async -> UploadVerdict {
        guard let vendor = desks.submissions?.vendor else {
            return UploadVerdict(rows: 0, faults: ["DollarPe is not configured"], digest: "")
        }
        let digest = Encoding.hex(SHA256.digest(bytes))
        do throws(ProgramFailure) {
            let batch = SubmissionBatch(file: try SubmissionFile(bytes, name: name), vendor: vendor)
            var faults = batch.faults()
            if faults.isEmpty {
                let demands = try await batch.demands()
                faults = batch.faults(demands)
                batches.remember(demands, of: digest)
            }
            return UploadVerdict(
                rows: batch.file.entries.count, faults: faults.map(\.line), digest: digest)
        } catch {
            return UploadVerdict(rows: 0, faults: [Self.sentence(error)], digest: digest)
        }
    }

    /// Sends the submissions of a file that was looked at, each once, or prepares them.
    func submitFile(path: String, digest: String) async {
        let name = PlainText.of(path.split(separator: "/").last ?? "")
        batches.stop(digest, false)
        let sentence: String
        do throws(ProgramFailure) {
            sentence = try await submit(try submissions(in: path, digest), of: digest, name)
        } catch {
            sentence = Self.sentence(error)
        }
        inbox.post(.fileSettled(digest: digest, sentence))
        await reload()
    }

    private func submissions(
        in path: String, _ digest: String
    ) throws(ProgramFailure) -> SubmissionFile {
        let name = PlainText.of(path.split(separator: "/").last ?? "")
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try content(of: path, limit: SubmissionFile.sizeLimit)
        } catch {
            throw ProgramFailure(.usage, "\(name) \(error.message)")
        }
        guard Encoding.hex(SHA256.digest(bytes)) == digest else {
            throw ProgramFailure(
                .usage, "\(name) changed since it was looked at: nothing was sent")
        }
        return try SubmissionFile(bytes, name: name)
    }

    private func submit(
        _ file: SubmissionFile, of digest: String, _ name: String
    ) async throws(ProgramFailure) -> String {
        guard let desk = desks.submissions else {
            throw ProgramFailure(.configuration, "DollarPe is not configured")
        }
        let batch = SubmissionBatch(file: file, vendor: desk.vendor)
        var demands = batches.demands(of: digest)
        if demands == nil { demands = try await batch.demands() }
        if gate.needsFourEyes {
            let prepared = try await preparing.prepare(batch.content(demands ?? [:]))
            drafts.discard("upload:")
            for entry in prepared.entries { inbox.post(.activityHappened(entry)) }
            return "Prepared, not sent: another login runs vigil release \(prepared.id)."
        }
        let (batches, inbox, drafts, lock) = (batches, inbox, drafts, gate.lock)
        let run = SubmissionRun(
            desk: desk, store: store, again: false,
            isOver: { batches.isStopping(digest) || lock.isLocked },
            progress: { _, result in
                if case .accepted = result.outcome {
                    drafts.discard("submission:\(result.customer.id)")
                }
                inbox.post(.fileSubmitted(digest: digest, SubmittedRow(result)))
            })
        let results: [SubmissionResult]
        do throws(StoreFailure) {
            results = await run.perform(try await run.plan(batch.valid(demands ?? [:])))
        } catch {
            throw ProgramFailure(error)
        }
        let asked = results.filter { $0.word != "not_sent" }.map(\.customer)
        await reload()
        await poller.check(asked)
        let rest = results.count { $0.word == "not_sent" }
        if rest == 0 { drafts.discard("upload:") }
        if rest > 0 { return "\(rest) not sent: the same file goes on there." }
        let isAllFine = results.allSatisfy { $0.word == "accepted" }
        return isAllFine
            ? "All of \(name) is accepted." : "What was not accepted comes first."
    }

    /// A command's failure as the screen says it.
    private static func sentence(_ failure: ProgramFailure) -> String {
        String(failure.message.trimmingPrefix("submit: "))
    }
}

extension SubmittedRow {
    /// The same as the command prints, shorter.
    fileprivate init(_ result: SubmissionResult) {
        let outcome: Outcome =
            switch result.word {
            case "accepted": .accepted
            case "unknown": .unknown
            case "not_sent": .notSent
            default: .rejected
            }
        // Short enough for a narrow screen, what matters first.
        let parts = [
            result.place, result.word, result.customer.shortID, result.message ?? "",
        ]
        self.init(parts.filter { !$0.isEmpty }.joined(separator: "  "), outcome)
    }
}
