using System.CommandLine;
using AlertBot.Cli.Inspect;

namespace AlertBot.Cli;

/// <summary>The verbs of the executable.</summary>
internal static class CommandLine
{
    /// <summary>Exit code for wrong words on the command line.</summary>
    private const int UsageErrorExitCode = 2;

    /// <summary>
    /// Time between SIGTERM and the end of the process. A verb that is still running then is ended. The service limits its own stop to
    /// one second less (<see cref="AlertBotService.ShutdownTimeout"/>).
    /// </summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args, HostFactory buildHost)
    {
        var parsed = CreateRoot(buildHost).Parse(args);
        var errors = UsageErrors.Find(parsed);
        foreach (var line in errors)
        {
            await Console.Error.WriteLineAsync(line);
        }

        return errors.Count > 0 ? UsageErrorExitCode
            : await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout });
    }

    internal static RootCommand CreateRoot(HostFactory buildHost)
    {
        var root = new RootCommand(
            "Posts an alert to a chat channel when a news feed reports a story on one of the channel's topics, with verbatim quotes. With "
                + "no command, runs the service.")
        {
            RunCommand.Create(buildHost),
            DemoCommand.Create(buildHost),
            CheckCommand.Create(),
            InspectCommand.Create(),
            FeedsCommand.Create(),
            HealthCommand.Create(path => CommandSettings.Load(path)?.Web.Listen),
        };
        root.Options.Add(RunCommand.ConfigOption);
        root.SetAction((parsed, cancellationToken) =>
            RunCommand.RunAsync(buildHost, parsed.GetValue(RunCommand.ConfigOption), cancellationToken));
        return root;
    }
}
