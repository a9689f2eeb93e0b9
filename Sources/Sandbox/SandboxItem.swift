/// One piece of work that the sandbox knows.
public struct SandboxItem: Equatable, Sendable {
    /// `reap`, `deepvue`, `stamps`, `report` or `kyc`.
    public var kind: String
    /// The id in the vendor's form.
    public var id: String
    /// What a person would call it.
    public var label: String
}
