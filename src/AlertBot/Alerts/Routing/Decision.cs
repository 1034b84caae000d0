namespace AlertBot.Alerts.Routing;

/// <summary>
/// Why an article is, or is not, told to a destination. The reason is a sentence's end for people: “not told: older than 48 h”.
/// </summary>
internal abstract record Decision(string Reason)
{
    /// <summary>It opens an alert.</summary>
    internal sealed record NewAlert(string Reason) : Decision(Reason);

    /// <summary>Its story was told here already.</summary>
    internal sealed record AddedToAlert(string Reason) : Decision(Reason);

    internal sealed record Skipped(string Reason) : Decision(Reason);

    /// <summary>As the decision's row holds it.</summary>
    public string Name => this switch
    {
        NewAlert => "told",
        AddedToAlert => "joined",
        Skipped => "not_told",
        _ => throw new InvalidOperationException($"{GetType().Name} has no name"),
    };
}
