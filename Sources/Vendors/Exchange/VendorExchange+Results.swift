import Domain
import HTTP

extension VendorExchange {
    /// Fetches the file that a link leads to: asks for the link, and once more when the file's
    /// server says that it has lapsed. Nil while there is no link. With a sink the file goes there
    /// and its bytes are not in what is given.
    func result(
        from hosts: ResultHosts, sizeLimit: Int = .max, into sink: HTTPBodySink? = nil,
        link ask: () async throws(CheckFailure) -> String?
    ) async throws(CheckFailure) -> ResultFile? {
        let first = try await ask()
        return try await perform(.resultFile) { remedy throws(CheckFailure) in
            guard let link = remedy == nil ? first : try await ask() else { return nil }
            return try await fetch(link, from: hosts, sizeLimit: sizeLimit, into: sink)
        }
    }

    /// Sends nothing but the request for the file: no credential may reach another's server. A
    /// file that goes to a sink may be large and take as long as it keeps coming, for a day.
    private func fetch(
        _ link: String, from hosts: ResultHosts, sizeLimit: Int, into sink: HTTPBodySink?
    ) async throws(CheckFailure) -> ResultFile {
        try inspect(link, hosts)
        let longest = Duration.seconds(sink == nil ? 300 : 24 * 3600)
        let response = try await send(
            "GET", link, headers: ["Accept": "*/*"], timeout: max(timeout, longest),
            answerLimit: sizeLimit, into: sink)
        switch response.status {
        case 200: return ResultFile(bytes: response.body)
        case 401, 403:
            throw failure(
                .auth, response, sentence: "the link to \(vendor.title)'s result file has lapsed",
                hint: "Ask for the file again.")
        case 404, 410:
            throw failure(
                .notFound, response,
                sentence: "\(vendor.title)'s result file is not there any more",
                hint: "Check the item now: the vendor may give another link.")
        case 300..<400:
            throw failure(
                .malformed, response,
                sentence: "the link to \(vendor.title)'s result file redirects elsewhere",
                hint: "Redirects are not followed: ask the vendor for a link to the file itself.")
        default:
            throw failure(
                AnswerClass.reason(of: response.status) ?? .malformed, response,
                sentence: "the server of \(vendor.title)'s result file answered HTTP "
                    + "\(response.status)", hint: "Ask for the file again later.")
        }
    }

    /// Refuses a link that leads where no file may come from; the link itself is never repeated.
    private func inspect(_ link: String, _ hosts: ResultHosts) throws(CheckFailure) {
        let start = "the link to \(vendor.title)'s result file"
        var hint = "Nothing was fetched: ask the vendor about it."
        let sentence: String
        if let origin = WebOrigin(link) {
            if origin.hasUserInfo {
                sentence = "\(start) carries a user name"
            } else if origin.scheme != "https", !origin.isLoopback {
                sentence = "\(start) is not https"
            } else if !hosts.allow(origin) {
                sentence = "\(start) leads to \(VendorText.plain(origin.host)):\(origin.port)"
                hint =
                    "Nothing was fetched: if files do come from there, add it to "
                    + "vendors.\(vendor.rawValue).result_hosts in the configuration file."
            } else {
                return
            }
        } else {
            sentence = "\(start) is not a link"
        }
        throw CheckFailure(.malformed, message: sentence, hint: hint)
    }
}
