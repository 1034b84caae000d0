using AlertBot.Quotes.Attribution;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Context;

/// <summary>Finds the outlet to which a person speaks: “contó a El Heraldo”; „…“, sagte Born der Zeitung „Der Kurier“.</summary>
internal static class ProfileAudience
{
    // Tokens of an outlet in the dative: "der Neuen Osnabrücker Zeitung".
    private const int MaxOutletTokens = 6;

    /// <param name="i">The preposition or article before the outlet.</param>
    public static string? Find(TokenizedParagraph tokens, int i, AttributionRelation attribution)
    {
        var profile = tokens.Profile!;
        if (profile.IsProDrop && tokens[i].Lower is "a" && i <= Math.Max(attribution.Speaker.Last, attribution.Cue) + 2)
        {
            return FindSpanishAudience(tokens, i);
        }

        return profile.IsGerman && tokens[i].Lower is "der" or "dem" or "den" && i <= attribution.Speaker.Last + 3
            ? FindGermanAudience(tokens, i)
            : null;
    }

    /// <summary>“contó a El Heraldo”, “dijo a Telesur”.</summary>
    private static string? FindSpanishAudience(TokenizedParagraph tokens, int preposition)
    {
        var first = preposition + 1;
        var end = first;
        while (end < preposition + 5 && tokens[end].IsCapital)
        {
            end++;
        }

        var isOutlet = tokens[first].Text is "El" or "La" or "Los" or "Las"
            ? end > first + 1
            : tokens[first].IsCapital && IsBroadcasterOrOutlet(tokens, first);
        return isOutlet ? tokens.GetText(preposition, end - 1) : null;
    }

    private static bool IsBroadcasterOrOutlet(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower.StartsWith("tele", StringComparison.Ordinal) || tokens[i].Lower.StartsWith("radio", StringComparison.Ordinal)
        || ProfileSpeechVenue.IsVenueOrOutlet(tokens.Profile!, tokens[i]);

    /// <summary>„…“, sagte Born der Zeitung „Der Kurier“; dem Sender ORB sagte sie.</summary>
    private static string? FindGermanAudience(TokenizedParagraph tokens, int article)
    {
        var (last, isOutlet) = (-1, false);
        for (var i = article + 1; i <= article + MaxOutletTokens; i++)
        {
            var isTitle = tokens[i].IsQuotation && ProfileSpeechVenue.IsTitle(tokens, i);
            if (!tokens[i].IsCapital && !isTitle && tokens[i].Text is not ("deutschen" or "österreichischen"))
            {
                break;
            }

            last = i;
            isOutlet |= (isTitle && i == article + 1) || ProfileSpeechVenue.IsVenueOrOutlet(tokens.Profile!, tokens[i]);
        }

        return isOutlet ? tokens.GetText(article + 1, last) : null;
    }
}
