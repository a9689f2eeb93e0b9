extension Int {
    /// The number with a comma at every third digit: `1,234,567`.
    public var grouped: String {
        if (0..<1000).contains(self) { return String(self) }
        // Nineteen digits, six commas and a sign at most, written from the end.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 26) { bytes in
            var start = bytes.count
            func put(_ byte: UInt8) {
                start -= 1
                bytes[start] = byte
            }
            var rest = magnitude
            var place = 0
            repeat {
                if place > 0, place % 3 == 0 { put(UInt8(ascii: ",")) }
                put(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
                place += 1
            } while rest > 0
            if self < 0 { put(UInt8(ascii: "-")) }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
        }
    }
}
