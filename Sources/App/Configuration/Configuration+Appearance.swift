extension Configuration {
    /// How the dashboard looks.
    struct Appearance: Equatable, Sendable {
        /// A theme's name or the path of a scheme file.
        var theme = ThemeFiles.defaultName
        var glyphs = GlyphChoice.auto
        var clock = Clock.local
        /// Whether the mouse is the dashboard's; without, it is the terminal's for selecting text.
        var mouse = true

        init() {}

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            if let value = keys[.theme] {
                let text = try value.text("a theme's name or a path")
                theme = ThemeFiles.isPath(text) ? value.document.expanded(text) : text
            }
            glyphs = try keys[.glyphs]?.choice(GlyphChoice.self) ?? glyphs
            clock = try keys[.clock]?.choice(Clock.self) ?? clock
            mouse = try keys[.mouse]?.boolean() ?? mouse
        }

        /// Which characters drawings are made of.
        enum GlyphChoice: String, CaseIterable, Sendable {
            /// What the terminal and the locale can show.
            case auto
            case unicode, ascii
        }

        /// Which time of day is shown.
        enum Clock: String, CaseIterable, Sendable {
            case local, utc
        }

        private enum Key: String, ConfigurationKey {
            case theme, glyphs, clock, mouse
        }
    }
}
