import YAML

/// The configuration file with every key and its default: what `vigil config init` writes, and
/// where `config check` and `config show` find what a file leaves out. A key that is read must
/// stand here; a test holds that.
enum ConfigurationTemplate {
    /// The file as it is written for a new user: the vendors are there to be uncommented.
    static var text: String {
        let vendors = vendors.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? "" : "  # " + line.dropFirst(2)
        }
        return head + vendors.joined(separator: "\n") + "\n" + rest
    }

    /// Every key with its default, the vendors included.
    static func document(
        _ directories: BaseDirectories
    ) throws(ConfigurationFailure) -> (root: YAMLNode, known: ConfigurationDocument) {
        let known = ConfigurationDocument(file: "the defaults", directories: directories)
        let root: YAMLNode
        do throws(YAMLFault) {
            root = try YAMLNode(parsing: Array((head + vendors + "\n" + rest).utf8))
        } catch {
            throw ConfigurationFailure(error, in: known.file)
        }
        _ = try Configuration(root, of: known)
        return (root, known)
    }

    private static let head = """
        # Vigil's configuration. `vigil config check` says what is wrong in it, `vigil doctor` whether
        # it works. Everything here is optional; null and what is left out mean the default.
        #
        # A credential is {env: NAME}, {command: [PROGRAM, ARGUMENT]}, {file: PATH}, or plain text, and
        # then nobody else may read this file. Durations: 500ms, 30s, 5m, 2h, 1d.

        # The vendors you have accounts with: uncomment them (remove `# `, keep the indentation).
        vendors:

        """

    private static let vendors = """
          reap:
            base_url: https://sandbox-compliance.api.reap.global
            api_key: {env: REAP_API_KEY}
          surepass:
            base_url: https://sandbox.surepass.app
            token: {env: SUREPASS_TOKEN}
            # Where report files may come from: host, host:port or *.suffix.
            result_hosts: ["*.amazonaws.com"]
            # Calls that the vendor does not document can be corrected here; {client_id} in a
            # path stands for the id.
            paths:
              report_download: GET /api/v1/stamper-v2/bulk-usage-report/download
              order_create: POST /api/v1/stamper-v2/bulk-order-stamp
              order_list: POST /api/v1/stamper-v2/bulk-stamp-orders-list
          deepvue:
            base_url: https://production.deepvue.tech
            client_id: {env: DEEPVUE_CLIENT_ID}
            client_secret: {env: DEEPVUE_CLIENT_SECRET}
            # starter, business, growth or enterprise: what may be asked in a day.
            plan: starter
            result_hosts: [bulk-data-processing.s3.ap-south-1.amazonaws.com]
          dollarpe:
            base_url: https://sandbox.dollarpe.xyz
            api_key: {env: DOLLARPE_API_KEY}
            api_secret: {env: DOLLARPE_API_SECRET}
            # How a body is written to be signed: compact_sorted, python_default,
            # compact_sorted_utf8, node_sample or java_sample.
            signing_profile: compact_sorted
        """

    private static let rest = """

        # How often each kind of work is looked at: first after tracking, then every so often; from
        # overdue_after on more slowly. Without any change for stuck_after it counts as stuck.
        polling:
          reap: {first: 60s, every: 30s, overdue_after: 30m, then_every: 5m, stuck_after: 15m}
          deepvue: {first: 60s, every: 60s, overdue_after: 30m, then_every: 10m, stuck_after: 2h}
          stamps: {first: 0s, every: 60s, overdue_after: 24h, then_every: 15m, stuck_after: 6h}
          report: {first: 5s, every: 15s, overdue_after: 30m, then_every: 5m, stuck_after: 30m}
          kyc: {first: 60s, every: 60s, overdue_after: 2h, then_every: 10m, stuck_after: 24h}

        # The store's file; null is vigil.db under $XDG_STATE_HOME/vigil (~/.local/state/vigil).
        store: null

        appearance:
          # A name that `vigil themes` lists, or the path of a base16 scheme.
          theme: vigil-dark
          # auto, unicode or ascii.
          glyphs: auto
          # local or utc.
          clock: local
          # false leaves the mouse to the terminal, for selecting text.
          mouse: true
          # full or reduced: reduced moves nothing for attention's sake.
          motion: full
          # Whole frames at once (mode 2026): auto where the terminal is known to, on or off.
          sync: auto
          # How long each view stays on the wall.
          wall_every: 15s

        # Other keys for an action, such as {check_now: [r, f5]}; Ctrl-C always quits.
        keys: {}

        # Filters with a name, such as {mine: "vendor:reap !state:completed"}.
        filters: {}

        # What reaches you when work fails, is overdue or stuck, or a vendor is out of reach.
        alerts:
          bell: true
          desktop: true
          # A program and its arguments, such as [notify-send, Vigil]; it gets no personal data.
          command: null
          # The part of failed records above which an alert is raised.
          failure_rate: 10%

        privacy:
          # Whether a form's review masks personal data until v shows a value. Lists, files, logs,
          # exports and answers are masked whatever this says.
          mask: true
          # The time without a key after which the dashboard locks.
          lock_after: 10m
          # Whether submissions, corrections and uploads are prepared by one login and released
          # by another within 24 hours: vigil release.
          four_eyes: false

        network:
          timeout: 20s
          connections_per_vendor: 8
          # A PEM file of certificates to trust in place of the system's.
          ca_file: null
          # http://HOST:PORT, also https, socks5, socks5h; null leaves it to HTTPS_PROXY and NO_PROXY.
          proxy: null

        """
}
