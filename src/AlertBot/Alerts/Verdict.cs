namespace AlertBot.Alerts;

/// <summary>Why an article is, or is not, told to a destination. The reason is a sentence's end for people: “not told: older than 48 h”.</summary>
internal abstract record Verdict(string Reason)
{
    /// <summary>It opens an alert.</summary>
    internal sealed record Told(string Reason) : Verdict(Reason);

    /// <summary>Its story was told here already.</summary>
    internal sealed record Joined(string Reason) : Verdict(Reason);

    internal sealed record NotTold(string Reason) : Verdict(Reason);

    /// <summary>As the decision's row holds it.</summary>
    public string Name => this switch
    {
        Told => "told",
        Joined => "joined",
        NotTold => "not_told",
        _ => throw new InvalidOperationException($"{GetType().Name} has no name"),
    };
}
