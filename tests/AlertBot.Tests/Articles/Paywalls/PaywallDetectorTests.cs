using System.Text;
using AlertBot.Articles;

namespace AlertBot.Tests.Articles.Paywalls;

/// <summary>Pages with a notice in place of their article, and articles that look like one.</summary>
public class PaywallDetectorTests
{
    private const string Beginning =
        "<p>The harbour of Port Velin was closed on Monday after a storm tore two cranes from their rails, the port authority said.</p>";

    [Theory]
    [InlineData("Before you continue",
        "<h1>We value your privacy</h1><p>We and our 512 partners store and access information on a device, such as cookies, and "
        + "process personal data.</p><p>You may accept or manage your choices by clicking below.</p><button>Accept all</button>")]
    [InlineData("Küstenbote",
        "<h1>Weiter mit Werbung lesen</h1><p>Wir und unsere 300 Partner verwenden Cookies und verarbeiten personenbezogene Daten. Sie "
        + "können Ihre Einwilligung jederzeit widerrufen.</p><p>Oder lesen Sie mit dem Pur-Abo ohne Werbung. Näheres in der "
        + "Datenschutzerklärung.</p>")]
    [InlineData("Le Courrier de Velin",
        "<h1>Votre vie privée compte pour nous</h1><p>Avec votre accord, nos 200 partenaires et nous utilisons des cookies pour "
        + "stocker et traiter des données personnelles.</p><p>Vous pouvez retirer votre consentement à tout moment.</p><p>Continuer "
        + "sans accepter</p>")]
    [InlineData("El Correo de Velin",
        "<h1>Tu privacidad</h1><p>Con tu consentimiento, nosotros y nuestros 90 socios usamos cookies para almacenar datos "
        + "personales.</p><p>Acepta las cookies o suscríbete para seguir.</p>")]
    [InlineData("Just a moment...",
        "<h2>Checking if the site connection is secure</h2><p>Enable JavaScript and cookies to continue</p><div>Ray ID: 7d1</div>")]
    [InlineData("Access Denied",
        "<h1>Access Denied</h1><p>You don't have permission to access this page on this server.</p><p>Reference 18.2</p>")]
    [InlineData("velincourier.example", "<p>Please enable JavaScript and disable any ad blocker to read on.</p>")]
    [InlineData("Bot check",
        "<p>Please verify that you are human by pressing the button below. We have seen unusual traffic from your network.</p>")]
    public void A_page_that_only_asks_for_consent_or_a_check_is_not_an_article(string title, string body)
    {
        var result = Read($"<html><head><title>{title}</title></head><body>{body}</body></html>");

        Assert.Contains("consent", Assert.IsType<PageReadResult.NoArticle>(result).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<h3>Subscribe to continue reading</h3><p>This article is for subscribers only. Get unlimited access for one crown a "
        + "week. Already a subscriber? Log in.</p>", "ubscribe")]
    [InlineData("<p>Create a free account to read the full story.</p><p>It only takes a minute.</p>", "account")]
    [InlineData("<div><h4>Weiterlesen mit Plus</h4><p>Dieser Artikel ist exklusiv für Abonnenten. Sie haben bereits ein Abo? Hier "
        + "anmelden.</p></div>", "Abo")]
    [InlineData("<p>Il vous reste 80 % de cet article à lire. La suite est réservée aux abonnés.</p>", "abonnés")]
    [InlineData("<p>Contenido exclusivo para suscriptores.</p><p>¿Ya eres suscriptor? Inicia sesión para seguir leyendo.</p>",
        "suscriptor")]
    public void Text_before_a_paywall_is_marked_as_a_teaser_without_the_request_to_subscribe(string call, string word)
    {
        var page = APage.Read($"<html><body><article><h1>Storm</h1>{Beginning}{call}</article></body></html>");

        Assert.NotNull(page.TruncationReason);
        Assert.Contains("two cranes", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(word, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("\"False\"")]
    [InlineData("\"http://schema.org/False\"")]
    public void Two_sentences_marked_as_paid_content_are_a_teaser(string free)
    {
        var head = $$"""
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm","isAccessibleForFree":{{free}},
            "hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".rest"} }</script>
            """;

        var page = APage.Read($"<html><head>{head}</head><body><article><h1>Storm</h1>{Beginning}</article></body></html>");

        Assert.NotNull(page.TruncationReason);
    }

    [Theory]
    [InlineData("<script "
        + "type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Storm\",\"isAccessibleForFree\":false}</script>", "")]
    [InlineData("",
        "<div class=\"banner\"><p>We value your privacy. We and our 512 partners use cookies and process personal "
        + "data.</p><button>Accept all</button></div>")]
    [InlineData("", "<div><p>Subscribe to our newsletter and never miss a tide.</p></div>")]
    [InlineData("", "<div class=\"meter\">You have read 2 of your 5 free articles. Subscribe to continue reading.</div>")]
    public void A_complete_article_is_not_a_paywall(string head, string before)
    {
        var page = APage.Read(APage.With(head: head, before: before));

        Assert.Null(page.TruncationReason);
        Assert.Equal(APage.Read(APage.With()).Text, page.Text);
    }

    [Fact]
    public void News_about_cookies_is_news()
    {
        var page = APage.Read("""
            <html lang="en"><head><title>Council bans cookie banners</title></head><body><article><h1>Council bans cookie banners</h1>
            <p>The council of Velin on Tuesday banned cookie banners from all town websites, saying that consent given by tired readers was no consent.</p>
            <p>“Nobody reads them,” said Marta Olen, who leads the privacy office. “We use cookies to count the ferries, and for nothing else.”</p>
            <p>Shops have until June to remove their banners or pay a fine of 500 crowns. Personal data collected so far must be deleted.</p></article></body></html>
            """);

        Assert.Null(page.TruncationReason);
        Assert.Contains("We use cookies to count the ferries", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The data watchdog of Velin fined the search engine Ferra 150 million crowns on Thursday because users could not "
        + "reject cookies as easily as they could accept them.")]
    [InlineData("The regulator said the company's cookie policy broke the law and gave it until June to write another one.")]
    [InlineData("Der Dienst Ferra ändert zum 1. Mai seine Datenschutzerklärung und teilt künftig mehr Daten mit der Mutterfirma.")]
    [InlineData("A judge ordered the interior ministry on Monday to read the full report on the flood to the families.")]
    [InlineData("Hackers blocked the site of the tax office, velin.example, and users were unable to access the portal of "
        + "velin.example all day.")]
    [InlineData("The broadcaster said on Tuesday that viewers would have to sign in twice a month to continue watching or to read the "
        + "news.")]
    [InlineData("Subscribers said they could cancel anytime but were charged for three more months, the consumer office found.")]
    public void Reported_text_about_subscriptions_is_not_a_notice(string lead)
    {
        var first = APage.Read(APage.With(before: $"<p>{lead}</p>"));
        var last = APage.Read(APage.With(after: $"<p>{lead}</p>"));

        Assert.Contains(lead, first.Text, StringComparison.Ordinal);
        Assert.Contains(lead, last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ferra fined over cookies",
        "The data watchdog of Velin fined the search engine Ferra on Thursday because users could not reject cookies.")]
    [InlineData("Forbidden",
        "The football club of Port Velin may not open its stadium on Sunday, the town council said after two fences fell.")]
    [InlineData("Privacy settings",
        "The network Ferra will move its privacy settings to one page, the company told the regulator in a letter.")]
    public void Short_news_titled_like_a_notice_is_extracted(string title, string lead)
    {
        var result = Read(
            $"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{lead}</p><p>Karl Ross, who leads the office, "
                + $"gave the company until June to answer.</p><p>Its shares fell by two per cent in the hours after the letter was "
                + $"made public.</p></article></body></html>");

        Assert.Contains(lead, Assert.IsType<PageReadResult.Extracted>(result).Page.Text, StringComparison.Ordinal);
    }

    private static PageReadResult Read(string html) =>
        PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", new Uri("https://www.velincourier.example/a"), APage.Now);
}
