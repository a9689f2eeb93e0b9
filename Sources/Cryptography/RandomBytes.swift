import CSodium

/// Bytes nobody can foresee.
public enum RandomBytes {
    /// `count` bytes from the system's generator (randombytes_buf).
    public static func make(_ count: Int) -> [UInt8] {
        Sodium.start()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }
}
