using System.Diagnostics.CodeAnalysis;

namespace AlertBot.Summaries.LanguageModel;

/// <summary>The settings under <c>summaries</c>: an optional language model.</summary>
internal sealed record SummaryOptions
{
    /// <summary>Base address of an OpenAI-compatible service. Null: no language model is asked.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Given together with <see cref="Endpoint"/>.</summary>
    public string? Model { get; init; }

    /// <summary>A secret. Null: the service asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Limit of one article: waiting its turn, the request and its answer. Default: 20 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The settings name a language model.</summary>
    [MemberNotNullWhen(true, nameof(Endpoint), nameof(Model))]
    public bool HasModel => Endpoint is not null && Model is not null;

    /// <summary>Keeps the key, and a password in the address, out of logs.</summary>
    public override string ToString() => Endpoint is null ? "No language model" : $"{Model} at {Endpoint.Authority}";
}
