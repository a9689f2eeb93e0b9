import Domain
import Glibc
import Testing

@testable import App

/// Which file is read, and whether it may be.
struct ConfigurationFileTests {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    @Test func `The option wins over the variable, the variable over the default places`() {
        func path(_ option: String?, _ environment: [String: String]) -> String {
            ConfigurationFile(option: option, directories: directories(environment)).path
        }
        let both = ["VIGIL_CONFIG": "~/v.yaml", "XDG_CONFIG_HOME": "/x"]
        #expect(path("o.yaml", both) == "o.yaml")
        #expect(path(nil, both) == folder.path + "/v.yaml")
        #expect(path(nil, ["VIGIL_CONFIG": "", "XDG_CONFIG_HOME": "/x"]) == "/x/vigil/config.yaml")
        let standard = folder.path + "/.config/vigil/config.yaml"
        #expect(path(nil, ["XDG_CONFIG_HOME": "relative"]) == standard)
        #expect(path(nil, [:]) == standard)
    }

    @Test func `The store's place is the option's, the configuration's or the default`() {
        func place(
            _ option: String?, _ configured: StoreLocation?, _ environment: [String: String] = [:]
        ) -> StoreLocation {
            var configuration = Configuration()
            configuration.store = configured
            return StoreLocation(
                option: option, configuration: configuration,
                directories: directories(environment))
        }
        #expect(place("s.db", .file("/c.db")) == .file("s.db"))
        #expect(place(nil, .file("/c.db")) == .file("/c.db"))
        #expect(place(nil, nil, ["XDG_STATE_HOME": "/x"]) == .file("/x/vigil/vigil.db"))
        #expect(
            place(nil, nil, ["XDG_STATE_HOME": "x"])
                == .file(folder.path + "/.local/state/vigil/vigil.db"))
        let server = place("postgresql://asha:hunter2@db/vigil", nil)
        #expect(server == .postgresql(Secret("postgresql://asha:hunter2@db/vigil")))
        #expect(!"\(server)".contains("hunter2"))
    }

    @Test func `No default file is no configuration, a named one must be there`() throws {
        #expect(try ConfigurationFile(option: nil, directories: directories([:])).read() == nil)
        let named = folder.path + "/gone.yaml"
        #expect(failure(named) == named + ": does not exist; correct the path")
        #expect(failure(folder.path) == folder.path + ": is a directory; name a file in it")
        try folder.write("vendors: {}", to: ".config/vigil/config.yaml")
        #expect(try ConfigurationFile(option: nil, directories: directories([:])).read() != nil)
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660] as [mode_t])
    func `A plain secret in a file that others can read is refused`(mode: mode_t) throws {
        let files = [
            "vendors: {reap: {base_url: https://a.example, api_key: hunter2}}",
            "network: {proxy: 'http://asha:hunter2@proxy:3128'}",
            "store: postgresql://asha:hunter2@db/vigil",
        ]
        for text in files {
            let path = try folder.write(text, to: "c.yaml", mode: mode)
            #expect(
                failure(path)
                    == "\(path): holds a secret in plain text and can be read by others; "
                    + "chmod 600 \(path)")
            try folder.write(text, to: "c.yaml", mode: 0o600)
            #expect(failure(path) == nil)
        }
    }

    @Test func `A file without a plain secret may be read by everybody`() throws {
        let path = try folder.write(
            """
            vendors: {reap: {base_url: https://a.example, api_key: {env: KEY}}}
            network: {proxy: 'http://proxy:3128'}
            store: postgresql://db/vigil
            """, to: "c.yaml", mode: 0o644)
        #expect(failure(path) == nil)
    }

    @Test func `A hostile file is refused in one short line`() throws {
        let bomb = "a: " + String(repeating: "[", count: 100_000)
        let huge = "store: " + String(repeating: "x", count: 2 << 20)
        for text in [bomb, huge, "\u{0}\u{1}\u{2}", "a: *a", "%YAML 9.9\n---\n"] {
            let path = try folder.write(text, to: "c.yaml")
            let line = try #require(failure(path))
            #expect(line.hasPrefix(path) && line.count < path.count + 100)
        }
    }

    private func directories(_ environment: [String: String]) -> BaseDirectories {
        BaseDirectories(environment: environment, home: folder.path)
    }

    private func failure(_ path: String) -> String? {
        do throws(ConfigurationFailure) {
            _ = try ConfigurationFile(option: path, directories: directories([:])).read()
            return nil
        } catch {
            return error.description
        }
    }
}
