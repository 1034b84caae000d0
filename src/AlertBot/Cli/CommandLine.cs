using System.CommandLine;
using AlertBot.Cli.Inspect;

namespace AlertBot.Cli;

/// <summary>The verbs of the executable.</summary>
internal static class CommandLine
{
    /// <summary>Wrong words on the command line.</summary>
    private const int UsageErrorExitCode = 2;

    /// <summary>
    /// A verb that is told to stop ends within it, or is ended: a stop may take 10 s, and the service itself takes a little less.
    /// </summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "Tells chat channels that a story they follow has news, with the quotes word for word. Without a verb it runs the service.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            CheckCommand.Create(),
            InspectCommand.Create(),
            FeedsCommand.Create(),
            HealthCommand.Create(path => CommandSettings.Load(path)?.Web.Listen),
        };
        root.Options.Add(RunCommand.ConfigOption);
        root.SetAction((parsed, cancellationToken) => RunCommand.RunAsync(parsed.GetValue(RunCommand.ConfigOption), cancellationToken));
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout });
        return parsed.Errors.Count > 0 ? UsageErrorExitCode : code;
    }
}
