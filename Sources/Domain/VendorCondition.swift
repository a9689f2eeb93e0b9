/// How a vendor takes to being asked.
public enum VendorCondition: Equatable, Sendable {
    /// It answers, as far as is known.
    case ok
    /// It has not given a usable answer since then; one check at a time tries it.
    case failing(since: Timestamp)
    /// It has refused the credentials since then; only what the operator asks for is tried.
    case refused(since: Timestamp)
    /// It asked to be left alone until then (Retry-After), or allowed too few requests.
    case waiting(until: Timestamp)
}
