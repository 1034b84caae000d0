using AlertBot.Chat.Content;

namespace AlertBot.Chat.Discord.Messages;

/// <summary>A row of buttons: https://docs.discord.com/developers/components/reference#action-row</summary>
internal sealed record DiscordActionRow(int Type, IReadOnlyList<DiscordActionRow.Button> Components)
{
    private const int TypeActionRow = 1;

    public static IReadOnlyList<DiscordActionRow> From(IReadOnlyList<ReplyButton> buttons) =>
        [.. buttons.Chunk(DiscordLimits.MaxButtonsPerRow).Take(DiscordLimits.MaxActionRows)
            .Select(row => new DiscordActionRow(TypeActionRow, [.. row.Select(Button.From)]))];

    /// <summary>https://docs.discord.com/developers/components/reference#button</summary>
    internal sealed record Button(int Type, int Style, string Label, string CustomId)
    {
        private const int TypeButton = 2;
        private const int StyleSecondary = 2;
        private const int StyleDanger = 4;

        public static Button From(ReplyButton button) =>
            new(TypeButton,
                button.IsDestructive ? StyleDanger : StyleSecondary,
                DisplayText.Truncate(DisplayText.Clean(button.Label), DiscordLimits.MaxButtonLabel),
                button.Action);
    }
}
