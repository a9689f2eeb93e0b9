import Domain

/// How numbers are written.
enum Numbers {
    /// With a comma at every third digit: `1,234,567`.
    static func grouped(_ number: Int) -> String { number.grouped }

    /// The columns of a grouped number that is more than zero.
    static func width(_ number: Int) -> Int {
        var digits = 0
        var rest = number
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        return digits + (digits - 1) / 3
    }

    /// A rate: one decimal below ten, else whole: `0.4`, `12`, `1,250`.
    static func rate(_ perMinute: Double) -> String {
        guard perMinute.isFinite, perMinute < 1_000_000_000_000 else { return "?" }
        if perMinute < 9.95 {
            let tenths = Int(perMinute * 10 + 0.5)
            return "\(tenths / 10).\(tenths % 10)"
        }
        return grouped(Int(perMinute + 0.5))
    }

    /// A number and its noun: `1 item`, `2 items`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }
}
