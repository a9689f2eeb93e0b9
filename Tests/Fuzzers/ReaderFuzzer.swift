import Glibc

/// libFuzzer's entry: one input for the reader that `VIGIL_READER` names. A fault is a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let fault = reader.fault(in: bytes) {
        fatalError(fault)
    }
    return 0
}

private let reader = {
    let name = getenv("VIGIL_READER").map { String(cString: $0) } ?? ""
    guard let reader = Reader(rawValue: name) else { fatalError("no reader \(name)") }
    return reader
}()
