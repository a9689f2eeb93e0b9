/// A vendor whose finished work comes with a file.
public protocol ResultDesk: Sendable {
    /// Asks for a fresh link and fetches the file from a host that is allowed, without any
    /// credential; nil while the vendor has none. A file of more than `sizeLimit` bytes is a
    /// failure.
    func result(of key: ItemKey, sizeLimit: Int) async throws(CheckFailure) -> ResultFile?

    /// The same for a file of any size, whose pieces go to `sink` in their order; a sink that
    /// gives false ends the transfer. False while the vendor has no file.
    func result(
        of key: ItemKey, into sink: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool
    ) async throws(CheckFailure) -> Bool
}
