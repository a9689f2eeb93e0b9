import Dashboard

extension Theme {
    /// `themes/vigil-dark.yaml`, there also when no file is.
    static let standard = Theme(name: ThemeFiles.defaultName, palette: standardPalette)

    private static let standardPalette = {
        let palette = Base16([
            0x14181F, 0x1A2029, 0x2A3341, 0x4D5A6E, 0x9AA7B9, 0xD3DAE4, 0xE6EBF2, 0xF6F8FB,
            0xF2858C, 0xF0A070, 0xE6C07B, 0x86D8A4, 0x74CBC9, 0x7FB5F5, 0xC9A2EE, 0xC99A7C,
        ])
        guard let palette else { preconditionFailure("a palette has sixteen colours") }
        return palette
    }()
}
