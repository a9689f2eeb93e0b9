import Domain
import Glibc
import HTTPClient
import Testing

@testable import App

/// Taking a changed configuration file in.
struct LiveConfigurationTests {
    private let folder: ScratchFolder
    private let text: String

    init() throws {
        folder = try ScratchFolder()
        try folder.write("first-key\n", to: "key")
        text = """
            vendors: {reap: {base_url: "https://a.example", api_key: {file: key}}}
            polling: {reap: {every: 30s}}

            """
        try folder.write(text, to: "config.yaml")
    }

    private func live() throws -> LiveConfiguration {
        let host = Host(environment: ["HOME": folder.path], login: "asha")
        let file = ConfigurationFile(
            option: folder.path + "/config.yaml", directories: host.directories)
        let configuration = try #require(try file.read())
        let transport = CurlTransport()
        return LiveConfiguration(
            file: file, host: host, configuration: configuration,
            vendors: try VendorSet(
                configuration, transport: transport, secrets: SecretResolver(environment: [:])),
            transport: transport)
    }

    private func change(_ live: LiveConfiguration) async throws -> LiveConfiguration.Change {
        guard case .changed(let change) = await live.readAgain() else {
            throw Missing(what: "a change")
        }
        return change
    }

    private struct Missing: Error {
        var what: String
    }

    @Test func `What only looks different is no change`() async throws {
        let live = try live()
        try folder.write("# a comment\n" + text, to: "config.yaml")
        guard case .same = await live.readAgain() else { throw Missing(what: "sameness") }
    }

    @Test func `A change names its parts and is in force from then on`() async throws {
        let live = try live()
        try folder.write(
            text.replacing("30s", with: "10s") + "alerts: {bell: false}\n", to: "config.yaml")
        let change = try await change(live)
        #expect(change.parts == ["polling", "alerts"])
        #expect(change.changed.isEmpty && change.removed.isEmpty)
        #expect(change.configuration.cadences[.reap].every == .seconds(10))
        guard case .same = await live.readAgain() else { throw Missing(what: "sameness") }
    }

    @Test func `A credential's file is read again, and a vendor can come and go`() async throws {
        let live = try live()
        try folder.write("second-key\n", to: "key")
        let renewed = try await change(live)
        #expect(renewed.changed == [.reap])
        #expect(renewed.vendors.credentials["vendors.reap.api_key"] == Secret("second-key"))
        try folder.write(
            "vendors: {surepass: {base_url: \"https://b.example\", token: {file: key}}}\n",
            to: "config.yaml")
        let swapped = try await change(live)
        #expect(swapped.changed == [.surepass] && swapped.removed == [.reap])
        #expect(swapped.parts == ["vendors.reap", "vendors.surepass"])
    }

    @Test(arguments: [
        "vendors: {reap: {}}", "polling: {reap: {evry: 1s}}", "a: [",
        "appearance: {theme: nowhere}",
        "vendors: {reap: {base_url: \"https://a.example\", api_key: {file: gone}}}",
    ])
    func `A faulty file is told and changes nothing`(faulty: String) async throws {
        let live = try live()
        try folder.write(faulty, to: "config.yaml")
        guard case .faulty(let why) = await live.readAgain() else { throw Missing(what: "fault") }
        #expect(!why.contains("\n"))
        try folder.write(text, to: "config.yaml")
        guard case .same = await live.readAgain() else { throw Missing(what: "sameness") }
    }
}

/// Noticing that a file was changed.
struct ConfigurationWatchTests {
    private func wait(_ watch: ConfigurationWatch) -> Bool {
        var ready = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 60_000) == 1 else { return false }
        return watch.wasChanged()
    }

    @Test func `Writing, and renaming over the file as editors do, are both noticed`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a", to: "config.yaml")
        let watch = ConfigurationWatch()
        watch.watch([file])
        try folder.write("b", to: "config.yaml")
        #expect(wait(watch))
        let draft = try folder.write("c", to: ".config.yaml.swp")
        _ = watch.wasChanged()
        #expect(rename(draft, file) == 0)
        #expect(wait(watch))
    }

    @Test func `A file beside it is none of its business`() throws {
        let folder = try ScratchFolder()
        let watch = ConfigurationWatch()
        watch.watch([try folder.write("a", to: "config.yaml")])
        _ = watch.wasChanged()
        try folder.write("b", to: "other.yaml")
        #expect(!wait(watch))
    }

    @Test func `A link's target is watched too, until other files are`() throws {
        let folder = try ScratchFolder()
        let target = try folder.write("a", to: "dotfiles/vigil.yaml")
        let link = folder.path + "/config.yaml"
        #expect(symlink(target, link) == 0)
        let watch = ConfigurationWatch()
        watch.watch([link])
        try folder.write("b", to: "dotfiles/vigil.yaml")
        #expect(wait(watch))
        watch.watch([try folder.write("a", to: "elsewhere/config.yaml")])
        try folder.write("c", to: "dotfiles/vigil.yaml")
        #expect(!watch.wasChanged())
    }
}
