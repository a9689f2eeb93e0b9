import Domain
import Testing

@testable import App

/// The gate where four eyes are wanted.
@Suite struct FourEyesGateTests {
    @Test func `An account without a name is told from others by its number alone`() {
        #expect(Host.login(of: 0) == "root")
        #expect(Host.login(of: 3_999_999_001) == "uid 3999999001")
        #expect(Host.login(of: 3_999_999_001) != Host.login(of: 3_999_999_002))
    }

    private let gate = WriteGate(isReadOnly: false, needsFourEyes: true)

    private func release(by login: String, after age: Duration = .zero) -> WriteGate {
        gate.releasing(
            Release(
                preparedBy: "asha", releasedBy: login,
                expiresAt: SystemClock.now() + PreparedWrite.lifetime - age))
    }

    private func refusal(_ gate: WriteGate, _ write: VendorWrite) -> String? {
        do throws(WriteRefusal) {
            try gate.pass(write)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: VendorWrite.allCases)
    func `Everything but a report waits for another login`(write: VendorWrite) {
        #expect((refusal(gate, write) == nil) == (write == .report))
        #expect(refusal(release(by: "ravi"), write) == nil)
        #expect(refusal(release(by: "asha"), write)?.contains("asha prepared it") == true)
        #expect(
            refusal(release(by: "ravi", after: PreparedWrite.lifetime), write)?
                .contains("24 hours") == true)
    }

    @Test func `A read-only session prepares nothing and releases nothing`() {
        var gate = release(by: "ravi")
        gate.isReadOnly = true
        #expect(refusal(gate, .submission)?.contains("read-only") == true)
        #expect(throws: WriteRefusal.self) { try gate.passPreparation() }
    }

    @Test func `What is kept for a release comes back as it was`() throws {
        let update = KYCUpdate.document(
            .init(
                fullAddress: Personal("77 Invented Lane"), type: "PASSPORT",
                frontImageURL: Personal("https://f.example/a.png"),
                backImageURL: Personal("https://f.example/b.png"), number: Personal("Z7654321")))
        let more = KYCUpdate.additionalInfo([
            .init(name: "profession", value: Personal("Cartographer")),
            .init(name: "a.b c", value: Personal("ü \" \\ x")),
        ])
        let all: [PreparedContent] = [
            .correction(update, customer: "4e6f1b20-a73c-11ec-b909-0242ac120002"),
            .correction(more, customer: "4e6f1b20-a73c-11ec-b909-0242ac120002"),
            .upload(
                .init(
                    kind: .reap, file: UploadFile(name: "march.csv", bytes: Array(0...255)),
                    rows: 7, label: "March", again: true)),
        ]
        for content in all {
            #expect(PreparedContent(content.bytes, sort: content.sort) == content)
        }
        #expect(PreparedContent(all[0].bytes, sort: .upload) == nil)
        #expect(PreparedContent([], sort: .submission) == nil)
    }
}
