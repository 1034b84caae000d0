using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AlertBot.Cli;

/// <summary>
/// Writes each log record as one line: time, level, message. It removes control characters only: secrets are removed where texts of the
/// platforms are read (<c>SlackSecretRedactor</c>, <c>WebhookUrlRedactor</c>).
/// </summary>
internal sealed class LogLineFormatter(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "line";

    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>
    /// The host's record of a failed start, with a stack trace (LoggerEventIds.HostedServiceStartupFaulted). It is left out: the verb
    /// prints the failure with its fix.
    /// </summary>
    private const int HostStartFailedEventId = 11;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Category == HostCategory && logEntry.EventId.Id == HostStartFailedEventId)
        {
            return;
        }

        // AlertBot's own messages name their subject; those of libraries need their source.
        var source = logEntry.Category.StartsWith("AlertBot", StringComparison.Ordinal) ? "" : logEntry.Category + ": ";
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var exception = logEntry.Exception is { } e ? $": {e}" : "";
        textWriter.WriteLine(
            ToSingleLine(
                $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'} {LevelName(logEntry.LogLevel)} {source}{message}{exception}"));
    }

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warn ",
        LogLevel.Information => "info ",
        _ => "debug",
    };

    /// <summary>
    /// Replaces control characters with spaces. A message can quote a server's text, which must not start a line or control a terminal.
    /// </summary>
    private static string ToSingleLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
