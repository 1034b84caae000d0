using System.Collections.Frozen;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>
/// German verbs that report speech only together with a particle or an infinitive at the end of the clause: “fuhr er fort”, “ließ sie
/// mitteilen”.
/// </summary>
internal static class SeparableVerbs
{
    // Tokens between the verb and its particle.
    private const int MaxBracketTokens = 14;

    private static readonly FrozenDictionary<string, string[]> ParticlesByVerb = new (string Verbs, string Particles)[]
    {
        ("fährt fuhr fuhren fahren", "fort"),
        ("führt führte führten führen", "aus"),
        ("gab gaben gibt geben", "zu bekannt an"),
        ("stellt stellte stellten stellen", "fest klar"),
        ("setzt setzte setzten setzen", "hinzu nach"),
        ("merkt merkte merkten", "an"),
        ("wendet wandte wandten", "ein"),
        ("legt legte legten", "nach"),
        ("pflichtet pflichtete", "bei"),
        ("lässt ließ ließen lassen", "mitteilen wissen verlauten ausrichten erklären verkünden"),
        ("zeigt zeigte zeigten", "überzeugt zufrieden zuversichtlich enttäuscht erleichtert besorgt empört"),
    }.SelectMany(pair => pair.Verbs.Split(' ').Select(verb => KeyValuePair.Create(verb, pair.Particles.Split(' '))))
    .ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsReportingVerb(TokenizedParagraph tokens, int verb)
    {
        if (!tokens.Profile!.IsGerman || !tokens[verb].IsWord || !ParticlesByVerb.TryGetValue(tokens[verb].Text, out var particles))
        {
            return false;
        }

        for (var i = verb + 1; i < verb + MaxBracketTokens && i < tokens.Count; i++)
        {
            if (particles.Contains(tokens[i].Text) && EndsClause(tokens[i + 1]))
            {
                return true;
            }

            if (!tokens[i].IsWord && !tokens[i].IsQuotation && !tokens[i].Is(','))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A particle ends its clause (“merkte sie an: …”); before a noun the word is a preposition (“an der Tür”).</summary>
    private static bool EndsClause(Token next) => !next.IsWord || next.Lower is "und" or "dass" or "oder";
}
