using System.Globalization;

namespace AlertBot.Alerts;

/// <summary>The id of a message.</summary>
internal readonly record struct MessageId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
