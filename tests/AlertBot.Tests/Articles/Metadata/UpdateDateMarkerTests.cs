namespace AlertBot.Tests.Articles.Metadata;

/// <summary>The date of publication of pages that also have a date of change.</summary>
public class UpdateDateMarkerTests
{
    [Theory]
    [InlineData("<p>Updated <time datetime='2025-08-19'>Aug 19</time> Published <time datetime='2025-08-16'>Aug 16</time></p>",
        "2025-08-16")]
    [InlineData("<p>Mis à jour le <time datetime='2025-08-19'>19 août</time>, publié le <time datetime='2025-08-16'>16 août</time></p>",
        "2025-08-16")]
    [InlineData("<p><span>Last updated:</span> <time datetime='2025-08-19'>Aug 19</time></p><p><time datetime='2025-08-16'>Aug "
        + "16</time></p>", "2025-08-16")]
    [InlineData("<p>Updated <time datetime='2025-08-19'>Aug 19</time></p>", "2025-08-19")]
    [InlineData("<div class='date'>Aktualisiert am 19.08.2025</div><div class='date'>Veröffentlicht am 16.08.2025</div>", "2025-08-16")]
    [InlineData("<div class='date'>Updated August 19, 2025 | Published August 16, 2025</div>", "2025-08-16")]
    [InlineData("<div class='date'>Published August 16, 2025 | Updated August 19, 2025</div>", "2025-08-16")]
    public void The_publication_date_is_preferred_to_the_update_date(string dates, string expected)
    {
        Assert.StartsWith(expected, APage.Read(APage.With(before: dates)).Published, StringComparison.Ordinal);
    }
}
