import Domain
import Testing

@testable import Vendors

/// What a token says of its own end.
struct TokenExpiryTests {
    // {"alg":"none"} . {"sub":"demo","exp":1759932330} . sig
    private let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIiwiZXhwIjoxNzU5OTMyMzMwfQ.c2ln"

    @Test func `A web token's end is read without asking anybody`() {
        #expect(TokenExpiry.of(Secret(token)) == Timestamp(milliseconds: 1_759_932_330_000))
    }

    @Test(arguments: [
        "", "plain-token", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.c2ln",
        "x.eyJleHAiOiJzb29uIn0.y", "x.eyJleHAiOjFlMzAwfQ.y", "x.eyJleHAiOi0xfQ.y",
    ])
    func `A token of another sort, or with no end that makes sense, says nothing`(text: String) {
        #expect(TokenExpiry.of(Secret(text)) == nil)
    }
}
