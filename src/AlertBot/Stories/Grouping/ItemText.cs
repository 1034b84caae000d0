using AlertBot.Text.Languages;

namespace AlertBot.Stories.Grouping;

/// <summary>The words of an article by which it is grouped: its title, without the outlet's name, and its lead.</summary>
internal sealed class ItemText
{
    /// <summary>Characters of the text that count as the lead. The body says more about the background than about the event.</summary>
    private const int MaxLeadLength = 600;

    /// <summary>A word of the title counts this often.</summary>
    private const int TitleFactor = 3;

    /// <summary>A word with a capital, which may be a name, or a number counts this many times more, where there is a lead.</summary>
    private const int NameFactor = 2;

    /// <summary>The minimum share of capitalized words of a headline in title case, whose capitals do not show names.</summary>
    private const double TitleCaseShare = 0.7;

    private readonly string _language;

    private ItemText(List<HeadlineToken> title, List<HeadlineToken> lead, string language)
    {
        _language = language.Split('-')[0];
        Title = title;
        Lead = lead;
        TitleContent = [.. title.Where(IsContent)];
        TitleStems = [.. TitleContent.Select(token => token.Stem)];
        AllStems = [.. TitleStems, .. lead.Where(IsContent).Select(token => token.Stem)];
        Names = FindNames();
        var namesOfLead = FindNamesOfLead();
        var opening = title.Where(token => token.OpensSentence).Select(token => token.Stem).ToHashSet();
        CertainNames = [.. Names.Where(name => name.Length > 1 || !opening.Contains(name[0])), .. namesOfLead];
        NameStems = [.. Names.Concat(namesOfLead).SelectMany(name => name)];
        NameStems.UnionWith(FindTitlesOfNames(title).Concat(FindTitlesOfNames(lead)).ToList());
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in TitleContent)
        {
            counts[token.Stem] = counts.GetValueOrDefault(token.Stem) + (TitleFactor * GetFactor(token));
        }

        foreach (var token in lead.Where(IsContent))
        {
            counts[token.Stem] = counts.GetValueOrDefault(token.Stem) + GetFactor(token);
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

    /// <summary>How often each stem occurs; words of the title count twice.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    public bool HasLead => Lead.Count > 0;

    public static ItemText From(StoryItem item)
    {
        var title = Headline.RemoveOutlet(item.Title, item.Source);
        var text = item.Text ?? "";
        var lead = text.Length > MaxLeadLength ? text[..MaxLeadLength] : text;
        return new ItemText(HeadlineTokenizer.Split(title), HeadlineTokenizer.Split(lead),
            item.Language ?? DetectLanguage($"{title}. {lead}"));
    }

    /// <summary>A few words such as “in” are of many languages: only a clear answer counts.</summary>
    private static string DetectLanguage(string text) =>
        LanguageDetector.Detect(text) is { IsClear: true } detected ? detected.Language : "en";

    private int GetFactor(HeadlineToken token) => HasLead && (token.IsCapitalized || token.IsNumber) ? NameFactor : 1;

    private List<string[]> FindNames()
    {
        var words = TitleContent.Where(token => !token.IsNumber).ToList();
        var isTitleCase = words.Count(token => token.IsCapitalized) >= TitleCaseShare * words.Count;
        var namesOfLead = FindNamesOfLead().SelectMany(name => name).ToHashSet();
        return FindRuns(Title, token => IsNameInTitle(token) && (!isTitleCase || namesOfLead.Contains(token.Stem)));
    }

    private List<string[]> FindNamesOfLead() => FindRuns(Lead, token => IsName(token) && !token.OpensSentence);

    /// <summary>Only for English is there a list of words by which a name at the start of a sentence is known.</summary>
    private bool IsNameInTitle(HeadlineToken token) => IsName(token) && (_language == "en" || !token.OpensSentence);

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
        _language != "de" && token.IsCapitalized && !token.IsNumber && token.Lower.Length > 1
        && (token.IsAcronym || !WordStatistics.IsCommon(token.Lower));

    private bool IsContent(HeadlineToken token) =>
        token.IsNumber || token.IsAcronym
        || (!FunctionWords.FindLanguages(token.Lower).Contains(_language) && !(_language == "en" && Headline.IsFrameWord(token.Lower)));
}
