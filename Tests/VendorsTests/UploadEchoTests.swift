import Domain
import HTTP
import Testing
import Vendors

/// A vendor that repeats what stands in an uploaded file does not get it onto the screen.
struct UploadEchoTests {
    private let file = UploadFile(
        name: "march.csv",
        bytes: Array(
            "name,shareToken,city\n\"Testwala, Asha\",tok-77ab,Faketown\nRavi Sample,tok-88cd,Ulm\n"
                .utf8))

    private func message(
        _ status: Int, _ body: String, deepvue: Bool
    ) async -> (message: String, code: String?) {
        let transport = ScriptedTransport { request, _ in
            request.url.hasSuffix("authorize")
                ? HTTPResponse(200, deepvueToken) : HTTPResponse(status, body)
        }
        let desk: any UploadDesk =
            deepvue
            ? DeepvueClient(
                baseURL: "https://vendor.test", clientID: Secret("id"),
                clientSecret: Secret("secret-of-deepvue"), transport: transport,
                now: { testMoment })
            : ReapClient(
                baseURL: "https://vendor.test", apiKey: Secret("key-of-reap"),
                transport: transport, now: { testMoment })
        do throws(CheckFailure) {
            _ = try await desk.upload(file, idempotencyKey: "k")
            return ("", nil)
        } catch {
            return (error.message, error.code)
        }
    }

    @Test(arguments: [400, 422, 500])
    func `What a refusal repeats of the file is dots, and the rest is still said`(
        status: Int
    ) async {
        let said = "city of TESTWALA, ASHA (tok-88cd, ulm) must be one of Faketown, Elsewhere"
        let reap = await message(
            status, #"{"code":"tok-77ab","message":"\#(said)","invalid":["Ravi Sample"]}"#,
            deepvue: false)
        let deepvue = await message(
            status, #"{"detail":"\#(said)","sub_code":"tok-77ab"}"#, deepvue: true)
        for failure in [reap, deepvue] {
            #expect(failure.message.contains("city of •••• (••••, ulm) must be one of ••••"))
            #expect(failure.message.contains("Elsewhere"))
            #expect(failure.code == "••••")
        }
        #expect(reap.message.contains("invalid: ••••"))
    }

    @Test func `A link in a vendor's words is dots, because it may open what it leads to`() async {
        let failure = await message(
            400, #"{"message":"see https://files.example/a.csv?sig=5ecret for faults"}"#,
            deepvue: false)
        #expect(failure.message.hasSuffix("see •••• for faults"))
    }
}
