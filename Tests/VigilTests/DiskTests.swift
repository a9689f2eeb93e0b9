import Foundation
import TestSupport
import Testing

/// Disks that are full or may not be written, and stores of other people. These need the right to
/// mount and to become somebody else.
@Suite(.ownThread, .enabled(if: getuid() == 0))
struct DiskTests {
    let home: Home
    private let id = "f208a887-9fa6-4447-a52b-"

    init() throws { home = try Home() }

    /// Runs a script in which `$V` is the program and `$D` a folder; mounts end with it.
    private func script(_ lines: String) async throws -> ProgramOutput {
        try await ProgramOutput.of(
            "/usr/bin/unshare",
            [
                "-m", "bash", "-c",
                "V=\(builtProduct("vigil")); D=\(home.path)/disk; mkdir $D\n" + lines,
            ],
            environment: home.environment)
    }

    /// One line of the program's and perhaps a hint, nothing else.
    private func expectOneLine(_ text: String, _ words: String) {
        let lines = text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("vigil: ") == true, "\(text)")
        #expect(lines.first?.contains(words) == true, "\(text)")
        #expect(lines.count == 1 || (lines.count == 2 && lines[1].hasPrefix("hint: ")), "\(text)")
    }

    @Test func `A full disk is told in one line and loses nothing acknowledged`() async throws {
        let run = try await script(
            """
            mount -t tmpfs -o size=600k none $D || exit 77
            for n in $(seq 100000000010 10 100000009999); do
                seq -f '\(id)%.0f' $n $((n + 9)) | $V track reap --from - --store $D/v.db \
                    >> done.txt 2> error.txt || break
            done
            cat error.txt >&2
            $V list --store $D/v.db --json
            """.replacingOccurrences(of: "done.txt", with: "\(home.path)/done.txt")
                .replacingOccurrences(of: "error.txt", with: "\(home.path)/error.txt"))
        guard run.ending != .exited(77) else { return }
        expectOneLine(run.error, "no room left")
        let done = try String(contentsOfFile: "\(home.path)/done.txt", encoding: .utf8)
            .split(separator: "\n")
        #expect(done.count >= 10)
        for line in done {
            let key = line.split(separator: ":").last.map(String.init) ?? ""
            #expect(run.output.contains(key))
        }
    }

    @Test func `A read-only disk is told in one line`() async throws {
        let run = try await script(
            """
            mount -t tmpfs none $D || exit 77
            $V track reap \(id)000000000001 --store $D/v.db > /dev/null
            mount -o remount,ro $D
            $V store check --quiet --store $D/v.db || exit 78
            $V store rescue \(home.path)/rescued.db --quiet --store $D/v.db || exit 79
            $V track reap \(id)000000000002 --store $D/v.db
            """)
        guard run.ending != .exited(77) else { return }
        #expect(run.ending == .exited(6))
        expectOneLine(run.error, "cannot be opened for writing")
        let rescued = try await CommandRun(
            ["list", "--json", "--store", "\(home.path)/rescued.db"], home: home)
        #expect(rescued.output.contains("000000000001"))
    }

    @Test func `Another user's store is told in one line and left as it is`() async throws {
        let run = try await script(
            """
            mount -t tmpfs none $D || exit 77
            cp $V $D/vigil && chmod 755 $D $D/vigil || exit 77
            mkdir $D/s && chmod 777 $D/s
            $V track reap \(id)000000000001 --store $D/s/v.db > /dev/null
            sum=$(cat $D/s/* | cksum)
            setpriv --reuid=65534 --regid=65534 --clear-groups \
                env HOME=$D $D/vigil track reap \(id)000000000002 --store $D/s/v.db
            code=$?
            [ "$code" = 126 -o "$code" = 127 ] && exit 77
            [ "$(cat $D/s/* | cksum)" = "$sum" ] || exit 78
            exit $code
            """)
        guard run.ending != .exited(77) else { return }
        #expect(run.ending == .exited(6))
        expectOneLine(run.error, "cannot be opened")
    }
}
