namespace AlertBot.Chat.Discord.Messages;

/// <summary>The colour of the bar beside a card. A topic always has the same, so that readers recognize it.</summary>
internal static class TopicColor
{
    /// <summary>Each has a contrast of at least 3 : 1 to Discord's dark (#2B2D31) and light (#F2F3F5) card.</summary>
    private static readonly int[] Palette =
    [
        0x3B82D0, 0xC2571A, 0x2F8F5B, 0xB0559E, 0x8A7A14, 0x168A9C, 0xD0475C, 0x7F6FD6, 0x5E8A1F, 0xA8673A,
    ];

    public static int ForTopic(string? topic) => topic is null ? Palette[0] : Palette[Hash(topic) % (uint)Palette.Length];

    /// <summary>FNV-1a, 32 bits. .NET's own string hash differs between processes.</summary>
    private static uint Hash(string name)
    {
        var hash = 2_166_136_261;
        foreach (var c in name.ToUpperInvariant())
        {
            hash = (hash ^ c) * 16_777_619;
        }

        return hash ^ (hash >> 16);
    }
}
