using AlertBot.Quotes;
using AlertBot.Summaries.Extractive;

namespace AlertBot.Tests.Briefs;

/// <summary>
/// Articles with missing, repeated, moved and foreign words, as on pages whose markup hides parts of the text.
/// </summary>
public class DamagedArticleTests
{
    private const int VariantsPerPage = 60;

    private const int MarkCount = 11;

    /// <summary>Marks, then words, to insert.</summary>
    private static readonly string[] Insertions =
    [
        "„", "“", "«", "»", "\"", "'", ",", ":", ".", "…", "—",
        "\n\n", "said", "sagte", "dit", "dijo", "der", "die", "le", "la", "el", "according to", "selon", "según", "laut", "heißt es",
        "who", "Mr.",
    ];

    public static TheoryData<string> Names { get; } = [.. AnnotatedPage.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_text_causes_no_failure_and_no_text_that_it_does_not_contain(string name)
    {
        var page = AnnotatedPage.Read(name).Page;
        var random = new Random(name.Aggregate(17, (hash, c) => (hash * 31) + c));

        for (var i = 0; i < VariantsPerPage; i++)
        {
            var text = Damage(page.Text, random);
            var quotes = QuoteExtractor.Extract(text, i % 4 == 3 ? OtherLanguage(page.Language) : page.Language);

            Assert.All(quotes, quote => Assert.Equal(text[quote.Start..quote.End], quote.Text));
            Assert.All(quotes,
                quote => Assert.True(quote.SpeakerStart is not { } start || text[start..quote.SpeakerEnd!.Value] == quote.Speaker));
            Assert.All(ExtractiveSummarizer.Summarize(page.Title, text, page.Language, quotes, []),
                sentence => Assert.Equal(text[sentence.Start..sentence.End], sentence.Text));
        }
    }

    private static string? OtherLanguage(string? language) => language switch { "de" => "fr", "fr" => "es", "es" => "de", _ => null };

    private static string Damage(string text, Random random)
    {
        var words = text.Replace("\n\n", " \n\n ", StringComparison.Ordinal).Split(' ').ToList();
        for (var change = words.Count / 8; change > 0; change--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(4))
            {
                case 0:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words.Insert(at, Insertions[random.Next(Insertions.Length)]);
                    break;
                case 2:
                    words[at] += Insertions[random.Next(MarkCount)];
                    break;
                default:
                    words.Insert(random.Next(words.Count), words[at]);
                    break;
            }
        }

        return string.Join(' ', words);
    }
}
