using System.Diagnostics.CodeAnalysis;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>The settings under <c>summaries</c>: an optional language model.</summary>
internal sealed record SummaryOptions
{
    /// <summary>Base URL of an OpenAI-compatible service. Default: null, no language model is used.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The name of the model; required with <see cref="Endpoint"/>.</summary>
    public string? Model { get; init; }

    /// <summary>A secret. Default: null, no key is sent.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Time limit for the summary of one article, including the wait for a slot. Default: 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The settings name a language model.</summary>
    [MemberNotNullWhen(true, nameof(Endpoint), nameof(Model))]
    public bool HasModel => Endpoint is not null && Model is not null;

    /// <summary>Without the key and without a password in the URL, for logs.</summary>
    public override string ToString() => Endpoint is null ? "No language model" : $"{Model} at {Endpoint.Authority}";
}
