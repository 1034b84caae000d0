namespace AlertBot.Tests.Articles.Paywalls;

/// <summary>Paywalls in other languages, scrambled text, and texts that end in an ellipsis.</summary>
public class PaywallDetectorLanguageTests
{
    private const string Beginning =
        "<p>The harbour of Port Velin was closed on Monday after a storm tore two cranes from their rails, the port authority said.</p>";

    private const string Paid =
        """<script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm","isAccessibleForFree":false}</script>""";

    [Theory]
    [InlineData("<h2>Få fuld adgang og læs resten af artiklen</h2><p>For at læse denne artikel skal du have et digitalt abonnement.</p>")]
    [InlineData("<p>For å lese hele saken må du ha abonnement.</p>")]
    [InlineData("<p>Logga in för att läsa hela artikeln.</p>")]
    [InlineData("<p>Dit artikel is alleen voor abonnees.</p>")]
    [InlineData("<p>Lees dit artikel met een abonnement voor 1 euro.</p>")]
    [InlineData("<p>Este conteúdo é exclusivo para assinantes.</p>")]
    [InlineData("<p>Contenuto riservato agli abbonati.</p>")]
    [InlineData("<p>Artykuł dostępny tylko dla prenumeratorów.</p>")]
    [InlineData("<p>Lue koko artikkeli. Oletko jo tilaaja?</p>")]
    public void A_request_to_subscribe_is_recognized_in_other_languages(string call)
    {
        var page = APage.Read($"<html><body><article><h1>Storm</h1>{Beginning}{call}</article></body></html>");

        Assert.NotNull(page.TruncationReason);
    }

    [Fact]
    public void A_subscriber_label_at_the_headline_marks_a_paywall()
    {
        var page = APage.Read(
            $"<html><body><article><header><i class=\"material-icons\">lock</i><strong>Para "
                + $"suscriptores</strong><h1>Tormenta</h1></header>{APage.Paragraphs(2)}</article></body></html>");

        Assert.NotNull(page.TruncationReason);
        Assert.DoesNotContain("lock", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subscriber_label_at_another_article_is_not_a_paywall()
    {
        var page = APage.Read(
            $"<html><body><article><h1>Storm</h1>{APage.Paragraphs(3)}</article><aside><strong>Para suscriptores</strong><a "
                + $"href=/x>Otra</a></aside></body></html>");

        Assert.Null(page.TruncationReason);
    }

    [Fact]
    public void Placeholder_text_is_not_an_article()
    {
        const string Latin = "<p>Dolor ipsam et est cumque. Laboriosam sed delectus rerum sint qui natus tenetur ea. Sint veritatis "
            + "quia sunt non officia sapiente ipsam omnis.</p>";

        var page = APage.Read(
            $"<html lang=en><body><article><h1>Storm</h1>{Beginning}"
                + $"<div class=\"content blurred\">{Latin}{Latin}</div></article></body></html>");

        Assert.NotNull(page.TruncationReason);
        Assert.DoesNotContain("ipsam", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_unblurred_by_a_script_is_extracted()
    {
        var page = APage.Read(
            $"<html lang=en><body><article><h1>Storm</h1>"
                + $"<div class=\"content blurred\">{APage.Paragraphs(6)}</div></article></body></html>");

        Assert.Contains(APage.Paragraph(5), page.Text, StringComparison.Ordinal);
        Assert.Null(page.TruncationReason);
    }

    [Fact]
    public void A_long_truncated_beginning_is_recognized_as_a_teaser()
    {
        var page = APage.Read(
            $"<html lang=en><head>{Paid}</head><body><article><h1>Storm</h1>{APage.Paragraphs(8)}<p>The insurers, who had seen none of "
                + $"the photographs before, asked the town for a list of all that had been econom...</p><p>Ina "
                + $"Brandt</p></article></body></html>");

        Assert.True(page.Text.Length > 1_500);
        Assert.NotNull(page.TruncationReason);
    }

    [Fact]
    public void Prices_below_a_request_to_subscribe_are_removed()
    {
        var prices = string.Concat(
            new[] { "24 hours", "25 crowns", "One month", "99 crowns", "Choose your paper", "Buy" }.Select(p => $"<p>{p}</p>"));

        var page = APage.Read(
            $"<html lang=en><body><article><h1>Storm</h1>{APage.Paragraphs(2)}<p>You have used up your visits: create an account to "
                + $"read this article.</p>{prices}</article></body></html>");

        Assert.Equal($"{APage.Paragraph(0)}\n\n{APage.Paragraph(1)}", page.Text);
    }

    [Fact]
    public void A_one_line_teaser_is_not_a_whole_article() =>
        Assert.NotNull(
            APage.Read("<html lang=en><body><article><p>The harbour of Port Velin was closed on Monday after a storm tore two cranes "
                + "from …</p></article></body></html>").TruncationReason);
}
