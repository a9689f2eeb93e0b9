import CCurl
import HTTP

/// One of libcurl's easy handles, used for one request after another. What two reads in a row have
/// in common stays set: setting every option again costs as much as the rest of a request.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    /// What the handle is prepared for; nil when it has to be prepared from nothing.
    var purpose: Purpose?
    private var headerList: UnsafeMutablePointer<curl_slist>?

    /// What the options of a read without a body depend on, beside its address and its time.
    struct Purpose: Equatable {
        let isPlain: Bool
        let headers: HTTPHeaders

        /// Nil for a request that is not such a read.
        init?(_ request: HTTPRequest) {
            guard request.method == "GET", request.body.isEmpty else { return nil }
            isPlain = request.isPlain
            headers = request.headers
        }
    }

    /// Nil without memory for it.
    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
    }

    /// Forgets every option.
    func reset() {
        curl_easy_reset(pointer)
        curl_slist_free_all(headerList)
        headerList = nil
        purpose = nil
    }

    /// Adds a line to the head that is sent.
    func add(_ line: String) {
        if let longer = curl_slist_append(headerList, line) { headerList = longer }
    }

    /// Takes the lines that were added into use.
    func useHeaders() { _ = curl_set_list(pointer, CURLOPT_HTTPHEADER, headerList) }

    /// Frees the handle, which must be on no multi handle.
    func close() {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerList)
        headerList = nil
    }
}
