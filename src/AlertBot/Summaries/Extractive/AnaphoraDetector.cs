using System.Collections.Frozen;
using AlertBot.Quotes.Languages;

namespace AlertBot.Summaries.Extractive;

/// <summary>Detects sentences that depend on the previous one: “He added …”, “The move comes …”, “In Oslo, he said …”.</summary>
internal static class AnaphoraDetector
{
    /// <summary>The part of a sentence, in UTF-16 code units, that is searched for a clause before the subject.</summary>
    private const int MaxClauseLength = 120;

    /// <summary>The number of words searched for “also”. Later in a sentence, it joins things within the sentence.</summary>
    private const int MaxAdditiveWordPosition = 6;

    /// <summary>The number of words searched for a demonstrative: in “À cause de ces …” it is the fourth.</summary>
    private const int MaxDemonstrativePosition = 4;

    // These refer to another sentence, even at the beginning of a text.
    private static readonly FrozenSet<string> AlwaysAnaphoric = Vocabulary.WordSet("he she they here here's here’s");

    private static readonly FrozenSet<string> Openers = Vocabulary.WordSet(
        """
        he she it they his her their its him them i we you my our your this that these those such but and or nor so yet however meanwhile
        moreover furthermore instead then there nevertheless nonetheless still also additionally
        therefore thus otherwise likewise similarly indeed besides afterwards afterward elsewhere both neither either others another later
        here here's here’s who which because yes no well too
        er sie es wir ihr sein seine seiner ihre dies diese dieser dieses dabei damit dafür dagegen darauf darum daraufhin danach dann doch
        aber und oder denn zudem außerdem daher deshalb dennoch jedoch auch beide
        il elle ils elles on nous ce cet cela cette ces mais et ou donc son sa ses leur leurs puis ensuite toutefois cependant pourtant
        deren dessen dazu diesem trotzdem allerdings hingegen so sodann damals dort seinen seinem ihren ihrem ebenso gleichzeitig zugleich
        celui-ci celle-ci ceux-ci ainsi là c’est c'est or
        hierbei hierzu hierfür hiermit davon daraus daran darin darüber dadurch somit demnach demzufolge infolgedessen separately
        dicho dicha dichos dichas tal tales él ella ellos ellas esto eso este esta estos estas ese esa esos esas aquello ello pero y además
        su sus también sin luego después entonces asimismo
        """);

    // Pairs and triples of words that refer back where the first word alone does not.
    private static readonly FrozenSet<string> AnaphoricPairs = Vocabulary.WordSet(
        """
        the_two the_three the_four the_pair the_duo the_trio the_former the_latter the_other the_others the_same the_move the_moves
        the_decision the_comments the_comment the_remarks the_announcement the_news the_statement the_incident
        the_development the_revelation the_revelations the_change the_changes the_result the_results the_findings the_ruling the_reason
        the_idea the_couple the_video the_clip the_footage the_post the_tweet the_letter
        in_addition in_contrast in_response in_turn in_other in_short in_fact in_particular in_all by_contrast by_comparison as_such as_a
        on_the_other for_example for_instance for_that at_that at_this after_that after_this since_then until_then
        despite_this despite_that because_of_this under_this under_that with_this with_that of_those of_these of_them among_them
        among_those one_of_them some_of_them all_of_them like_this like_that the_first the_second the_third not_only
        das_ist das_sind das_war das_waren das_zeigt das_heißt das_bedeutet das_sagte das_teilte das_geht das_hat das_habe das_hatte
        das_wird das_wurde das_gab das_gilt das_berichtet das_berichtete wie_es als_grund
        así_lo por_ello por_eso para_ello con_ello de_ello todo_ello
        die_beiden der_schritt die_entscheidung les_deux los_dos las_dos le_premier la_décision la_decisión
        """);

    private static readonly FrozenSet<string> Subjects = Vocabulary.WordSet("he she they it i we er sie il elle ils elles él ella ellos");

    private static readonly FrozenSet<string> Emphatic =
        Vocabulary.WordSet("himself herself itself themselves selbst selber mismo misma mismos mismas");

    private static readonly FrozenSet<string> ComparisonWords =
        Vocabulary.WordSet("same previous latter other others même mêmes mismo misma mismos mismas anterior gleichen selben gleiche");

    private static readonly FrozenSet<string> EnglishPronouns = Vocabulary.WordSet("he she they");

    private static readonly FrozenSet<string> EnglishSpeechVerbs =
        Vocabulary.WordSet("said says added adds told wrote argued argues explained noted insisted warned continued");

    private static readonly FrozenSet<string> GermanPronouns = Vocabulary.WordSet("er sie");

    private static readonly FrozenSet<string> GermanSpeechVerbs =
        Vocabulary.WordSet("sagt sprach schrieb schreibt rief meint betont erklärt warnt");

    private static readonly FrozenSet<string> FrenchPronouns = Vocabulary.WordSet("il elle ils elles");

    private static readonly FrozenSet<string> SpanishFunctionWords =
        Vocabulary.WordSet("a al en de del con por para desde hasta tras sin que");

    private static readonly FrozenSet<string> LeadingPrepositions = Vocabulary.WordSet(
        "in on at for with from by under after before during dans sur pour avec par chez selon en con por para según tras");

    private static readonly FrozenSet<string> AdditiveWords = Vocabulary.WordSet("also auch ebenfalls également también asimismo");

    private static readonly FrozenSet<string> Prepositions = Vocabulary.WordSet(
        "à au aux grâce dans lors depuis après avant avec pour sur par selon malgré en con de a por para tras según desde durante ante "
            + "nach bei mit in an auf trotz aufgrund wegen durch seit von vor zu aus unter gegen für");

    private static readonly FrozenSet<string> Demonstratives =
        Vocabulary.WordSet("ce cet cette ces cela este esta estos estas ese esa esos esas esto eso ello dieser diese dieses diesen diesem");

    // A demonstrative before one of these is a date (“este lunes”) and does not refer back.
    private static readonly FrozenSet<string> Days = Vocabulary.WordSet(
        """
        lundi mardi mercredi jeudi vendredi samedi dimanche matin soir nuit semaine mois année jour printemps été automne hiver saison
        lunes martes miércoles jueves viernes sábado domingo mañana tarde noche semana mes año día temporada verano otoño invierno primavera
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag morgen abend nacht woche monat jahr jahres tag tagen wochen
        monaten sommer herbst winter frühjahr frühling saison
        week month year season summer winter spring autumn fall
        """);

    private static readonly FrozenSet<string> Possessives =
        Vocabulary.WordSet("his her their its son sa ses leur leurs su sus lui elle eux");

    // A clause that begins with one of these may name the person that a later pronoun refers to.
    private static readonly FrozenSet<string> Subordinators = Vocabulary.WordSet(
        "when after before while as if since because although though once until unless where whenever wenn als weil nachdem bevor "
            + "während obwohl quand lorsque après avant si cuando aunque mientras después porque");

    /// <param name="isFirst">The sentence is the first one of the text.</param>
    public static bool DependsOnPrevious(ReadOnlySpan<char> sentence, bool isFirst)
    {
        var first = ReadWord(sentence, 0, out var end);
        var second = ReadWord(sentence, end, out end);
        var third = ReadWord(sentence, end, out _);
        if (AlwaysAnaphoric.Contains(first) || AlwaysAnaphoric.Contains(Vocabulary.WithoutContraction(first)))
        {
            return true;
        }

        return !isFirst
            && !(Demonstratives.Contains(first) && IsDay(second))
            && (HasAnaphoricOpening(first, second, third)
                || HasPronounAfterClause(sentence, first)
                || HasComparison(second, third)
                || HasAdditiveWord(sentence)
                || HasDemonstrativeAfterPreposition(sentence, first)
                || HasPronounAsSpeaker(sentence)
                || LacksSubject(sentence, first, second));
    }

    private static bool HasAnaphoricOpening(string first, string second, string third) =>
        Openers.Contains(Vocabulary.WithoutContraction(first))
        || Openers.Contains(WithoutContraction(first))
        || AnaphoricPairs.Contains($"{first}_{second}")
        || AnaphoricPairs.Contains($"{first}_{second}_{third}");

    /// <summary>“For the same reason”, “Like the previous order”, “Bruns selbst”: the previous sentence has the counterpart.</summary>
    private static bool HasComparison(string second, string third) =>
        Emphatic.Contains(second)
            || (second is "the" or "le" or "la" or "les" or "el" or "los" or "las" or "der" or "dem" or "den" or "die"
                && ComparisonWords.Contains(third));

    /// <summary>“The traders have also asked …”: what else they did is in the previous sentence.</summary>
    private static bool HasAdditiveWord(ReadOnlySpan<char> sentence)
    {
        var before = "";
        for (int words = 0, at = 0; words < MaxAdditiveWordPosition; words++)
        {
            // “The mayor has since said …”: since when is in the previous sentence.
            var word = ReadWord(sentence, at, out at);
            if (AdditiveWords.Contains(word) || (word == "since" && before is "has" or "have" or "had"))
            {
                return true;
            }

            before = word;
        }

        return false;
    }

    /// <summary>“De esta manera …”, “À cause de ces soutiens …”, “Nach dieser Sitzung …”; not “En este lunes”, “In diesem Jahr”.</summary>
    private static bool HasDemonstrativeAfterPreposition(ReadOnlySpan<char> sentence, string first)
    {
        if (!Prepositions.Contains(first))
        {
            return false;
        }

        ReadWord(sentence, 0, out var at);
        for (var words = 1; words < MaxDemonstrativePosition; words++)
        {
            if (Demonstratives.Contains(ReadWord(sentence, at, out at)))
            {
                return !IsDay(ReadWord(sentence, at, out _));
            }
        }

        return false;
    }

    private static bool IsDay(string word) => Vocabulary.IsTimeWord(word) || Days.Contains(word);

    /// <summary>“…, she said.”, “…, betonte er.”, “La France, a-t-elle ajouté, …”: another sentence names the speaker.</summary>
    private static bool HasPronounAsSpeaker(ReadOnlySpan<char> sentence)
    {
        for (int from = 0, comma; from < sentence.Length && (comma = sentence[from..].IndexOf(',')) >= 0; from += comma + 1)
        {
            var first = ReadWord(sentence, from + comma, out var end);
            var isLower = first.Length > 0 && char.IsLower(sentence[end - first.Length]);
            var hasHyphen = isLower && end < sentence.Length && sentence[end] == '-';
            if (hasHyphen && HasInvertedSubject(sentence[end..]))
            {
                return true;
            }

            var second = isLower && !hasHyphen ? ReadWord(sentence, end, out end) : "";
            var isClauseEnd = end >= sentence.Length || sentence[end] is '.' or ',';
            if ((EnglishPronouns.Contains(first) && EnglishSpeechVerbs.Contains(second))
                || (isClauseEnd && GermanPronouns.Contains(second) && IsGermanSpeechVerb(first)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGermanSpeechVerb(string word) =>
        word.EndsWith("te", StringComparison.Ordinal) || GermanSpeechVerbs.Contains(word);

    /// <summary>“-t-elle ajouté”, “-il”: the subject follows the hyphen of the verb.</summary>
    /// <param name="rest">From the hyphen.</param>
    private static bool HasInvertedSubject(ReadOnlySpan<char> rest)
    {
        var subject = rest.StartsWith("-t-", StringComparison.Ordinal) ? rest[3..] : rest[1..];
        return FrenchPronouns.Contains(ReadWord(subject, 0, out _));
    }

    /// <summary>“Según explica, …”, “Atacó a seis kilómetros …”, “Dans sa commune, …”: the subject is in another sentence.</summary>
    private static bool LacksSubject(ReadOnlySpan<char> sentence, string first, string second)
    {
        if (first is "según")
        {
            return second.Length > 0 && second[^1] is 'a' or 'e' or 'ó'
                && sentence.IndexOf(',') == sentence.IndexOf(second, StringComparison.Ordinal) + second.Length;
        }

        return (IsSpanishPastVerb(first) && SpanishFunctionWords.Contains(second))
            || (Possessives.Contains(second) && LeadingPrepositions.Contains(first) && !HasNameAfterComma(sentence));
    }

    private static bool IsSpanishPastVerb(string word) =>
        word.Length > 3
        && (word[^1] == 'ó' || word.EndsWith("aron", StringComparison.Ordinal) || word.EndsWith("ieron", StringComparison.Ordinal));

    /// <summary>“In her speech, Minister Falk …”: the possessive refers to the name after the comma.</summary>
    private static bool HasNameAfterComma(ReadOnlySpan<char> sentence)
    {
        var head = sentence[..Math.Min(sentence.Length, MaxClauseLength)];
        for (int from = 0, comma; (comma = head[from..].IndexOf(',')) >= 0; from += comma + 1)
        {
            var first = ReadWord(head, from + comma, out var firstEnd);
            var second = ReadWord(head, firstEnd, out var secondEnd);
            if (IsCapitalized(head, firstEnd - first.Length, first) || IsCapitalized(head, secondEnd - second.Length, second))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCapitalized(ReadOnlySpan<char> text, int start, string word) => word.Length > 0 && char.IsUpper(text[start]);

    /// <summary>“that’s” → “that”.</summary>
    private static string WithoutContraction(string word) => word.AsSpan().IndexOfAny('\'', '’') is var mark and > 0 ? word[..mark] : word;

    private static bool HasPronounAfterClause(ReadOnlySpan<char> sentence, string first)
    {
        var head = sentence[..Math.Min(sentence.Length, MaxClauseLength)];
        for (int from = 0, offset; (offset = head[from..].IndexOf(',')) >= 0; from += offset + 1)
        {
            var comma = from + offset;
            if (Subjects.Contains(Vocabulary.WithoutContraction(ReadWord(sentence, comma, out _))))
            {
                // After “In Oslo,” the pronoun may refer to anyone. “When Falk came,” and “Falk, the mayor,” name the person.
                return (from == 0 && !Subordinators.Contains(first)) || !HasName(sentence[..comma]);
            }
        }

        return false;
    }

    private static bool HasName(ReadOnlySpan<char> clause)
    {
        ReadWord(clause, 0, out var at);
        while (at < clause.Length)
        {
            var start = at;
            var word = ReadWord(clause, at, out at);
            if (word.Length > 1 && char.IsUpper(clause[at - word.Length]) && !Vocabulary.IsTimeWord(word))
            {
                return true;
            }

            at = Math.Max(at, start + 1);
        }

        return false;
    }

    /// <summary>The next word from a position, in lower case; empty at the end of the text.</summary>
    private static string ReadWord(ReadOnlySpan<char> text, int from, out int end)
    {
        var start = from;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        end = start;
        while (end < text.Length && end - start < 40 && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '’'))
        {
            end++;
        }

        return text[start..end].ToString().ToLowerInvariant();
    }
}
