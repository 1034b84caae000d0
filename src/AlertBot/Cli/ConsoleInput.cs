using System.Globalization;

namespace AlertBot.Cli;

/// <summary>Where commands are typed while the service runs.</summary>
internal static class ConsoleInput
{
    private const string ProcessStatusPath = "/proc/self/stat";

    /// <returns>Standard input; null for a job in the background of a terminal, which the terminal would stop when it reads.</returns>
    public static TextReader? Open() =>
        !Console.IsInputRedirected && File.Exists(ProcessStatusPath) && IsInBackground(File.ReadAllText(ProcessStatusPath)) ? null
            : Console.In;

    /// <summary>
    /// Whether another group of processes has the terminal: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields pgrp and
    /// tpgid.
    /// </summary>
    /// <param name="status">Behind the command's name in parentheses, which may hold anything: state, parent, group, session, terminal, the
    /// terminal's group.</param>
    public static bool IsInBackground(string status) =>
        status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var group, _, _,
            var foreground, ..]
        && int.TryParse(foreground, CultureInfo.InvariantCulture, out var terminal) && terminal > 0 && group != foreground;
}
