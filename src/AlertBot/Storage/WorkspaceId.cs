using System.Globalization;

namespace AlertBot.Storage;

/// <summary>The id of a workspace: a Discord guild, a Slack team, the console, or the settings file.</summary>
internal readonly record struct WorkspaceId(long Value)
{
    /// <summary>The settings file. All workspaces see its feeds and topics.</summary>
    public static readonly WorkspaceId Settings = new(0);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
