import Dispatch
import Glibc

/// libFuzzer's entry: one answer for the decoder that its first line names. A fault is a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    // Not worth keeping.
    guard let (decoder, response) = Decoder.read(bytes, for: decoders) else { return -1 }
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
        if let fault = await decoder.outcome(of: response).fault { fatalError(fault) }
        isDone.signal()
    }
    isDone.wait()
    return 0
}

private let decoders = {
    do {
        return try Decoder.all()
    } catch {
        fatalError("\(error)")
    }
}()
