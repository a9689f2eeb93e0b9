extension Configuration {
    /// How the dashboard looks.
    struct Appearance: Equatable, Sendable {
        /// A theme's name or the path of a scheme file.
        var theme = ThemeFiles.defaultName
        var glyphs = GlyphChoice.auto
        var clock = Clock.local
        var sync = Sync.auto
        var motion = Motion.full
        /// How long each view stays on the wall.
        var wallEvery = Duration.seconds(15)
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
            sync = try keys[.sync]?.choice(Sync.self) ?? sync
            motion = try keys[.motion]?.choice(Motion.self) ?? motion
            wallEvery = try keys[.wallEvery]?.duration(atLeast: .seconds(2)) ?? wallEvery
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

        /// Whether the terminal shows a frame at once (mode 2026).
        enum Sync: String, CaseIterable, Sendable {
            /// On terminals that are known to have it.
            case auto
            case on, off
        }

        /// Whether anything moves for attention's sake.
        enum Motion: String, CaseIterable, Sendable {
            case full, reduced
        }

        private enum Key: String, ConfigurationKey {
            case theme, glyphs, clock, sync, motion, mouse
            case wallEvery = "wall_every"
        }
    }
}
