import HTTP
import Testing

@testable import HTTPClient

struct AuthorityTests {
    @Test(arguments: [
        ("https://api.example.com/v1/batches?key=1", "api.example.com"),
        ("http://127.0.0.1:8080/entity", "127.0.0.1:8080"),
        ("https://[::1]:8443", "[::1]:8443"),
        ("https://user:secret@example.com/a@b", "example.com"),
        ("https://example.com?mail=a@b", "example.com"),
        ("https://example.com#/a", "example.com"),
        ("https://user@/", "the server"), ("https://", "the server"), ("nothing", "the server"),
    ])
    func `A message names the host and port, never a user, path or query`(
        url: String, authority: String
    ) {
        #expect(HTTPRequest(method: "GET", url: url).authority == authority)
    }
}
