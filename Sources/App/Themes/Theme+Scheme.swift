import Dashboard

extension Theme {
    /// Reads a scheme file; the first thing that is wrong with it is the failure.
    init(name: String, scheme text: [UInt8], file: String) throws(ConfigurationFailure) {
        let reading = SchemeReading(text, file: file)
        guard let palette = reading.palette else {
            throw reading.faults.first
                ?? ConfigurationFailure(
                    file: file, message: "the palette does not have sixteen colours")
        }
        self.init(name: name, palette: palette)
    }
}
