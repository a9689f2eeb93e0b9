/// Something that lies over the view and is asked first.
enum Overlay: Equatable, Sendable {
    /// The keys and signs, scrolled this far.
    case help(scroll: Int)
    /// A question to be answered with yes or no.
    case question(Question)
    /// The small form in which an id is entered.
    case track(TrackPrompt)
    /// The line in which a note is written.
    case note(NotePrompt)
    /// The commands by name.
    case palette(Palette)
    /// The alerts that nobody has acknowledged, this one selected.
    case alerts(Int)
    /// The columns of the Batches table, this one selected.
    case columns(Int)
    /// The masked values of a customer, one of which is to be shown.
    case reveal(RevealPrompt)
    /// For how long alerts are to be silent.
    case mute
    /// The small form in which a file is chosen and uploaded.
    case upload(UploadPrompt)
    /// The KYC form.
    case kyc(KYCForm)
    /// The form for a new customer or an order of stamps.
    case record(RecordForm)
    /// The list of themes.
    case themes(ThemeChooser)
}
