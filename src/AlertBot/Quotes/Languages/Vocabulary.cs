using System.Collections.Frozen;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>
/// The function words by which the English rules recognise phrases. Common German, French and Spanish words are included for texts whose
/// language is unknown.
/// </summary>
internal static class Vocabulary
{
    private static readonly FrozenSet<string> SubjectPronouns =
        WordSet("he she they it i we you who er sie wir il elle ils elles él ella ellos");

    private static readonly FrozenSet<string> Determiners = WordSet(
        """
        the a an his her its their our my this that these those one another some many several most both all each every no any other two
        three four five
        der das den dem des ein eine einer eines einem einen sein seine ihr ihre le la les l un une des sa ses leur el los las una unos su
        sus
        """);

    private static readonly FrozenSet<string> Prepositions = WordSet(
        "of for at from in with on to behind by near under against within between among about into over through via outside inside as "
            + "von vom für bei beim aus im in am an auf de du des d à au aux pour chez en del al para con por");

    // No noun phrase contains one of these.
    private static readonly FrozenSet<string> StopWords = WordSet(
        """
        and or but nor so yet because if when while after before since until although though unless whereas than that which who whom whose
        where why how what whether
        is are was were be been being am has have had having do does did will would can could may might shall should must
        not n't n’t there here then now also just only even still later earlier again once never always often recently ago today yesterday
        tomorrow tonight soon already
        according including despite during without upon toward towards amid like per such instead meanwhile however moreover further
        i me him them us you it he she they we himself herself themselves myself
        und oder aber weil dass wenn als wie ist sind waren haben hatte wird werden wurde nicht auch noch nur schon so sich später zuvor
        danach dabei dazu zudem außerdem dort damit dann ensuite ainsi luego después además
        et ou mais que qui quand est sont était ont avait ne pas y o pero que cuando es ha han había no se
        """);

    private static readonly FrozenSet<string> Auxiliaries =
        WordSet("has have had is are was were would will could can may might do does did been be being must should ont haben hatte ha han");

    private static readonly FrozenSet<string> Adverbs = WordSet(
        "also later then now still once again often recently earlier just even always never first further previously himself herself "
            + "themselves not soon simply yesterday today both all afterward afterwards instead only ever long rather too ne auch noch "
            + "dann además también luego aussi ensuite");

    /// <summary>Frequent verbs that do not report speech. The subject ends before them.</summary>
    private static readonly FrozenSet<string> NonReportingVerbs = WordSet(
        """
        quit went took made gave got kept left led met ran sat set spent stood won lost began became brought built bought drew drove fell
        felt flew fought grew heard hit knew laid let paid put rose sent sought sold
        struck taught threw turned wore held saw came broke chose hid rode shook stuck swept woke backed fired ends starts begins appears
        seems looks wants needs plans runs makes takes gives gets keeps leads faces
        remains becomes includes comes stands sits wins loses serves works lives attends hosts joins leaves supports opposes visits meets
        shows uses tries
        """);

    // Without "may" and "mar", which are other words more often than months.
    private static readonly FrozenSet<string> TimeWords = WordSet(
        """
        monday tuesday wednesday thursday friday saturday sunday
        january february march april june july august september october november december
        jan feb apr jun jul aug sep sept oct nov dec
        today yesterday tomorrow tonight morning afternoon evening night week month year a.m p.m est gmt am pm
        """ + $" {German.Weekdays} {French.Weekdays} {Spanish.Weekdays}");

    private static readonly FrozenSet<string> NameParticles =
        WordSet("de da di do dos du van von der den la le el al bin ibn del della ter zu zur y e ben abu");

    // Nouns and names in "-ly".
    private static readonly FrozenSet<string> NonAdverbs = WordSet("family ally rally assembly daily weekly italy");

    public static FrozenSet<string> WordSet(string words) => Split(words).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every stem with every ending, and other words as they are.</summary>
    public static FrozenSet<string> InflectedForms(string stems, string[] endings, string otherForms) =>
        Split(stems).SelectMany(stem => endings.Select(ending => stem + ending)).Concat(Split(otherForms))
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words of a list that spaces and line breaks separate.</summary>
    public static string[] Split(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    public static bool EndsWithAny(string word, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsSubjectPronoun(Token token) => token.IsWord && SubjectPronouns.Contains(WithoutContraction(token.Lower));

    /// <summary>“he” for “he’s” and “he’d”; other words as they are.</summary>
    public static string WithoutContraction(string word) =>
        word.AsSpan().IndexOfAny('\'', '’') is var mark and > 0 && SubjectPronouns.Contains(word[..mark]) ? word[..mark] : word;

    /// <summary>“didn’t”, “hadn't”.</summary>
    /// <param name="word">Lower case.</param>
    public static bool IsContractedNegation(string word) =>
        word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal);

    public static bool IsDeterminer(Token token) => token.IsWord && Determiners.Contains(token.Lower);

    public static bool IsPreposition(Token token) => token.IsWord && Prepositions.Contains(token.Lower);

    /// <summary>“May” and “Will” with a capital are names.</summary>
    public static bool IsAuxiliary(Token token) =>
        token.IsWord && token.Text is not ("May" or "Will") && (Auxiliaries.Contains(token.Lower) || IsContractedNegation(token.Lower));

    public static bool IsAdverb(Token token) =>
        token.IsWord && (Adverbs.Contains(token.Lower) || IsAdverbInLy(token));

    private static bool IsAdverbInLy(Token token) =>
        token.StartsLowercase && token.Text.Length > 4 && token.Lower.EndsWith("ly", StringComparison.Ordinal)
        && !NonAdverbs.Contains(token.Lower);

    /// <summary>Whether the word is a verb after its subject. “-ed” before a noun is an adjective (“the elected mayor”).</summary>
    public static bool IsVerb(TokenizedParagraph tokens, int i)
    {
        var token = tokens[i];
        if (!token.IsWord || token.IsCapital)
        {
            return false;
        }

        return NonReportingVerbs.Contains(token.Lower) || IsParticipleAfterOffice(tokens, i) || IsPastTense(tokens, i);
    }

    private static bool IsParticipleAfterOffice(TokenizedParagraph tokens, int i) =>
        tokens[i].Lower.Length > 4 && tokens[i].Lower.EndsWith("ing", StringComparison.Ordinal)
        && OfficeTitles.IsOffice(tokens[i - 1].Text);

    private static bool IsPastTense(TokenizedParagraph tokens, int i)
    {
        var (word, before) = (tokens[i].Lower, tokens[i - 1]);
        return word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e'
            && (before.IsCapital || OfficeTitles.IsOffice(before.Text) || StartsVerbComplement(tokens[i + 1]));
    }

    private static bool StartsVerbComplement(Token token) =>
        !token.IsWord || token.IsCapital || IsDeterminer(token) || IsPreposition(token) || IsStopWord(token) || IsAdverb(token);

    public static bool IsTimeWord(Token token) =>
        token.IsWord && TimeWords.Contains(token.IsPossessive ? NameParser.WithoutPossessive(token.Lower) : token.Lower);

    /// <param name="word">Lower case.</param>
    public static bool IsTimeWord(string word) => TimeWords.Contains(word);

    /// <summary>A word inside a person’s name that may be in lower case: “von”, “de”, “bin”.</summary>
    public static bool IsNameParticle(Token token) => token.IsWord && NameParticles.Contains(token.Lower);

    /// <summary>“US”, “May” and “Will” with capitals are names.</summary>
    public static bool IsStopWord(Token token) =>
        token.IsWord && StopWords.Contains(token.Lower) && token.Text is not ("US" or "May" or "Will");

    /// <summary>A capitalised word that can be part of a name: not a stop word, determiner, preposition, pronoun or day.</summary>
    public static bool IsNameWord(Token token) =>
        token.IsCapital && !IsStopWord(token) && !IsTimeWord(token) && !IsPreposition(token) && !IsSubjectPronoun(token)
        && !(token.Text.Length > 1 && IsDeterminer(token) && !IsNameParticle(token));
}
