import Domain
import TerminalUI

/// Which characters commands draw with.
enum ProgramGlyphs {
    /// `--ascii`, else the configuration, else what the locale can show.
    static func of(_ workspace: Workspace, _ invocation: Invocation) -> Glyphs {
        if invocation.has("ascii") { return .ascii }
        switch workspace.configuration?.appearance.glyphs {
        case .ascii: return .ascii
        case .unicode: return .unicode
        case .auto, nil: break
        }
        let host = invocation.host
        let locale =
            host.variable("LC_ALL") ?? host.variable("LC_CTYPE") ?? host.variable("LANG") ?? ""
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8") ? .unicode : .ascii
    }
}
