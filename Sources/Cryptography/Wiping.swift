import CSodium

extension [UInt8] {
    /// Overwrites the bytes with zeros, in a way that no optimiser leaves out (sodium_memzero).
    /// Copies that were made of them are not found.
    public mutating func wipe() {
        let count = count
        withUnsafeMutableBytes { sodium_memzero($0.baseAddress, count) }
    }
}
