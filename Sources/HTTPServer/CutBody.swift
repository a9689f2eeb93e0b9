import CMicroHTTPD

/// A body of which only the beginning is sent: then the connection ends.
final class CutBody {
    private let bytes: [UInt8]
    private let place: Int

    init(_ bytes: [UInt8], after place: Int) {
        self.bytes = bytes
        self.place = min(max(place, 0), bytes.count)
    }

    /// A response that announces the whole length (MHD_create_response_from_callback).
    var response: OpaquePointer? {
        // One byte more than there is, so that an empty body can be cut too.
        let announced = UInt64(max(bytes.count, 1))
        return MHD_create_response_from_callback(
            announced, 65_536,
            { body, position, buffer, room in
                guard let body, let buffer else { return -2 }
                return Unmanaged<CutBody>.fromOpaque(body).takeUnretainedValue()
                    .copy(from: Int(position), to: buffer, room: room)
            }, Unmanaged.passRetained(self).toOpaque(),
            { body in
                guard let body else { return }
                Unmanaged<CutBody>.fromOpaque(body).release()
            })
    }

    /// How many bytes were copied; MHD_CONTENT_READER_END_WITH_ERROR at the cut.
    private func copy(
        from position: Int, to buffer: UnsafeMutablePointer<CChar>, room: Int
    ) -> Int {
        let count = min(room, place - position)
        guard count > 0 else { return -2 }
        bytes.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(start: buffer, count: count)
                .copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[position...].prefix(count)))
        }
        return count
    }
}
