using System.Globalization;

namespace AlertBot.Alerts;

/// <summary>The row of a destination.</summary>
internal readonly record struct DestinationId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The row of a message.</summary>
internal readonly record struct MessageId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
