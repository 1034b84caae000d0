using System.Collections.Frozen;
using AlertBot.Quotes.People;
using AlertBot.Quotes.Syntax;

namespace AlertBot.Quotes.Languages;

/// <summary>The small words by which phrases are told apart.</summary>
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

    /// <summary>Frequent verbs that attribute nothing: where one stands, its subject has ended.</summary>
    private static readonly FrozenSet<string> NonReportingVerbs = WordSet(
        """
        quit went took made gave got kept left led met ran sat set spent stood won lost began became brought built bought drew drove fell
        felt flew fought grew heard hit knew laid let paid put rose sent sought sold
        struck taught threw turned wore held saw came broke chose hid rode shook stuck swept woke backed fired ends starts begins appears
        seems looks wants needs plans runs makes takes gives gets keeps leads faces
        remains becomes includes comes stands sits wins loses serves works lives attends hosts joins leaves supports opposes visits meets
        shows uses tries
        """);

    private static readonly FrozenSet<string> TimeWords = WordSet(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
        december today yesterday tomorrow tonight morning afternoon evening night week month year
        montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
        miércoles jueves viernes sábado domingo jan feb apr jun jul aug sep sept oct nov dec a.m p.m est gmt am pm
        """);

    /// <summary>Lower-case words inside a person's name.</summary>
    private static readonly FrozenSet<string> NameParticles =
        WordSet("de da di do dos du van von der den la le el al bin ibn del della ter zu zur y e ben abu");

    public static bool IsSubjectPronoun(Token token) => token.IsWord && SubjectPronouns.Contains(WithoutContraction(token.Lower));

    /// <summary>“he” of “he’s” and “he’d”.</summary>
    public static string WithoutContraction(string word) =>
        word.AsSpan().IndexOfAny('\'', '’') is var mark and > 0 && SubjectPronouns.Contains(word[..mark]) ? word[..mark] : word;

    public static bool IsDeterminer(Token token) => token.IsWord && Determiners.Contains(token.Lower);

    public static bool IsPreposition(Token token) => token.IsWord && Prepositions.Contains(token.Lower);

    public static bool IsAuxiliary(Token token) =>
        token.IsWord && token.Text is not ("May" or "Will")
            && (Auxiliaries.Contains(token.Lower) || token.Lower.EndsWith("n't", StringComparison.Ordinal)
                || token.Lower.EndsWith("n’t", StringComparison.Ordinal));

    public static bool IsAdverb(Token token) =>
        token.IsWord
            && (Adverbs.Contains(token.Lower)
                || (char.IsLower(token.Text[0]) && token.Text.Length > 4 && token.Lower.EndsWith("ly", StringComparison.Ordinal)
                    && token.Lower is not ("family" or "ally" or "rally" or "assembly" or "daily" or "weekly" or "italy")));

    /// <summary>A verb behind the noun before it; “-ed” before a noun is an adjective (“the elected mayor”).</summary>
    public static bool IsVerb(TokenizedParagraph tokens, int i)
    {
        var token = tokens[i];
        if (!token.IsWord || char.IsUpper(token.Text[0]))
        {
            return false;
        }

        return NonReportingVerbs.Contains(token.Lower)
            || (token.Lower.Length > 4 && token.Lower.EndsWith("ing", StringComparison.Ordinal)
                && OfficeTitles.IsOffice(tokens[i - 1].Text))
            || (token.Lower.Length > 4 && token.Lower.EndsWith("ed", StringComparison.Ordinal) && token.Lower[^3] != 'e'
                && (tokens[i - 1].IsCapital || OfficeTitles.IsOffice(tokens[i - 1].Text) || !tokens[i + 1].IsWord
                    || IsDeterminer(tokens[i + 1]) || IsPreposition(tokens[i + 1]) || IsStopWord(tokens[i + 1]) || IsAdverb(tokens[i + 1])
                    || tokens[i + 1].IsCapital));
    }

    public static bool IsTimeWord(Token token) =>
        token.IsWord && TimeWords.Contains(token.IsPossessive ? NameParser.WithoutPossessive(token.Lower) : token.Lower);

    /// <param name="word">Lower case.</param>
    public static bool IsTimeWord(string word) => TimeWords.Contains(word);

    public static bool IsNameParticle(Token token) => token.IsWord && NameParticles.Contains(token.Lower);

    /// <summary>A word that no noun phrase holds.</summary>
    public static bool IsStopWord(Token token) =>
        token.IsWord && StopWords.Contains(token.Lower) && token.Text is not ("US" or "May" or "Will");

    /// <summary>A capital that begins a sentence or is no name: articles, prepositions, days.</summary>
    public static bool IsNameWord(Token token) =>
        token.IsCapital && !IsStopWord(token) && !IsTimeWord(token)
            && !(token.Text.Length > 1 && IsDeterminer(token) && !IsNameParticle(token)) && !IsPreposition(token)
            && !IsSubjectPronoun(token);

    public static FrozenSet<string> WordSet(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
