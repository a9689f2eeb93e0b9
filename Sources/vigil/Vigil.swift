import App

@main
struct Vigil {
    static func main() { Program.main() }
}
