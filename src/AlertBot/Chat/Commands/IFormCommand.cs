using AlertBot.Chat.Content;

namespace AlertBot.Chat.Commands;

/// <summary>A command whose form begins with what is there already.</summary>
internal interface IFormCommand : INewsCommand
{
    /// <param name="call">Has the options that were given; required ones are missing.</param>
    Task<FormPrefill> PrefillFormAsync(CommandCall call, CancellationToken cancellationToken);
}

/// <summary>How a form begins.</summary>
/// <param name="Values">What stands in the fields at first, by option, where nothing was given.</param>
/// <param name="Refusal">Why it is not worth filling in. Null: it is.</param>
internal sealed record FormPrefill(IReadOnlyDictionary<string, string> Values, Reply? Refusal = null);
