using System.CommandLine;

namespace AlertBot.Cli;

/// <summary><c>alertbot demo</c>: the whole service on sample news, with the console as the chat.</summary>
internal static class DemoCommand
{
    public static Command Create() => new("demo", "Shows the whole service on sample news: no network, no token, no file left behind.");
}
