using System.Globalization;

namespace AlertBot.Alerts;

/// <summary>The id of a destination.</summary>
internal readonly record struct DestinationId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
