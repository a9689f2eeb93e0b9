import CLinux

/// The memory of this process.
enum ProcessMemory {
    /// Gives back what is not used any more. The kernel maps sixteen pages and more wherever one is
    /// used, so that starting, or a first question to a vendor, brings in most of the code of the
    /// program and its libraries; what goes on being used comes back.
    static func giveBack() {
        linux_unmap_code()
        malloc_trim(0)
    }
}
