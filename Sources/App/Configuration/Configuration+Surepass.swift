extension Configuration {
    /// An account with Surepass.
    struct Surepass: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var token: SecretSource
        /// Where report files may come from: `host`, `host:port` or `*.suffix`, in lower case.
        var resultHosts = ["*.amazonaws.com"]
        /// The report download, which the vendor does not document.
        var reportDownload = Endpoint(
            method: "GET", path: "/api/v1/stamper-v2/bulk-usage-report/download")

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            token = try keys.required(.token).secret()
            resultHosts = try keys[.resultHosts]?.hosts() ?? resultHosts
            if let paths = try keys[.paths]?.section(Path.self) {
                reportDownload = try paths[.reportDownload]?.endpoint() ?? reportDownload
            }
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case token
            case resultHosts = "result_hosts"
            case paths
        }

        private enum Path: String, ConfigurationKey {
            case reportDownload = "report_download"
        }
    }
}
