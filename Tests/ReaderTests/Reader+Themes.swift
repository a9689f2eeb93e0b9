import Dashboard

@testable import App

extension Reader {
    /// A scheme is sixteen colours or faults, each at a place that the file has.
    static func faultOfThemes(_ bytes: [UInt8]) -> String? {
        let place = Places(of: bytes)
        let reading = SchemeReading(bytes, file: "scheme.yaml")
        for fault in reading.faults {
            guard fault.description.isOneLine,
                fault.place.map({ place.contains($0.line, $0.column) }) ?? true
            else { return "\(fault)" }
        }
        guard (reading.palette == nil) == !reading.faults.isEmpty else {
            return "neither colours nor a fault"
        }
        do throws(ConfigurationFailure) {
            _ = try Theme(name: "scheme", scheme: bytes, file: "scheme.yaml")
            return reading.palette == nil ? "a theme without colours" : nil
        } catch {
            return error == reading.faults.first ? nil : "another fault: \(error)"
        }
    }
}
