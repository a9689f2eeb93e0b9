import Cryptography
import Dashboard
import Domain
import Glibc
import Store

extension EffectRunner {
    /// Posts the names in a folder, folders first and with a slash; nothing hidden.
    func listFolder(_ folder: String) {
        let path = folder.isEmpty ? "." : directories.expanded(folder)
        var folders: [String] = []
        var files: [String] = []
        if let listing = opendir(path) {
            while let entry = readdir(listing) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name.hasPrefix(".") { continue }
                var status = stat()
                guard stat("\(path)/\(name)", &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(name + "/")
                case S_IFREG: files.append(name)
                default: break
                }
            }
            closedir(listing)
        }
        inbox.post(.folderListed(folder, names: folders.sorted() + files.sorted()))
    }

    /// Looks at a file and posts what is wrong with it.
    func checkUpload(_ kind: Kind, path: String) async {
        let verdict: UploadVerdict
        do throws(FileFault) {
            guard kind != .kyc else {
                let bytes = try content(of: path, limit: SubmissionFile.sizeLimit)
                let name = PlainText.of(path.split(separator: "/").last ?? "")
                inbox.post(.uploadChecked(path: path, await checkSubmissions(bytes, name)))
                return
            }
            let check = UploadCheck(try content(of: path), for: kind)
            verdict = UploadVerdict(
                rows: check.rows,
                faults: check.faults.map { fault in
                    fault.line.map { "line \($0): \(fault.sentence)" } ?? fault.sentence
                },
                digest: Encoding.hex(SHA256.digest(check.bytes)))
        } catch {
            verdict = UploadVerdict(rows: 0, faults: ["the file \(error.message)"], digest: "")
        }
        inbox.post(.uploadChecked(path: path, verdict))
    }

    /// Uploads a file that was looked at, once, and watches what comes of it.
    func upload(_ kind: Kind, path: String, digest: String) async {
        defer { inbox.post(.uploadSettled(digest: digest)) }
        guard let desk = desks.uploads[kind] else { return }
        let name = PlainText.of(path.split(separator: "/").last ?? "")
        do {
            let check = UploadCheck(try content(of: path), for: kind)
            guard Encoding.hex(SHA256.digest(check.bytes)) == digest else {
                notice("\(name) changed since it was looked at: nothing was sent", isFault: true)
                return
            }
            let upload = PreparedContent.Upload(
                kind: kind, file: UploadFile(name: name, bytes: check.bytes), rows: check.rows,
                label: PlainText.of(name, limit: 60), again: false)
            if gate.needsFourEyes {
                let prepared = try await preparing.prepare(.upload(upload))
                drafts.discard("upload:")
                for entry in prepared.entries { inbox.post(.activityHappened(entry)) }
                notice("\(name) is prepared: another login runs vigil release \(prepared.id)")
                return
            }
            let receipt = try await Uploading(desk: desk, store: store, gate: gate).send(
                upload, by: operatorName)
            drafts.discard("upload:")
            await reload()
            let batch = receipt.batch.map { " as \($0.shortID)" } ?? ""
            notice("\(name) is uploaded\(batch)")
        } catch let failure as ProgramFailure {
            notice(failure.message, isFault: true)
        } catch let failure as StoreFailure {
            notice(failure.message, isFault: true)
        } catch let fault as FileFault {
            notice("\(name) \(fault.message)", isFault: true)
        } catch {
            notice("\(name) was not uploaded", isFault: true)
        }
    }

    func content(
        of path: String, limit: Int = UploadCheck.sizeLimit + 3
    ) throws(FileFault) -> [UInt8] {
        try FileContents(
            path: directories.expanded(path), limit: limit, onlyOrdinary: true
        ).bytes
    }
}
