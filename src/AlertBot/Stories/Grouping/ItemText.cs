using AlertBot.Text.Languages;

namespace AlertBot.Stories.Grouping;

/// <summary>The words of an article by which it is grouped: its title, without the outlet's name, and its lead.</summary>
internal sealed class ItemText
{
    /// <summary>Characters of the text that count as the lead. The body says more about the background than about the event.</summary>
    private const int MaxLeadLength = 600;

    /// <summary>A word of the title counts this often.</summary>
    private const int TitleFactor = 3;

    /// <summary>The minimum share of capitalized words of a headline in title case, whose capitals do not show names.</summary>
    private const double TitleCaseShare = 0.7;


    private ItemText(List<HeadlineToken> title, List<HeadlineToken> lead, string language)
    {
        Language = language.Split('-')[0];
        Title = title;
        Lead = lead;
        TitleContent = [.. title.Where(IsContent)];
        TitleStems = [.. TitleContent.Select(token => token.Stem)];
        AllStems = [.. TitleStems, .. lead.Where(IsContent).Select(token => token.Stem)];
        var words = TitleContent.Where(token => !token.IsNumber).ToList();
        IsTitleCase = words.Count(token => token.IsCapitalized) >= TitleCaseShare * words.Count;
        var namesOfLead = FindNamesOfLead();
        Names = FindNames(namesOfLead);
        var opening = title.Where(token => token.OpensSentence).Select(token => token.Stem).ToHashSet();
        var lower = title.Concat(lead).Where(token => !token.IsCapitalized).Select(token => token.Stem).ToHashSet();
        CertainNames = [.. Names.Where(name => name.Length > 1 || !opening.Contains(name[0]) || IsCertain(name[0], lower)), .. namesOfLead];
        NameStems = [.. Names.Concat(namesOfLead).SelectMany(name => name)];
        NameStems.UnionWith(FindTitlesOfNames(title).Concat(FindTitlesOfNames(lead)).ToList());
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in TitleContent)
        {
            counts[token.Stem] = counts.GetValueOrDefault(token.Stem) + TitleFactor;
        }

        foreach (var token in lead.Where(IsContent))
        {
            counts[token.Stem] = counts.GetValueOrDefault(token.Stem) + 1;
        }

        foreach (var (concept, _, _) in WordGroups.Concepts.Find(title))
        {
            counts[concept] = TitleFactor;
        }

        foreach (var (concept, _, _) in WordGroups.Concepts.Find(lead))
        {
            counts.TryAdd(concept, 1);
        }

        TitleConcepts = [.. WordGroups.Concepts.Find(title).Select(found => found.Row)];
        Counts = counts;
    }

    public string Language { get; }

    public IReadOnlyList<HeadlineToken> Title { get; }

    public IReadOnlyList<HeadlineToken> Lead { get; }

    /// <summary>The words of the title without function words.</summary>
    public IReadOnlyList<HeadlineToken> TitleContent { get; }

    public HashSet<string> TitleStems { get; }

    public HashSet<string> AllStems { get; }

    /// <summary>The names in the title, each with the stems of its words.</summary>
    public IReadOnlyList<string[]> Names { get; }

    /// <summary>The names in title and lead without single words that open a sentence, where any word has a capital.</summary>
    public IReadOnlyList<string[]> CertainNames { get; }

    /// <summary>The stems of all names in title and lead, and of the words before them, such as “President”.</summary>
    public HashSet<string> NameStems { get; }

    /// <summary>The concepts in the title: see <c>Concepts.txt</c>.</summary>
    public HashSet<string> TitleConcepts { get; }

    /// <summary>How often each stem occurs; words of the title count three times.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    /// <summary>Whether most words of the title have a capital, which shows no names then.</summary>
    public bool IsTitleCase { get; }

    public bool HasLead => Lead.Count > 0;

    public static ItemText From(StoryItem item)
    {
        var title = Headline.RemoveOutlet(item.Title, item.Source);
        var lead = GetLead(item.Text ?? "");
        return new ItemText(HeadlineTokenizer.Split(title), HeadlineTokenizer.Split(lead),
            item.Language ?? DetectLanguage($"{title}. {lead}"));
    }

    /// <returns>The part of an article's text that is compared.</returns>
    public static string GetLead(string text) => text.Length > MaxLeadLength ? text[..MaxLeadLength] : text;

    /// <summary>A few words such as “in” are of many languages: only a clear answer counts.</summary>
    private static string DetectLanguage(string text) =>
        LanguageDetector.Detect(text) is { IsClear: true } detected ? detected.Language : "en";

    private List<string[]> FindNames(List<string[]> namesOfLead)
    {
        var stems = namesOfLead.SelectMany(name => name).ToHashSet();
        return FindRuns(Title, token => IsNameInTitle(token) && (!IsTitleCase || stems.Contains(token.Stem)));
    }

    /// <summary>A single word at the start of a sentence may have its capital for that reason only.</summary>
    private List<string[]> FindNamesOfLead()
    {
        var opening = Lead.Where(token => token.OpensSentence).Select(token => token.Stem).ToHashSet();
        var within = Lead.Where(token => !token.OpensSentence && token.IsCapitalized).Select(token => token.Stem).ToHashSet();
        return [.. FindRuns(Lead, IsName).Where(name => name.Length > 1 || !opening.Contains(name[0]) || within.Contains(name[0]))];
    }

    /// <summary>Only for English is there a list of words by which a name at the start of a sentence is known.</summary>
    private bool IsNameInTitle(HeadlineToken token) => IsName(token) && (Language == "en" || !token.OpensSentence);

    /// <summary>Whether a word at the start of a sentence is a name: nothing shows that it has its capital for that reason.</summary>
    private bool IsCertain(string stem, HashSet<string> lowerCase) =>
        Language == "en" && !lowerCase.Contains(stem) && !WordStatistics.IsInDictionary(stem) && !WordGroups.Concepts.Contains(stem);

    private IEnumerable<string> FindTitlesOfNames(List<HeadlineToken> tokens) =>
        tokens.Zip(tokens.Skip(1))
            .Where(pair => pair.First.IsCapitalized && NameStems.Contains(pair.Second.Stem))
            .Select(pair => pair.First.Stem);

    /// <summary>Names are consecutive words.</summary>
    private List<string[]> FindRuns(IReadOnlyList<HeadlineToken> tokens, Func<HeadlineToken, bool> isName)
    {
        var runs = new List<string[]>();
        var run = new List<string>();
        foreach (var token in tokens)
        {
            if (IsContent(token) && isName(token))
            {
                run.Add(token.Stem);
            }
            else if (run.Count > 0)
            {
                runs.Add([.. run]);
                run.Clear();
            }
        }

        if (run.Count > 0)
        {
            runs.Add([.. run]);
        }

        return runs;
    }

    /// <summary>Whether a word has a capital that its kind does not explain. German writes every noun with one.</summary>
    private bool IsName(HeadlineToken token) =>
        Language != "de" && token.IsCapitalized && !token.IsNumber && token.Lower.Length > 1
        && (token.IsAcronym || !WordStatistics.IsCommon(token.Lower));

    /// <summary>The English “a” is a word of several other languages, so it does not tell languages apart and is not listed.</summary>
    private bool IsContent(HeadlineToken token) =>
        token.IsNumber || token.IsAcronym
        || (!(token.Lower == "a" && Language == "en")
            && !FunctionWords.FindLanguages(token.Lower).Contains(Language)
            && !(Language == "en" && Headline.IsFrameWord(token.Lower)));
}
