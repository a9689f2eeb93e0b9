extension Configuration {
    /// A method and a path below a base URL.
    struct Endpoint: Equatable, Sendable {
        /// `GET` or `POST`.
        var method: String
        /// From `/` on.
        var path: String
    }
}
