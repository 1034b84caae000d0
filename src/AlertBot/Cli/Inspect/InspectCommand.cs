using System.CommandLine;

namespace AlertBot.Cli.Inspect;

/// <summary><c>alertbot inspect</c>: what each stage makes of an input, for people and for scripts that measure quality.</summary>
internal static class InspectCommand
{
    public static Command Create() => new("inspect", "Show what one stage makes of an input; stores nothing")
    {
        InspectFeedCommand.Create(),
        InspectTopicsCommand.Create(),
        InspectStoriesCommand.Create(),
        InspectArticleCommand.Create(),
        InspectTextCommand.Create(),
    };
}
