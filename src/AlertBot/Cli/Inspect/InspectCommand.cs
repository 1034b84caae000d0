using System.CommandLine;

namespace AlertBot.Cli.Inspect;

/// <summary><c>alertbot inspect</c>: what each stage makes of an input, for people and for scripts that measure quality.</summary>
internal static class InspectCommand
{
    public static Command Create() => new(
        "inspect",
        "Run a single processing step on an input and show the result, without storing anything")
    {
        InspectFeedCommand.Create(),
        InspectTopicsCommand.Create(),
        InspectStoriesCommand.Create(),
        InspectArticleCommand.Create(),
        InspectTextCommand.Create(),
    };
}
