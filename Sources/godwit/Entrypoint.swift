import GodwitCommands

@main
struct Entrypoint {
  static func main() async {
    await Godwit.main()
  }
}
