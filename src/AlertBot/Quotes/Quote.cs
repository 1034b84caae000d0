using System.Text.Json.Serialization;

namespace AlertBot.Quotes;

/// <summary>Words between quotation marks in an article, and who said them. Offsets count UTF-16 code units in the article text.</summary>
/// <param name="Text">Exactly the text from <paramref name="Start"/> to <paramref name="End"/>, inside the marks.</param>
/// <param name="Speaker">The mention beside the quote (“Rubio”, “he”).</param>
/// <param name="Name">The full name the mention stands for, without titles; null for unnamed and uncertain speakers.</param>
/// <param name="Role">The speaker's title as the text gives it.</param>
/// <param name="Venue">Where it was said, as the text gives it.</param>
/// <param name="Cue">The verb or word that attributes it (“said”, “according to”).</param>
/// <param name="Continues">The second part of a quotation that its cue splits.</param>
internal sealed record Quote(
    string Text,
    int Start,
    int End,
    string? Speaker = null,
    int? SpeakerStart = null,
    int? SpeakerEnd = null,
    string? Name = null,
    string? Role = null,
    string? Venue = null,
    string? Cue = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Continues = false);
