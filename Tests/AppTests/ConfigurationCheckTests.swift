import JSON
import Testing

@testable import App

/// Everything that is wrong with a file, told at once.
struct ConfigurationCheckTests {
    private func faults(_ text: String) -> [String] {
        let document = ConfigurationDocument(
            file: "c.yaml", directories: BaseDirectories(environment: [:], home: "/home/asha"))
        return ConfigurationCheck(Array(text.utf8), of: document).faults.map(\.description)
    }

    @Test func `Every fault is told with its line, in the order of the file`() {
        let told = faults(
            """
            vendors:
              reap: {api_kee: a, api_key: [x]}
              deepvue:
                client_id: {env: $A}
                plan: bussiness
                result_hosts: ['*.com', 'ok.example', '-x']
              surepass: {base_url: 'http://a.example', token: {command: []}, paths: {oder: y}}
            poling: {}
            polling:
              reap: {evry: 5s, first: 30}
              kyc: 5
            appearance: {theme: dark, glyphs: utf8, 7: x}
            network: {proxy: nonsense, timeout: 1}
            """)
        let expected = [
            "2:9: vendors.reap needs base_url", "2:10: unknown key \"api_kee\" in vendors.reap",
            "2:31: vendors.reap.api_key must be text", "4:5: vendors.deepvue needs base_url",
            "4:5: vendors.deepvue needs client_secret", "4:22: vendors.deepvue.client_id.env",
            "5:11: vendors.deepvue.plan cannot be \"bussiness\"; did you mean business?",
            "6:20: vendors.deepvue.result_hosts", "6:43: vendors.deepvue.result_hosts",
            "7:24: vendors.surepass.base_url must be https",
            "7:61: vendors.surepass.token.command", "7:74: unknown key \"oder\"",
            "8:1: unknown key \"poling\"; did you mean polling?",
            "10:10: unknown key \"evry\" in polling.reap; did you mean every?",
            "10:27: polling.reap.first must be a duration", "11:8: polling.kyc must be keys",
            "12:35: appearance.glyphs cannot be \"utf8\"", "12:41: unknown key \"7\"",
            "13:18: network.proxy", "13:37: network.timeout must be a duration",
        ]
        #expect(told.count == expected.count, "\(told.joined(separator: "\n"))")
        for (fault, start) in zip(told, expected) {
            #expect(fault.hasPrefix("c.yaml:" + start), "\(fault)")
        }
    }

    @Test func `A file that is no YAML has one fault, and a sound one has none`() {
        #expect(faults("a: [b").count == 1)
        #expect(faults("").isEmpty)
        #expect(faults("network: {timeout: 5s}").isEmpty)
        #expect(faults("hunter2") == ["c.yaml:1:1: the file must be keys with values"])
    }

    @Test func `A thousand faults are told without end, and no secret is repeated`() {
        let keys = (0..<1000).map { "wrong\($0): hunter2" }.joined(separator: "\n")
        #expect(faults(keys).count == 500)
        let told = faults("vendors: {reap: {base_url: hunter2, api_key: {hunter2: hunter2}}}")
        #expect(told.count == 2)
        #expect(!told.joined().contains("hunter2"))
    }
}

/// The configuration as it is shown.
struct ConfigurationInForceTests {
    private func shown(_ text: String) throws -> ConfigurationInForce {
        let document = ConfigurationDocument(
            file: "c.yaml", directories: BaseDirectories(environment: [:], home: "/home/asha"))
        return try ConfigurationInForce(Array(text.utf8), of: document)
    }

    @Test func `It is the file with the defaults filled in, and reads back as the same`() throws {
        let text = """
            vendors: {deepvue: {base_url: "https://a.example", client_id: {env: A},
              client_secret: {command: [pass, show, "deep vue"]}}}
            polling: {kyc: {every: 90s}}
            alerts: {command: [notify-send, "a: b"]}
            store: ~/v.db
            """
        let yaml = try shown(text).yaml
        for line in [
            "  deepvue:\n", "    client_id: {env: A}\n", "    plan: starter\n",
            "    client_secret: {command: [pass, show, deep vue]}\n", "    every: 90s\n",
            "    first: 60s\n", "store: ~/v.db\n", "  command: [notify-send, \"a: b\"]\n",
            "  timeout: 20s\n", "  mask: true\n",
        ] { #expect(yaml.contains(line), "\(line)\(yaml)") }
        #expect(!yaml.contains("reap:\n    base_url"))
        #expect(try shown(yaml).yaml == yaml)
    }

    @Test func `No secret is in it, whatever form it was written in`() throws {
        let shown = try shown(
            """
            vendors:
              reap: {base_url: "https://a.example", api_key: hunter2}
              dollarpe: {base_url: "https://b.example", api_key: {file: ~/k}, api_secret: 'hunter2'}
            store: postgresql://asha:hunter2@db.example/vigil
            network: {proxy: "http://asha:hunter2@proxy.example:3128"}
            """)
        #expect(!shown.yaml.contains("hunter2"))
        #expect(!shown.values.text().contains("hunter2"))
        #expect(shown.yaml.contains("api_key: \"****\""))
        #expect(shown.yaml.contains("api_key: {file: ~/k}"))
        #expect(shown.yaml.contains("store: \"****\""))
    }
}
