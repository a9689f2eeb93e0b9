import HTTP

/// One request while it arrives; made when its first line is there, released when it is over.
final class Exchange {
    /// The path and query as sent.
    let target: String
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    var hasHeaders = false
    var isTooLarge = false
    /// The answer, once the request was understood and its answer is to be late.
    var late: HTTPDelivery?

    init(target: String) {
        self.target = target
    }

    /// A reference for the library to carry along.
    var retained: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    static func from(_ pointer: UnsafeMutableRawPointer) -> Exchange {
        Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
    }

    static func release(_ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>) {
        guard let pointer = slot.pointee else { return }
        slot.pointee = nil
        Unmanaged<Exchange>.fromOpaque(pointer).release()
    }
}
