import Domain

extension VendorExchange {
    /// Runs an operation, and once more where `RetryPolicy` says so; `attempt` is given the remedy
    /// of the second time. A write's failure gets a hint that fits a write.
    func perform<Value>(
        _ operation: VendorOperation,
        _ attempt: (RetryPolicy.Remedy?) async throws(CheckFailure) -> Value
    ) async throws(CheckFailure) -> Value {
        let first: CheckFailure
        do {
            return try await attempt(nil)
        } catch {
            first = operation.isWrite ? error.ofWrite : error
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
            var second = operation.isWrite ? error.ofWrite : error
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
    /// The same, with the hint of a write unless it has one of its own.
    fileprivate var ofWrite: CheckFailure {
        guard hint == CheckFailure(reason, message: "").hint else { return self }
        var failure = self
        if mayHaveArrived {
            failure.hint = VendorExchange.lookUpHint
        } else {
            switch reason {
            case .network:
                failure.hint = "Nothing was sent: send it again when the network is back."
            case .rateLimited, .vendor:
                failure.hint = "Nothing was changed: send it again in a while."
            case .invalid: failure.hint = "Nothing was changed: correct it and send it again."
            default: break
            }
        }
        return failure
    }
}
