import Domain
import Testing
import Vendors

@testable import App

/// What a configuration file may say.
struct ConfigurationTests {
    @Test func `The documented file is accepted whole and means what it says`() throws {
        let read = try configuration(Self.documented)
        let vendors = read.vendors
        #expect(vendors.reap?.baseURL == "https://sandbox-compliance.api.reap.global")
        #expect(vendors.reap?.apiKey.origin == .environment("REAP_API_KEY"))
        #expect(vendors.surepass?.token.origin == .environment("SUREPASS_TOKEN"))
        #expect(vendors.surepass?.resultHosts == ["*.amazonaws.com"])
        #expect(
            vendors.surepass?.routes.reportDownload
                == SurepassRoute("GET /api/v1/stamper-v2/bulk-usage-report/download"))
        #expect(vendors.deepvue?.plan == .starter)
        #expect(
            vendors.deepvue?.resultHosts
                == ["bulk-data-processing.s3.ap-south-1.amazonaws.com"])
        #expect(vendors.dollarpe?.signingProfile == .compactSorted)
        #expect(vendors.dollarpe?.apiSecret.name == "vendors.dollarpe.api_secret")
        // The documented cadences are the defaults.
        #expect(read.cadences == Kind.allCases.reduce(into: Cadences()) { $0[$1] = $0[$1] })
        #expect(read.store == .file("/home/asha/.local/state/vigil/vigil.db"))
        #expect(read.appearance == .init())
        #expect(read.alerts.command == ["notify-send", "Vigil"])
        #expect(read.alerts.failureRate == 0.1)
        #expect(read.privacy == .init())
        #expect(read.network == .init())
    }

    @Test func `Paths that a vendor does not document can be corrected`() throws {
        let account = "vendors: {surepass: {base_url: https://a.example, token: {env: A}"
        let standard = try #require(try configuration(account + "}}").vendors.surepass)
        #expect(
            standard.routes.orderCreate
                == SurepassRoute("POST /api/v1/stamper-v2/bulk-order-stamp"))
        #expect(
            standard.routes.orderList
                == SurepassRoute("POST /api/v1/stamper-v2/bulk-stamp-orders-list"))
        let corrected = try #require(
            try configuration(
                account + ", paths: {order_create: POST /c, order_list: GET /l}}}"
            ).vendors.surepass)
        #expect(corrected.routes.orderCreate == SurepassRoute("POST /c"))
        #expect(corrected.routes.orderList == SurepassRoute("GET /l"))
        #expect(corrected.routes.reportDownload == standard.routes.reportDownload)
    }

    @Test func `Only what is set differs from the defaults`() throws {
        #expect(try configuration("") == Configuration())
        #expect(try configuration("vendors:\n  reap:\nnetwork: ~\n") == Configuration())
        let read = try configuration(
            """
            polling:
              kyc: {every: 500ms, stuck_after: 1d}
            appearance:
              {theme: ../nord.yaml, glyphs: ascii, clock: utc, sync: off, motion: reduced, wall_every: 1m}
            alerts: {bell: false, failure_rate: 2.5%}
            privacy: {mask: false, lock_after: 1h}
            network: {timeout: 5s, connections_per_vendor: 2, ca_file: ~/ca.pem, proxy: "http://localhost:3128"}
            store: data/vigil.db
            """)
        var kyc = Cadence.standard(for: .kyc)
        kyc.every = .milliseconds(500)
        kyc.stuckAfter = .seconds(86_400)
        #expect(read.cadences[.kyc] == kyc)
        #expect(read.cadences[.reap] == .standard(for: .reap))
        #expect(read.appearance.theme == "/etc/vigil/../nord.yaml")
        #expect(read.appearance.glyphs == .ascii)
        #expect(read.appearance.clock == .utc)
        #expect(read.appearance.sync == .off)
        #expect(read.appearance.motion == .reduced)
        #expect(read.appearance.wallEvery == .seconds(60))
        #expect(!read.alerts.bell && read.alerts.desktop)
        #expect(read.alerts.failureRate == 0.025)
        #expect(!read.privacy.mask)
        #expect(read.privacy.lockAfter == .seconds(3600))
        #expect(read.network.timeout == .seconds(5))
        #expect(read.network.connectionsPerVendor == 2)
        #expect(read.network.caFile == "/home/asha/ca.pem")
        #expect(read.network.proxy?.revealed() == "http://localhost:3128")
        #expect(read.store == .file("/etc/vigil/data/vigil.db"))
    }

    @Test(arguments: [
        ("https://api.example.com", "https://api.example.com"),
        ("HTTPS://API.Example.com:8443/kyc/v2//", "https://api.example.com:8443/kyc/v2"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.8.9.1:80/p", "http://127.8.9.1:80/p"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("http://[0:0:0:0:0:0:0:1]", "http://[0:0:0:0:0:0:0:1]"),
    ])
    func `A base URL may carry a port and a path, and http on this machine`(
        written: String, meant: String
    ) throws {
        let read = try configuration("vendors: {reap: {base_url: '\(written)', api_key: {env: K}}}")
        #expect(read.vendors.reap?.baseURL == meant)
    }

    @Test(arguments: [
        "http://api.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1",
        "http://localhost.example.com", "http://128.0.0.1", "http://127.0.0.256",
        "http://127.1", "http://0177.0.0.1", "http://[::2]", "http://[::ffff:127.0.0.1]",
    ])
    func `Plain http to another machine is refused`(written: String) {
        #expect(
            failure("vendors: {reap: {base_url: '\(written)', api_key: {env: K}}}")
                == "/etc/vigil/config.yaml:1:28: vendors.reap.base_url must be https; http is for "
                + "this machine only (127.0.0.1, [::1], localhost)")
    }

    @Test(arguments: [
        "https://asha:hunter2@api.example.com", "https://hunter2@api.example.com",
        "https://api.example.com?token=hunter2", "https://api.example.com/#hunter2", "hunter2",
        "ftp://hunter2", "https://", "https://hunter2:99999", "https://hun ter2",
        "https://hunter2\\\\@api.example.com", "file:///hunter2", "https://-hunter2",
    ])
    func `A URL that is none or carries more than a place is refused unrepeated`(written: String) {
        #expect(
            failure("vendors: {reap: {base_url: \"\(written)\", api_key: {env: K}}}")
                == "/etc/vigil/config.yaml:1:28: vendors.reap.base_url must be "
                + "https://HOST[:PORT][/PATH] without user, query and fragment")
    }

    @Test(arguments: Self.mistakes)
    func `A mistake is one line that says where, what and what to do`(
        text: String, message: String
    ) {
        #expect(failure(text) == "/etc/vigil/config.yaml:" + message)
    }

    @Test func `Nothing in a message can steer the terminal`() {
        let seen = failure(#"polling: {reap: {every: "30s\e[2J\nroot:\u202E"}}"#) ?? ""
        #expect(seen.contains("polling.reap.every"))
        #expect(
            seen.unicodeScalars.allSatisfy {
                ![.control, .format].contains($0.properties.generalCategory)
            })
    }

    private static let durations = "a duration such as 500ms, 30s, 5m, 2h or 1d"
    private static let secretForms =
        "must be text, {env: NAME}, {command: [PROGRAM, ARGUMENT]} or {file: PATH}"

    private static let mistakes: [(String, String)] = [
        ("vendor: {}", #"1:1: unknown key "vendor"; did you mean vendors?"#),
        (
            "colour: red",
            #"1:1: unknown key "colour"; known are vendors, polling, store, appearance, alerts, "#
                + "privacy, network, keys, filters"
        ),
        (
            "vendors:\n  reap:\n    api_kee: hunter2\n",
            #"3:5: unknown key "api_kee" in vendors.reap; did you mean api_key?"#
        ),
        (
            "vendors: {reap: {BaseURL: x}}",
            #"1:18: unknown key "BaseURL" in vendors.reap; did you mean base_url?"#
        ),
        ("vendors: {repa: {}}", #"1:11: unknown key "repa" in vendors; did you mean reap?"#),
        ("- a", "1:1: the file must be keys with values, not a list"),
        ("hunter2", "1:1: the file must be keys with values"),
        ("vendors: hunter2", "1:10: vendors must be keys with values"),
        ("vendors: {reap: {}}", "1:17: vendors.reap needs base_url"),
        (
            "vendors:\n  reap:\n    base_url: https://a.example\n    api_key:\n",
            "4:13: vendors.reap needs api_key"
        ),
        (
            "vendors: {reap: {base_url: https://a.example, api_key: {hunter2}}}",
            "1:56: vendors.reap.api_key " + secretForms
        ),
        (
            "vendors: {reap: {base_url: https://a.example, api_key: [hunter2]}}",
            "1:56: vendors.reap.api_key " + secretForms
        ),
        (
            "vendors: {reap: {base_url: https://a.example, api_key: {env: $hunter2}}}",
            "1:62: vendors.reap.api_key.env must be a variable's name without $"
        ),
        (
            "vendors: {reap: {base_url: https://a.example, api_key: {command: hunter2}}}",
            "1:66: vendors.reap.api_key.command must be a list of a program and its arguments, "
                + "such as [pass, show, name]"
        ),
        (
            "vendors: {deepvue: {base_url: https://a.example, client_id: {env: A}, "
                + "client_secret: {env: B}, plan: bussiness}}",
            #"1:102: vendors.deepvue.plan cannot be "bussiness"; did you mean business?"#
        ),
        (
            "vendors: {surepass: {base_url: https://a.example, token: {env: A}, "
                + "result_hosts: ['*.com']}}",
            "1:83: vendors.surepass.result_hosts must be a list of host, host:port or *.suffix, "
                + #"not "*.com""#
        ),
        (
            "vendors: {surepass: {base_url: https://a.example, token: {env: A}, "
                + "paths: {report_download: /report}}}",
            "1:93: vendors.surepass.paths.report_download must be GET or POST and a path, such as "
                + #""GET /api/v1/report", not "/report""#
        ),
        (
            "vendors: {surepass: {base_url: https://a.example, token: {env: A}, "
                + "paths: {order_create: GET /order}}}",
            "1:90: vendors.surepass.paths.order_create must be POST and a path"
        ),
        (
            "polling: {reap: {every: 30}}",
            "1:25: polling.reap.every must be \(durations), not \"30\""
        ),
        (
            "polling: {kyc: {first: -5s}}",
            "1:24: polling.kyc.first must be \(durations), not \"-5s\""
        ),
        (
            "polling: {kyc: {every: 0s}}",
            "1:24: polling.kyc.every must be at least 100ms, not \"0s\""
        ),
        (
            "polling: {kyc: {first: 367d}}",
            "1:24: polling.kyc.first must be at most 366d, not \"367d\""
        ),
        (
            "vendors: {reap: {base_url: https://a.example, api_key: \"hunter2\\r\\nX: y\"}}",
            "1:56: vendors.reap.api_key must not hold control characters"
        ),
        (
            "polling: {stamps: {evry: 30s}}",
            #"1:20: unknown key "evry" in polling.stamps; did you mean every?"#
        ),
        ("store: [a]", "1:8: store must be a path or a postgresql:// URL, not a list"),
        (
            "appearance: {glyphs: utf8}",
            #"1:22: appearance.glyphs cannot be "utf8"; known are auto, unicode, ascii"#
        ),
        ("alerts: {bell: yes}", #"1:16: alerts.bell must be true or false, not "yes""#),
        (
            "alerts: {failure_rate: 110%}",
            #"1:24: alerts.failure_rate must be a percentage such as 10%, not "110%""#
        ),
        (
            "network: {connections_per_vendor: 0}",
            #"1:35: network.connections_per_vendor must be a number from 1 to 64, not "0""#
        ),
        (
            "network: {proxy: 'asha:hunter2@proxy'}",
            "1:18: network.proxy must be http://HOST:PORT, or https, socks5 or socks5h"
        ),
        ("store: x\nstore: y", "2:1: this key is there already, on line 1"),
        ("a: &b c", "1:4: anchors (&name) are not read here; write the value out"),
    ]

    private func configuration(_ text: String) throws(ConfigurationFailure) -> Configuration {
        try Configuration(
            parsing: Array(text.utf8),
            of: ConfigurationDocument(
                file: "/etc/vigil/config.yaml",
                directories: BaseDirectories(environment: [:], home: "/home/asha")))
    }

    private func failure(_ text: String) -> String? {
        do throws(ConfigurationFailure) {
            _ = try configuration(text)
            return nil
        } catch {
            return error.description
        }
    }

    private static let documented = """
        vendors:                      # any subset; a kind whose vendor is absent cannot be tracked
          reap:
            base_url: https://sandbox-compliance.api.reap.global
            api_key: {env: REAP_API_KEY}              # or {command: [pass, show, reap]}, {file: ~/.keys/reap}, or plain text
          surepass:
            base_url: https://sandbox.surepass.app
            token: {env: SUREPASS_TOKEN}
            result_hosts: ["*.amazonaws.com"]       # where report files may come from: host, host:port or *.suffix
            paths: {report_download: "GET /api/v1/stamper-v2/bulk-usage-report/download"}   # undocumented paths can be corrected here
          deepvue:
            base_url: https://production.deepvue.tech
            client_id: {env: DEEPVUE_CLIENT_ID}
            client_secret: {env: DEEPVUE_CLIENT_SECRET}
            plan: starter                             # starter, business, growth, enterprise: the rate budget
            result_hosts: [bulk-data-processing.s3.ap-south-1.amazonaws.com]
          dollarpe:
            base_url: https://sandbox.dollarpe.xyz
            api_key: {env: DOLLARPE_API_KEY}
            api_secret: {env: DOLLARPE_API_SECRET}
            signing_profile: compact_sorted           # see vendors/dollarpe.md
        polling:                                      # per kind; these are the defaults
          reap:    {first: 60s, every: 30s, overdue_after: 30m, then_every: 5m,  stuck_after: 15m}
          deepvue: {first: 60s, every: 60s, overdue_after: 30m, then_every: 10m, stuck_after: 2h}
          stamps:  {first: 0s,  every: 60s, overdue_after: 24h, then_every: 15m, stuck_after: 6h}
          report:  {first: 5s,  every: 15s, overdue_after: 30m, then_every: 5m,  stuck_after: 30m}
          kyc:     {first: 60s, every: 60s, overdue_after: 2h,  then_every: 10m, stuck_after: 24h}
        store: ~/.local/state/vigil/vigil.db          # default under $XDG_STATE_HOME; postgresql://… shares one store among terminals
        appearance: {theme: vigil-dark, glyphs: auto, clock: local}
        alerts: {bell: true, desktop: true, command: [notify-send, "Vigil"], failure_rate: 10%}
        privacy: {mask: true, lock_after: 10m}
        network: {timeout: 20s, connections_per_vendor: 8, ca_file: null, proxy: null}
        """
}
