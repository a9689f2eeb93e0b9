/// Where a file stops being text.
public enum UTF8Lines {
    /// The first line, from 1, that is not UTF-8; nil when all are. No byte of a longer character
    /// is a line feed, so that each line can be looked at alone.
    public static func firstFault(in bytes: some Collection<UInt8>) -> Int? {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .firstIndex { String(validating: $0, as: UTF8.self) == nil }
            .map { $0 + 1 }
    }

    /// The bytes without the byte order marks at their start; two stand there after a program put
    /// one before a file that had one.
    public static func withoutMarks(_ bytes: [UInt8]) -> [UInt8] {
        var rest = bytes[...]
        while rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        return rest.count == bytes.count ? bytes : Array(rest)
    }
}
