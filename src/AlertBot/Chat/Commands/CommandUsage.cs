using static AlertBot.Chat.Content.RichText;

namespace AlertBot.Chat.Commands;

/// <summary>How commands are typed, in words that are right on every platform.</summary>
internal static class CommandUsage
{
    public const string Root = "/news";

    /// <returns><c>/news subscribe topic [mode] [ping]</c>.</returns>
    public static string Format(CommandSpec spec) =>
        string.Join(' ', [Root, spec.Path, .. spec.Options.Select(option => option.IsRequired ? option.Name : $"[{option.Name}]")]);

    /// <summary>A command to type, whole.</summary>
    public static Span.Code ToCode(string command) => new($"{Root} {command}");
}
