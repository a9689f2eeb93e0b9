import Vendors

extension Configuration {
    /// An account with Surepass.
    struct Surepass: Equatable, Sendable {
        /// Without a `/` at its end.
        var baseURL: String
        var token: SecretSource
        /// Where report files may come from: `host`, `host:port` or `*.suffix`, in lower case.
        var resultHosts = ["*.amazonaws.com"]
        /// The calls whose paths the vendor does not document.
        var routes = SurepassClient.Routes()

        init(_ value: ConfigurationValue) throws(ConfigurationFailure) {
            let keys = try value.section(Key.self)
            baseURL = try keys.required(.baseURL).baseURL()
            token = try keys.required(.token).secret()
            resultHosts = try keys[.resultHosts]?.hosts() ?? resultHosts
            if let paths = try keys[.paths]?.section(Path.self) {
                if let value = paths[.reportDownload] { routes.reportDownload = try value.route() }
                if let value = paths[.orderCreate] { routes.orderCreate = try Self.writing(value) }
                if let value = paths[.orderList] { routes.orderList = try value.route() }
            }
        }

        /// A call that writes: a query would put people's data into logs.
        private static func writing(
            _ value: ConfigurationValue
        ) throws(ConfigurationFailure) -> SurepassRoute {
            let route = try value.route()
            guard route.method == "POST" else {
                throw value.failure("\(value.name) must be POST and a path")
            }
            return route
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
