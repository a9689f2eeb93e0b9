/// Ids in the vendors' forms that carry a number and prove themselves.
///
/// The first 48 bits are the number, scrambled by a permutation; the rest follows from the seed
/// and the number. An id is genuine when its number gives that very id again.
struct IDs: Sendable {
    let seed: UInt64

    enum Subject: UInt64, CaseIterable {
        case reap = 1
        case deepvue, stamps, report, kyc
        case stamp, kycRecord
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// The id of a number below 2^48.
    func id(_ subject: Subject, _ number: UInt64) -> String {
        let front = scrambled(number, subject)
        let chance = Chance(seed: seed, subject.rawValue, number)
        switch subject {
        case .reap, .kyc, .kycRecord:
            let head = hex(front, 12)
            let rest = hex(chance.number(0), 16)
            // Version 4 and the variant of RFC 9562.
            let variant = ["8", "9", "a", "b"][chance.number(1, below: 4)]
            return "\(head.prefix(8))-\(head.dropFirst(8))-4\(rest.prefix(3))"
                + "-\(variant)\(rest.dropFirst(3).prefix(3))"
                + "-\(rest.dropFirst(6))\(hex(chance.number(2) & 0xFF, 2))"
        case .deepvue:
            return hex(front, 12) + hex(chance.number(0), 16) + hex(chance.number(1) & 0xFFFF, 4)
        case .stamps, .report, .stamp:
            return prefix(subject) + letters(front, 9) + letters(chance.number(0), 11)
        }
    }

    /// The number of a genuine id.
    func number(_ subject: Subject, of id: String) -> UInt64? {
        let id = prefix(subject).isEmpty ? id.lowercased() : id
        guard id.hasPrefix(prefix(subject)) else { return nil }
        let front: UInt64?
        switch subject {
        case .reap, .kyc, .kycRecord, .deepvue:
            front = UInt64(id.utf8.filter { $0 != UInt8(ascii: "-") }.prefix(12).text, radix: 16)
        case .stamps, .report, .stamp:
            front = number(ofLetters: id.utf8.dropFirst(prefix(subject).utf8.count).prefix(9))
        }
        guard let front, front < 1 << 48 else { return nil }
        let number = unscrambled(front, subject)
        return self.id(subject, number) == id ? number : nil
    }

    private func prefix(_ subject: Subject) -> String {
        switch subject {
        case .stamps: "bulk_stamp_v2_"
        case .report: "bulk_stamper_order_usage_report_"
        case .stamp: "stamp_v2_"
        case .reap, .deepvue, .kyc, .kycRecord: ""
        }
    }

    /// A Feistel network over two halves of 24 bits.
    private func scrambled(_ number: UInt64, _ subject: Subject) -> UInt64 {
        var (left, right) = (number >> 24 & 0xFF_FFFF, number & 0xFF_FFFF)
        for round in 0..<4 { (left, right) = (right, left ^ key(round, right, subject)) }
        return left << 24 | right
    }

    private func unscrambled(_ number: UInt64, _ subject: Subject) -> UInt64 {
        var (left, right) = (number >> 24 & 0xFF_FFFF, number & 0xFF_FFFF)
        for round in (0..<4).reversed() {
            (left, right) = (right ^ key(round, left, subject), left)
        }
        return left << 24 | right
    }

    private func key(_ round: Int, _ half: UInt64, _ subject: Subject) -> UInt64 {
        Chance(seed: seed, subject.rawValue + 100, half).number(round) & 0xFF_FFFF
    }

    private func hex(_ number: UInt64, _ count: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }

    private func letters(_ number: UInt64, _ count: Int) -> String {
        var rest = number
        var text: [UInt8] = []
        for _ in 0..<count {
            text.append(Self.letters[Int(rest % 52)])
            rest /= 52
        }
        return text[...].text
    }

    private func number(ofLetters letters: some BidirectionalCollection<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for letter in letters.reversed() {
            guard let digit = Self.letters.firstIndex(of: letter) else { return nil }
            number = number * 52 + UInt64(digit)
        }
        return number
    }
}

extension Collection where Element == UInt8 {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
