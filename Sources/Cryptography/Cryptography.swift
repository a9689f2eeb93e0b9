import CSodium

/// libsodium, started once for the process (sodium_init).
enum Sodium {
    /// Touching this makes every function of the library safe to call from any thread.
    static let isReady: Bool = sodium_init() >= 0

    static func start() {
        precondition(isReady, "libsodium could not start")
    }
}
