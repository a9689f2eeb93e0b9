import Domain
import TerminalUI

extension State {
    /// Opens the prompt for a file and asks what is in the folder that Vigil was started in.
    mutating func openUpload() -> [Effect] {
        guard
            var prompt = UploadPrompt(
                vendors: vendors, preferring: view == .kyc ? .kyc : selectedKey?.kind)
        else {
            return []
        }
        prompt.needsFourEyes = options.needsFourEyes
        overlays.append(.upload(prompt))
        return [.listFolder(""), .loadDraft(subject: UploadPrompt.subject)]
    }

    mutating func take(_ input: InputEvent, by prompt: UploadPrompt) -> [Effect] {
        var prompt = prompt
        let before = prompt.kept
        let outcome = prompt.handle(input)
        overlays[overlays.count - 1] = .upload(prompt)
        let effects = KeptForm.effects(before, prompt.kept)
        switch outcome {
        case .stay: return effects
        case .close:
            overlays.removeLast()
            return effects
        case .list(let folder): return effects + [.listFolder(folder)]
        case .check(let path): return effects + [.checkUpload(prompt.kind, path: path)]
        case .submit(let path, let digest):
            sending.insert(digest)
            return effects + [.submitFile(path: path, digest: digest)]
        case .stop(let digest): return effects + [.stopSubmitting(digest: digest)]
        case .upload(let path, let digest):
            overlays.removeLast()
            sending.insert(digest)
            notice = Notice(
                prompt.needsFourEyes
                    ? "Preparing the upload." : "Uploading to \(prompt.kind.vendor.title).")
            return [.upload(prompt.kind, path: path, digest: digest)]
        }
    }

    /// Gives an answer to the prompt, if it is still there.
    mutating func withUpload(_ change: (inout UploadPrompt) -> Void) {
        for place in overlays.indices {
            guard case .upload(var prompt) = overlays[place] else { continue }
            change(&prompt)
            overlays[place] = .upload(prompt)
        }
    }
}
