using System.CommandLine;
using AlertBot.Cli.Inspect;

namespace AlertBot.Cli;

/// <summary>The verbs of the executable.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Tells chat channels that a story they follow has news, with the quotes word for word.")
        {
            InspectCommand.Create(),
        };
        return await root.Parse(args).InvokeAsync();
    }
}
