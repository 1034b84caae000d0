using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord;

/// <summary>A row of buttons: https://docs.discord.com/developers/components/reference#action-row</summary>
internal sealed record DiscordRow(int Type, IReadOnlyList<DiscordRow.Button> Components)
{
    private const int ActionRow = 1;

    public static IReadOnlyList<DiscordRow> Of(IReadOnlyList<ReplyButton> buttons) =>
        [.. buttons.Chunk(DiscordLimits.ButtonsOfRow).Take(DiscordLimits.Rows).Select(row => new DiscordRow(ActionRow, [.. row.Select(Button.Of)]))];

    /// <summary>https://docs.discord.com/developers/components/reference#button</summary>
    internal sealed record Button(int Type, int Style, string Label, string CustomId)
    {
        private const int TypeButton = 2;
        private const int Grey = 2;
        private const int Red = 4;

        public static Button Of(ReplyButton button) =>
            new(TypeButton, button.IsDestructive ? Red : Grey, PlainText.Cut(PlainText.Clean(button.Label), DiscordLimits.ButtonLabel), button.Action);
    }
}
