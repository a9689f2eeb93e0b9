import Domain

extension VendorExchange {
    /// Runs an operation, and once more where `RetryPolicy` says so; `attempt` is given the remedy
    /// of the second time. What the poller does not repeat gets a hint that says so.
    func perform<Value>(
        _ operation: VendorOperation,
        _ attempt: (RetryPolicy.Remedy?) async throws(CheckFailure) -> Value
    ) async throws(CheckFailure) -> Value {
        let first: CheckFailure
        do {
            return try await attempt(nil)
        } catch {
            first = error.with(hintFor: operation)
        }
        guard case .once(let remedy, let delay) = RetryPolicy.rule(operation, first.reason),
            !Task.isCancelled
        else { throw first }
        if delay > .zero {
            do { try await pause(delay) } catch { throw first }
        }
        do {
            return try await attempt(remedy)
        } catch {
            var second = error.with(hintFor: operation)
            // The first sending may have done it, whatever the second was told.
            if operation.isWrite, first.mayHaveArrived, !second.mayHaveArrived {
                second.mayHaveArrived = true
                second.hint = Self.lookUpHint
            }
            throw second
        }
    }

    fileprivate static let lookUpHint =
        "It may have arrived nevertheless: look it up before sending it again."
}

extension CheckFailure {
    /// The same, with a hint that fits the operation unless it has one of its own.
    fileprivate func with(hintFor operation: VendorOperation) -> CheckFailure {
        guard hint == CheckFailure(reason, message: "").hint else { return self }
        var failure = self
        switch (reason, operation) {
        case (_, _) where operation.isWrite && mayHaveArrived:
            failure.hint = VendorExchange.lookUpHint
        case (.network, _) where operation.isWrite:
            failure.hint = "Nothing was sent: send it again when the network is back."
        case (.rateLimited, _) where operation.isWrite, (.vendor, _) where operation.isWrite:
            failure.hint = "Nothing was changed: send it again \(failure.laterOn)."
        case (.invalid, _) where operation.isWrite:
            failure.hint = "Nothing was changed: correct it and send it again."
        case (.network, .lookUp), (.rateLimited, .lookUp), (.vendor, .lookUp),
            (.network, .resultFile), (.rateLimited, .resultFile), (.vendor, .resultFile):
            failure.hint = "Ask again \(failure.laterOn)."
        default: break
        }
        return failure
    }

    /// When to ask again, as far as the vendor said.
    private var laterOn: String {
        guard let retryAfter, retryAfter > .zero else { return "in a while" }
        let seconds = min(retryAfter, VendorTrouble.longestWait).components.seconds
        return seconds < 120 ? "in \(max(1, seconds)) s" : "in \((seconds + 59) / 60) min"
    }
}
