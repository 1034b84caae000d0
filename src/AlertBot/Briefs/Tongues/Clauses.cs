namespace AlertBot.Briefs.Tongues;

/// <summary>A verb of saying with what belongs to it.</summary>
/// <param name="First">Its first token, auxiliary and clitics included.</param>
/// <param name="Last">Its last token.</param>
/// <param name="Subject">The pronoun that French hangs on it; −1 for none.</param>
internal readonly record struct Saying(int First, int Cue, int Last, int Subject);

/// <summary>Finds verbs of saying and their subjects in a clause.</summary>
internal static class Clauses
{
    private const int LongestInsertion = 30;

    // Places where a subject may begin.
    private const int MostOpenings = 14;

    /// <returns>The verb of saying that begins at a token: “sagte”, “a en outre déclaré”, “a-t-il dit”, “ha dicho”.</returns>
    public static Saying? At(Frame frame, int first)
    {
        var tongue = frame.Tongue!;
        var verb = first;
        for (; verb < first + 3 && !tongue.IsAuxiliary(frame[verb]) && !tongue.IsCue(frame[verb]) && tongue.IsAdverb(frame[verb]); verb++)
        {
        }

        if (tongue.IsAuxiliary(frame[verb]))
        {
            return WithAuxiliary(frame, first, verb);
        }

        if (!(tongue.IsCue(frame[verb]) || Separable.IsCue(frame, verb)) || (!tongue.IsGerman && verb == first && tongue.IsDeterminer(frame[verb - 1]) && frame[verb - 1].Lower is not ("l’" or "lo" or "le" or "la" or "les")))
        {
            return null;
        }

        // „Der Ordner“ nennt sich das Stück.
        if (frame[verb].Lower is "nennt" or "nannte" && frame[verb + 1].Lower is "sich")
        {
            return null;
        }

        var (pronoun, last) = Hung(frame, verb);
        return new Saying(first, verb, last, pronoun);
    }

    private static Saying? WithAuxiliary(Frame frame, int first, int auxiliary)
    {
        var tongue = frame.Tongue!;

        // “est” says something of somebody unless it is reflexive: “s’est félicité”.
        if (frame[auxiliary].Lower is "est" or "sont" && frame[auxiliary - 1].Lower is not ("s’" or "se"))
        {
            return null;
        }

        var (pronoun, last) = Hung(frame, auxiliary);
        var participle = last + 1;

        // "a, selon plusieurs témoins, reconnu".
        if (frame[participle].Is(','))
        {
            var close = participle + 1;
            while (close < participle + 12 && frame[close].IsWord)
            {
                close++;
            }

            participle = frame[close].Is(',') ? close + 1 : participle;
        }

        while (participle < last + 5 && (tongue.IsAdverb(frame[participle]) || tongue.IsPreposition(frame[participle])) && !tongue.IsParticiple(frame[participle]))
        {
            participle++;
        }

        return tongue.IsParticiple(frame[participle]) && !tongue.IsGerman ? new Saying(first, participle, participle, pronoun) : null;
    }

    private static (int Pronoun, int Last) Hung(Frame frame, int verb)
    {
        var i = verb + 1;
        if (!frame[i].Is('-'))
        {
            return (-1, verb);
        }

        i += frame[i + 1].Lower == "t" && frame[i + 2].Is('-') ? 3 : 1;
        return frame.Tongue!.IsPronoun(frame[i]) ? (i, i) : (-1, verb);
    }

    /// <summary>The subject that follows a verb: “sagte am Montag die Sprecherin Eva Born”.</summary>
    public static Phrase? Following(Frame frame, Saying saying, int max)
    {
        if (saying.Subject >= 0)
        {
            return new Phrase(saying.Subject, saying.Subject);
        }

        var tongue = frame.Tongue!;
        var i = saying.Last + 1;
        for (var steps = 0; steps < 8 && i <= max; steps++)
        {
            if ((tongue.IsAdverb(frame[i]) && !tongue.IsDeterminer(frame[i])) || tongue.IsTime(frame[i]) || (steps > 0 && frame[i].IsWord && char.IsDigit(frame[i].Text[0])))
            {
                i++;
            }
            else if (tongue.IsPreposition(frame[i]) && (tongue.IsTime(frame[i + 1]) || (tongue.IsDeterminer(frame[i + 1]) && tongue.IsTime(frame[i + 2]))))
            {
                i += tongue.IsTime(frame[i + 1]) ? 2 : 3;
            }
            else if (tongue.IsDeterminer(frame[i]) && tongue.IsTime(frame[i + 1]))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        return i <= max && Groups.Core(frame, i, max) is { } core && !IsObject(frame, core) && !IsImpersonal(frame[core.First]) ? Named(frame, core, max) : null;
    }

    /// <summary>The subject that stands before a verb, not further back than <paramref name="start"/>.</summary>
    public static Phrase? Preceding(Frame frame, int start, int verb)
    {
        var tongue = frame.Tongue!;
        var tried = 0;
        for (var i = Math.Max(start, verb - (Limits.Sentence / 2)); i < verb && tried < MostOpenings; i++)
        {
            var opens = i == start || frame[i - 1].Is(',') || frame[i - 1].Is(':') || frame[i - 1].Is(';') || frame[i - 1].Is('-') || frame[i - 1].Is('—') || frame[i - 1].Is('–') || frame[i - 1].IsQuotation || (frame[i - 1].Lower is "deren" or "dessen" && !tongue.IsPreposition(frame[i - 2])) || (frame[i - 2].Lower is "deren" or "dessen" && tongue.IsPreposition(frame[i - 3])) || tongue.IsConjunction(frame[i - 1]) || tongue.IsAdverb(frame[i - 1]);
            tried += opens ? 1 : 0;
            if (opens && Groups.Core(frame, i, verb - 1) is { } core && !IsImpersonal(frame[core.First]) && Reaches(frame, Groups.Whole(frame, core, verb - 1).Last + 1, verb))
            {
                return Named(frame, core, verb - 1);
            }
        }

        return null;
    }

    /// <summary>“…, le procureur Denis Moen, qui évoque …”: whom a relative pronoun before a verb means.</summary>
    public static Phrase? Antecedent(Frame frame, int start, int verb)
    {
        var comma = verb - 2;
        if (frame.Tongue!.IsGerman || !frame[comma].Is(',') || frame[verb - 1].Lower is not ("qui" or "que" or "quien"))
        {
            return null;
        }

        for (var i = Math.Max(start, comma - Limits.Phrase); i < comma; i++)
        {
            if (Groups.Core(frame, i, comma - 1) is { } core && Groups.Whole(frame, core, comma - 1).Last == comma - 1 && TongueNames.Of(frame, new Phrase(core.First, comma - 1)) is not null)
            {
                return Named(frame, core, comma - 1);
            }
        }

        return null;
    }

    /// <summary>“es heißt”, “on dit”: nobody.</summary>
    private static bool IsImpersonal(Token token) => token.Lower is "es" or "man" or "on";

    /// <summary>The first noun phrase of a sentence that is no part of what leads up to it.</summary>
    public static Phrase? Leading(Frame frame, int start, int end)
    {
        var tongue = frame.Tongue!;
        var i = start;
        for (var steps = 0; steps < 3 && i <= end; steps++)
        {
            while (i <= end && !tongue.IsPronoun(frame[i]) && (tongue.IsConjunction(frame[i]) || tongue.IsAdverb(frame[i]) || frame[i].Is(',') || frame[i].Is('—') || frame[i].Is('–')))
            {
                i++;
            }

            if (!tongue.IsPreposition(frame[i]) && !tongue.IsTime(frame[i]) && !tongue.IsGerund(frame[i]) && !IsParticipial(frame, i))
            {
                break;
            }

            while (i <= end && !frame[i].Is(','))
            {
                i++;
            }
        }

        return i <= end && Groups.Core(frame, i, end) is { } core ? Named(frame, core, end) : null;
    }

    /// <summary>“Interrogée par la presse, …”, “Consultado sobre …”: what leads up to the subject.</summary>
    private static bool IsParticipial(Frame frame, int i) =>
        !frame.Tongue!.IsGerman && frame[i].IsWord && frame.Tongue.IsPreposition(frame[i + 1]) && !frame.Tongue.IsGiven(frame[i])
        && Array.Exists(Participial, ending => frame[i].Lower.EndsWith(ending, StringComparison.Ordinal));

    private static readonly string[] Participial = ["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"];

    /// <summary>A phrase with its complements; where only the apposition behind it has a name (“la ministre de la Culture, Ève Born,”), that.</summary>
    public static Phrase Named(Frame frame, Phrase core, int max)
    {
        if (Groups.IsPronoun(frame, core))
        {
            return core;
        }

        var whole = Groups.Whole(frame, core, max);
        if (TongueNames.Of(frame, whole) is { } inside)
        {
            return new Phrase(inside.OfficeFirst >= 0 || inside.First <= core.Last ? core.First : inside.First, inside.Last);
        }

        var comma = whole.Last + 1;
        return frame[comma].Is(',') && HasOffice(frame, core) && comma < frame.Count && Groups.Core(frame, comma + 1, frame.Count - 1) is { } apposed
            && !frame.Tongue!.IsDeterminer(frame[apposed.First]) && TongueNames.Of(frame, apposed) is { } name && name.Last == apposed.Last
            && (!frame[apposed.Last + 1].IsWord || frame.Tongue.IsPreposition(frame[apposed.Last + 1]) || frame.Tongue.IsConjunction(frame[apposed.Last + 1]))
            ? apposed
            : whole;
    }

    private static bool HasOffice(Frame frame, Phrase core)
    {
        for (var i = core.First; i <= core.Last; i++)
        {
            if (frame.Tongue!.IsOffice(frame[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What may stand between a subject and its verb: complements, times, brackets, insertions between commas.</summary>
    private static bool Reaches(Frame frame, int i, int verb)
    {
        var tongue = frame.Tongue!;
        while (i < verb)
        {
            if (frame[i].Is(','))
            {
                var close = i + 1;
                while (close < verb && close - i < LongestInsertion && !frame[close].Is(',') && !frame[close].IsQuotation)
                {
                    close++;
                }

                if (close >= verb || !frame[close].Is(','))
                {
                    return false;
                }

                i = close + 1;
            }
            else if (frame[i].IsQuotation && TongueDocuments.IsTitle(frame, i))
            {
                i++;
            }
            else if (frame[i].Is('('))
            {
                while (i < verb && !frame[i].Is(')'))
                {
                    i++;
                }

                i++;
            }
            else if (tongue.IsPreposition(frame[i]) && Groups.Core(frame, i + 1, verb - 1, bare: true) is { } complement)
            {
                i = complement.Last + 1;
            }
            else if (tongue.IsAdverb(frame[i]) || tongue.IsTime(frame[i]) || frame[i].Lower is "selbst" or "mismo" or "misma" || (tongue.IsPreposition(frame[i]) && tongue.IsTime(frame[i + 1])))
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return i == verb;
    }

    /// <summary>“sagte ihm”, “dem Sender sagte …”: a dative or accusative article is no subject's.</summary>
    public static bool IsObject(Frame frame, Phrase core) =>
        (frame.Tongue!.IsGerman && frame[core.First].Lower is "dem" or "den" or "des" or "einem" or "einen" or "seinem" or "ihrem" or "seinen" or "ihren" or "einer")
        || (frame.Tongue!.IsGerman && frame[core.First].Lower is "der" && IsFeminine(frame, core))
        || frame[core.First].Lower is "lo" or "al" or "del";

    /// <summary>“sagte der Kanzlerin”: to her.</summary>
    private static bool IsFeminine(Frame frame, Phrase core)
    {
        for (var i = core.First + 1; i <= core.Last; i++)
        {
            if (frame[i].Lower is "frau" || (frame.Tongue!.IsOffice(frame[i]) && frame[i].Lower.EndsWith("in", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
