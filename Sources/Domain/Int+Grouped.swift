extension Int {
    /// The number with a comma at every third digit: `1,234,567`.
    public var grouped: String {
        if (0..<1000).contains(self) { return String(self) }
        var backwards: [UInt8] = []
        var rest = magnitude
        var place = 0
        repeat {
            if place > 0, place % 3 == 0 { backwards.append(UInt8(ascii: ",")) }
            backwards.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            place += 1
        } while rest > 0
        if self < 0 { backwards.append(UInt8(ascii: "-")) }
        return String(decoding: backwards.reversed(), as: UTF8.self)
    }
}
