/// What the operator's configuration says about how the dashboard is used.
public struct Options: Equatable, Sendable {
    /// Which key does what.
    public var keys = KeyMap()
    /// Filters that have a name.
    public var savedFilters: [SavedFilter] = []
    /// The part of one above which failed records raise an alert.
    public var failureRate = 0.1
    /// Whether what is written to a vendor is prepared here and released by another login.
    public var needsFourEyes = false
    /// Whether a form's review shows people's data masked.
    public var isMasking = true

    /// What holds without a configuration.
    public init() {}
}

/// A filter that was kept to be used again.
public struct SavedFilter: Equatable, Sendable {
    /// What it is called.
    public var name: String
    /// What is typed for it.
    public var text: String

    /// A filter with a name; one without a name is called as it reads.
    public init(name: String? = nil, text: String) {
        self.name = name ?? text
        self.text = text
    }
}
