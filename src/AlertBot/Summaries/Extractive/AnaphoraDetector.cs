using System.Collections.Frozen;
using AlertBot.Quotes.Languages;

namespace AlertBot.Summaries.Extractive;

/// <summary>Tells the sentences that need the one before them: “He added …”, “The move comes …”, “In Oslo, he said …”.</summary>
internal static class AnaphoraDetector
{
    // A clause in front of the subject is no longer than this.
    private const int MaxClauseLength = 120;

    // Further on “also” joins things inside of its sentence.
    private const int MaxAdditiveWordPosition = 6;

    // “À cause de ces …” points back with its fourth word.
    private const int MaxDemonstrativePosition = 4;

    // Whoever these are, another sentence says it: not even the first of a text may begin so.
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

    // Two words that point back where one would not.
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

    // What a demonstrative in front of these means, the calendar says.
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

    // A clause that they begin may name whom the pronoun behind it means.
    private static readonly FrozenSet<string> Subordinators = Vocabulary.WordSet(
        "when after before while as if since because although though once until unless where whenever wenn als weil nachdem bevor "
            + "während obwohl quand lorsque après avant si cuando aunque mientras después porque");

    /// <param name="begins">Whether the text begins with it: nothing stands before it to lean on.</param>
    public static bool DependsOnPrevious(ReadOnlySpan<char> sentence, bool begins)
    {
        var (first, second, third) = (ReadWord(sentence, 0, out var end), ReadWord(sentence, end, out end), ReadWord(sentence, end, out _));
        if (AlwaysAnaphoric.Contains(first) || AlwaysAnaphoric.Contains(Vocabulary.WithoutContraction(first)))
        {
            return true;
        }

        return !begins && !(Demonstratives.Contains(first) && IsDay(second))
            && (Openers.Contains(Vocabulary.WithoutContraction(first)) || Openers.Contains(WithoutContraction(first))
                || AnaphoricPairs.Contains($"{first}_{second}") || AnaphoricPairs.Contains($"{first}_{second}_{third}")
                || IsPronounBehindClause(sentence, first) || HasComparison(second, third) || HasAdditiveWord(sentence)
                || PointsBack(sentence, first) || IsSaidByPronoun(sentence) || LacksSubject(sentence, first, second));
    }

    /// <summary>
    /// “For the same reason”, “Like the previous order”, “Bruns selbst”: behind the first word stands what it is measured by.
    /// </summary>
    private static bool HasComparison(string second, string third) =>
        Emphatic.Contains(second)
            || (second is "the" or "le" or "la" or "les" or "el" or "los" or "las" or "der" or "dem" or "den" or "die"
                && ComparisonWords.Contains(third));

    /// <summary>“The traders have also asked …”: what else they did stands in the sentence before.</summary>
    private static bool HasAdditiveWord(ReadOnlySpan<char> sentence)
    {
        var before = "";
        for (int words = 0, at = 0; words < MaxAdditiveWordPosition; words++)
        {
            // “The mayor has since said …”: since what, the sentence before says.
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
    private static bool PointsBack(ReadOnlySpan<char> sentence, string first)
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

    /// <summary>“…, she said.”, “…, betonte er.”, “La France, a-t-elle ajouté, …”: who speaks is named in another sentence.</summary>
    private static bool IsSaidByPronoun(ReadOnlySpan<char> sentence)
    {
        for (int from = 0, mark; from < sentence.Length && (mark = sentence[from..].IndexOf(',')) >= 0; from += mark + 1)
        {
            var one = ReadWord(sentence, from + mark, out var end);
            var verb = one.Length > 0 && char.IsLower(sentence[end - one.Length]);
            var hyphen = verb && end < sentence.Length && sentence[end] == '-';
            if (hyphen && IsInverted(sentence[end..]))
            {
                return true;
            }

            var two = verb && !hyphen ? ReadWord(sentence, end, out end) : "";
            var ends = end >= sentence.Length || sentence[end] is '.' or ',';
            if ((EnglishPronouns.Contains(one) && EnglishSpeechVerbs.Contains(two))
                || (ends && GermanPronouns.Contains(two)
                    && (one.EndsWith("te", StringComparison.Ordinal) || GermanSpeechVerbs.Contains(one))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“-t-elle ajouté”, “-il”: behind the verb's hyphen stands its subject.</summary>
    private static bool IsInverted(ReadOnlySpan<char> hyphen)
    {
        var subject = hyphen.StartsWith("-t-", StringComparison.Ordinal) ? hyphen[3..] : hyphen[1..];
        return FrenchPronouns.Contains(ReadWord(subject, 0, out _));
    }

    /// <summary>“Según explica, …”, “Atacó a seis kilómetros …”, “Dans sa commune, les habitants …”: who it is was said before.</summary>
    private static bool LacksSubject(ReadOnlySpan<char> sentence, string first, string second)
    {
        if (first is "según")
        {
            return second.Length > 0 && second[^1] is 'a' or 'e' or 'ó'
                && sentence.IndexOf(',') == sentence.IndexOf(second, StringComparison.Ordinal) + second.Length;
        }

        var verb = first.Length > 3
            && (first[^1] == 'ó' || first.EndsWith("aron", StringComparison.Ordinal) || first.EndsWith("ieron", StringComparison.Ordinal));
        return (verb && SpanishFunctionWords.Contains(second))
            || (Possessives.Contains(second) && LeadingPrepositions.Contains(first) && !IsNamedBehindComma(sentence));
    }

    /// <summary>“In her speech, Minister Falk …”: the possessive leads to the name behind it.</summary>
    private static bool IsNamedBehindComma(ReadOnlySpan<char> sentence)
    {
        var head = sentence[..Math.Min(sentence.Length, MaxClauseLength)];
        for (int from = 0, mark; (mark = head[from..].IndexOf(',')) >= 0; from += mark + 1)
        {
            var one = ReadWord(head, from + mark, out var end);
            var two = ReadWord(head, end, out var next);
            if ((one.Length > 0 && char.IsUpper(head[end - one.Length])) || (two.Length > 0 && char.IsUpper(head[next - two.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>“that” of “that’s”.</summary>
    private static string WithoutContraction(string word) => word.AsSpan().IndexOfAny('\'', '’') is var mark and > 0 ? word[..mark] : word;

    private static bool IsPronounBehindClause(ReadOnlySpan<char> sentence, string first)
    {
        var head = sentence[..Math.Min(sentence.Length, MaxClauseLength)];
        for (int from = 0, mark; (mark = head[from..].IndexOf(',')) >= 0; from += mark + 1)
        {
            var comma = from + mark;
            if (Subjects.Contains(Vocabulary.WithoutContraction(ReadWord(sentence, comma, out _))))
            {
                // Behind “In Oslo,” anybody may be meant; “When Falk came,” and “Falk, the mayor,” say who it is.
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

    /// <summary>The next word from a place on, lower case; empty at the end.</summary>
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
