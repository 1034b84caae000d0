using AlertBot.Chat.Content;

namespace AlertBot.Chat.Commands;

/// <summary>A command whose form starts with current values.</summary>
internal interface IFormCommand : INewsCommand
{
    /// <param name="call">Has the options that were given; required ones are missing.</param>
    Task<FormPrefill> PrefillFormAsync(CommandCall call, CancellationToken cancellationToken);
}

/// <summary>The initial state of a form.</summary>
/// <param name="Values">Initial values by option; an option that was given keeps its given value.</param>
/// <param name="Refusal">If set, no form is shown: the reply explains why the command cannot succeed.</param>
internal sealed record FormPrefill(IReadOnlyDictionary<string, string> Values, Reply? Refusal = null);
