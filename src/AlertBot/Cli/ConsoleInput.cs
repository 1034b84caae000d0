using System.Globalization;

namespace AlertBot.Cli;

/// <summary>The source of commands that are typed while the service runs.</summary>
internal static class ConsoleInput
{
    private const string ProcessStatusPath = "/proc/self/stat";

    /// <returns>Standard input. Null for a background job of a terminal, which the terminal would stop at its first read.</returns>
    public static TextReader? Open() =>
        !Console.IsInputRedirected && File.Exists(ProcessStatusPath) && IsInBackground(File.ReadAllText(ProcessStatusPath)) ? null
            : Console.In;

    /// <summary>
    /// Whether the process has a terminal and another process group is in its foreground. Compares the fields pgrp and tpgid of
    /// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html.
    /// </summary>
    /// <param name="status">The line of /proc/self/stat: process id, name in parentheses (any characters), state, parent, process group,
    /// session, terminal, foreground process group, and more.</param>
    public static bool IsInBackground(string status) =>
        status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is
            [_, _, var group, _, _, var foreground, ..]
        && int.TryParse(foreground, CultureInfo.InvariantCulture, out var terminalGroup)
        && terminalGroup > 0
        && group != foreground;
}
