/// Where a file stops being text.
public enum UTF8Lines {
    /// The first line, from 1, that is not UTF-8; nil when all are. No byte of a longer character
    /// is a line feed, so that each line can be looked at alone.
    public static func firstFault(in bytes: some Collection<UInt8>) -> Int? {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .firstIndex { String(validating: $0, as: UTF8.self) == nil }
            .map { $0 + 1 }
    }
}
