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
        /// The making of a bulk order, which the vendor does not document.
        var orderCreate = Endpoint(method: "POST", path: "/api/v1/stamper-v2/bulk-order-stamp")
        /// The list of bulk orders, which the vendor does not document.
        var orderList = Endpoint(
            method: "POST", path: "/api/v1/stamper-v2/bulk-stamp-orders-list")

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            token = try keys.required(.token).secret()
            resultHosts = try keys[.resultHosts]?.hosts() ?? resultHosts
            if let paths = try keys[.paths]?.section(Path.self) {
                reportDownload = try paths[.reportDownload]?.endpoint() ?? reportDownload
                if let value = paths[.orderCreate] { orderCreate = try Self.writing(value) }
                orderList = try paths[.orderList]?.endpoint() ?? orderList
            }
        }

        /// A call that writes: a query would put people's data into logs.
        private static func writing(
            _ value: ConfigurationValue
        ) throws(ConfigurationFailure) -> Endpoint {
            let endpoint = try value.endpoint()
            guard endpoint.method == "POST" else {
                throw value.failure("\(value.name) must be POST and a path")
            }
            return endpoint
        }

        private enum Key: String, ConfigurationKey {
            case baseURL = "base_url"
            case token
            case resultHosts = "result_hosts"
            case paths
        }

        private enum Path: String, ConfigurationKey {
            case reportDownload = "report_download"
            case orderCreate = "order_create"
            case orderList = "order_list"
        }
    }
}
