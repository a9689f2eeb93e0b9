import Glibc

/// Why a file could not be read.
struct FileFault: Error, Equatable {
    /// The C library's code, such as `ENOENT`; 0 when the file is of the wrong sort.
    let code: Int32
    /// What is wrong, as the end of a sentence about the file.
    let message: String

    init(errno code: Int32, message: String? = nil) {
        self.code = code
        self.message =
            switch code {
            case ENOENT, ENOTDIR: "does not exist; correct the path"
            case EACCES, EPERM: "may not be read by you; correct its permissions"
            case EISDIR: "is a directory; name a file in it"
            default: message ?? "cannot be read (\(String(cString: strerror(code))))"
            }
    }

    /// Whether there is no such file.
    var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
}
