using System.Text.Json.Serialization;

namespace AlertBot.Quotes;

/// <summary>Words between quotation marks in an article with their speaker. Offsets count UTF-16 code units in the article text.</summary>
/// <param name="Text">The article text from <paramref name="Start"/> to <paramref name="End"/>, without the marks.</param>
/// <param name="Speaker">The mention next to the quotation (“Rubio”, “he”); null where the confidence is too low.</param>
/// <param name="Name">The full name of the speaker without titles; null for unnamed and uncertain speakers.</param>
/// <param name="Role">The office of the speaker as the text writes it.</param>
/// <param name="Venue">Where the speaker said it, as the text writes it (“in an interview with …”).</param>
/// <param name="Cue">The verb or phrase that attributes the quotation (“said”, “according to”).</param>
/// <param name="Continues">Whether it is the second part of a quotation that its cue splits.</param>
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
