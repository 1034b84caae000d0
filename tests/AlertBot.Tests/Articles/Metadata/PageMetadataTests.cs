namespace AlertBot.Tests.Articles.Metadata;

/// <summary>The metadata of an article: title, byline, site, address, language and date.</summary>
public class PageMetadataTests
{
    [Theory]
    [InlineData("<meta property=\"og:title\" content=\"Storm closes the harbour | The Velin Courier\"><meta property=\"og:site_name\" "
        + "content=\"The Velin Courier\">")]
    [InlineData("<meta property=\"og:title\" content=\"Storm closes the harbour - VelinCourier\">")]
    [InlineData("<meta property=\"og:title\" content=\"The Velin Courier: x | Storm closes the harbour\">")]
    [InlineData("<script "
        + "type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Courier\"},{\"@type\":[\"NewsArticle\"],"
        + "\"headline\":\"Storm closes the harbour\"}]}</script>")]
    [InlineData("")]
    public void The_title_is_the_headline_without_the_site_name(string head) =>
        Assert.Equal("Storm closes the harbour", APage.Read(APage.With(head: head)).Title);

    [Theory]
    [InlineData("<link rel=\"canonical\" href=\"https://www.velincourier.example/harbour/2025/aug/17/storm\">", "2025-08-17")]
    [InlineData("<div class=\"post_created\">تم نشره الخميس 17 نيسان / أبريل 2025</div>", "2025-04-17")]
    [InlineData("<div class=\"post_created\">17 أبريل / نيسان 2025</div>", "2025-04-17")]
    public void Month_names_in_addresses_and_both_Arabic_month_names_are_parsed(string markup, string day)
    {
        var isHead = markup.StartsWith("<link", StringComparison.Ordinal);

        var page = APage.Read(APage.With(head: isHead ? markup : "", before: isHead ? "" : markup), url: null);

        Assert.StartsWith(day, page.Published, StringComparison.Ordinal);
    }

    [Fact]
    public void A_headline_with_its_own_dash_keeps_it() =>
        Assert.Equal("Cranes fall - islands wait",
            APage.Read(APage.With(head: "<meta property=\"og:title\" content=\"Cranes fall - islands wait\">")).Title);

    [Fact]
    public void The_pages_one_heading_is_preferred_to_a_title_for_search_engines() =>
        Assert.Equal("Storm closes the harbour",
            APage.Read(APage.With(head: "<meta property=\"og:title\" content=\"Harbour storm: everything we know about cranes\">")).Title);

    [Theory]
    [InlineData("<meta name=\"author\" content=\"By Ina Brandt\">")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ina "
        + "Brandt\"}]}</script>")]
    public void The_byline_is_the_name_alone(string head) =>
        Assert.Equal("Ina Brandt", APage.Read(APage.With(head: head)).Byline);

    [Theory]
    [InlineData("<div class=\"byline\">By <a rel=\"author\">Ina Brandt</a> · <time datetime=\"2025-08-17T15:20:00Z\">August 17, 2025, "
        + "15:20</time></div>", "Ina Brandt")]
    [InlineData("<div class=\"byline\">By Ina Brandt and Olaf Tesch, Port Velin · <time>August 17, 2025</time></div>",
        "Ina Brandt and Olaf Tesch, Port Velin")]
    [InlineData("<div class=\"byline\">Von Ina Brandt · 17. August 2025, 11:20 Uhr</div>", "Ina Brandt")]
    [InlineData("<div class=\"byline\">Par Ina Brandt, 17 août 2025, 23h10</div>", "Ina Brandt")]
    [InlineData("<div class=\"byline\">17 de agosto de 2025 | Por Ina Brandt</div>", "Ina Brandt")]
    [InlineData("<div class=\"byline\">By Ina Lund-Brandt | Updated 2 hours ago</div>", "Ina Lund-Brandt")]
    [InlineData("<div class=\"byline\">By Ina Brandt<br>Published: <time>17 August 2025</time></div>", "Ina Brandt")]
    [InlineData("<div class=\"byline\"><time>August 17, 2025, 09:05</time></div>", null)]
    [InlineData("<div class=\"byline\">17. August 2025, 11:20 Uhr</div>", null)]
    [InlineData("<div class=\"byline\">Publié le 17 août 2025</div>", null)]
    [InlineData("<div class=\"byline\">17 August 2025</div><span class=\"author-name\">Ina Brandt</span>", "Ina Brandt")]
    public void A_date_beside_the_authors_name_is_not_part_of_the_byline(string before, string? expected) =>
        Assert.Equal(expected, APage.Read(APage.With(before: before)).Byline);

    [Fact]
    public void The_site_name_is_read_from_the_page() =>
        Assert.Equal("The Velin Courier",
            APage.Read(APage.With(head: "<meta property=\"og:site_name\" content=\"The Velin Courier\">")).Site);

    [Theory]
    [InlineData("<link rel=\"canonical\" href=\"/news/storm-2\">", "https://www.velincourier.example/news/storm-2")]
    [InlineData("<meta property=\"og:url\" content=\"https://velincourier.example/n/1\">", "https://velincourier.example/n/1")]
    [InlineData("<link rel=\"canonical\" href=\"https://www.velincourier.example/\">", "https://www.velincourier.example/news/storm")]
    [InlineData("<link rel=\"canonical\" href=\"javascript:alert(1)\">", "https://www.velincourier.example/news/storm")]
    [InlineData("", "https://www.velincourier.example/news/storm")]
    public void The_canonical_address_is_used_unless_it_is_a_front_page(string head, string expected) =>
        Assert.Equal(expected, APage.Read(APage.With(head: head)).Url);

    [Theory]
    [InlineData("lang=\"en-gb\"", "en-GB")]
    [InlineData("", "en")]
    [InlineData("lang=\"de\"", "en")]
    public void The_language_is_declared_unless_the_text_is_clearly_another(string attributes, string expected) =>
        Assert.Equal(expected, APage.Read(APage.With(attributes: attributes)).Language);

    [Theory]
    [InlineData("<script "
        + "type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-08-17T21:30:00-04:00\"}</script><meta "
        + "property=\"article:published_time\" content=\"2020-01-01\">", "2025-08-18T01:30:00Z")]
    [InlineData("<meta property=\"article:published_time\" content=\"2025-08-17T09:30:00+02:00\">", "2025-08-17T07:30:00Z")]
    [InlineData("<meta name=\"date\" content=\"Sun, 17 Aug 2025 09:30:00 GMT\">", "2025-08-17T09:30:00Z")]
    [InlineData("<meta name=\"date\" content=\"2025-08-17\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"2025-08-17 09:30:00\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"17.08.2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"17. August 2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"Aug 17th, 2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"17 de agosto de 2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"2025年8月17日\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"08/17/2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"1755423000\">", "2025-08-17T09:30:00Z")]
    [InlineData("<meta name=\"date\" content=\"06/07/2025\">", null)]
    [InlineData("<meta name=\"date\" content=\"2025-02-31\">", null)]
    [InlineData("<meta name=\"date\" content=\"0001-01-01T00:00:00Z\">", null)]
    [InlineData("<meta name=\"date\" content=\"2031-01-01T00:30:00Z\">", null)]
    [InlineData("<meta name=\"date\" content=\"2025-08-23\">", null)]
    [InlineData("", null)]
    public void The_publication_date_keeps_its_time_zone_and_is_never_in_the_future(string head, string? expected) =>
        Assert.Equal(expected, APage.Read(APage.With(head: head)).Published);

    [Theory]
    [InlineData("<span itemprop=\"datePublished\" content=\"2025-08-17T09:30:00Z\">yesterday</span><time "
        + "datetime=\"2025-08-01\">1</time>", "2025-08-17T09:30:00Z")]
    [InlineData("<time class=\"updated\" datetime=\"2025-08-19\">new</time><time datetime=\"2025-08-17\">then</time>", "2025-08-17")]
    [InlineData("<p class=\"dateline\">Sunday, 17 August 2025</p>", "2025-08-17")]
    [InlineData("<div><span>Ina Brandt | </span>2025-08-17 09:30:00<img src=share.png></div>", "2025-08-17")]
    [InlineData("<ul><li><span>Datum:</span> 17. August 2025</li><li>Nr. 12</li></ul>", "2025-08-17")]
    [InlineData("<div class=\"submitted\">Sent in by <b>ina</b> on 17 August 2025</div>", "2025-08-17")]
    [InlineData("<p>The storm of <b>17 August 2019</b> was no weaker, and those who saw it have not forgotten how the roof of the "
        + "market hall flew over the harbour.</p>", null)]
    [InlineData("<div><a href=x>17 August 2025</a></div>", null)]
    [InlineData("<div class=\"comments\"><span>17 August 2025</span></div>", null)]
    public void The_date_is_found_in_the_body_when_the_head_has_none(string before, string? expected) =>
        Assert.Equal(expected, APage.Read(APage.With(before: before)).Published);

    [Theory]
    [InlineData("<meta property=\"article:modified_time\" content=\"2025-08-19T09:00:00Z\">")]
    [InlineData("<meta name=\"last-modified\" content=\"2025-08-19\">")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Storm closes the "
        + "harbour\",\"dateModified\":\"2025-08-19T09:00:00Z\"}</script>")]
    public void The_modification_date_is_not_the_publication_date(string head) =>
        Assert.Null(APage.Read(APage.With(head: head)).Published);

    [Theory]
    [InlineData("<meta name=\"date\" content=\"الأربعاء، 17 أغسطس 2025 - 12:09 م\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"17 Ağustos 2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"17. elokuuta 2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"17 серпня 2025\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"2025. augusztus 17. 10:20\">", "2025-08-17")]
    [InlineData("<meta name=\"date\" content=\"2025-08-17T23:15:0Z\">", "2025-08-17T23:15:00Z")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"A \"storm\" "
        + "comes\",\"datePublished\":\"2025-08-17T09:30:00Z\"}</script>", "2025-08-17T09:30:00Z")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-08-17\"}</script><meta "
        + "property=\"article:published_time\" content=\"2025-08-17T09:30:00Z\">", "2025-08-17T09:30:00Z")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-08-15\"}</script><meta "
        + "property=\"article:published_time\" content=\"2025-08-17T09:30:00Z\">", "2025-08-15")]
    public void Dates_are_parsed_in_many_languages_and_from_malformed_data_at_their_stated_precision(string head, string expected) =>
        Assert.Equal(expected, APage.Read(APage.With(head: head)).Published);

    [Theory]
    [InlineData("lang=\"en-GB\"", "2025-07-06")]
    [InlineData("lang=\"fr\"", "2025-07-06")]
    [InlineData("lang=\"en-US\"", "2025-06-07")]
    [InlineData("lang=\"en\"", null)]
    public void The_pages_country_decides_the_order_of_day_and_month(string attributes, string? expected) =>
        Assert.Equal(expected,
            APage.Read(APage.With(head: "<meta name=\"date\" content=\"06/07/2025\">", attributes: attributes)).Published);

    [Theory]
    [InlineData("<div class=\"teasers\"><div><a href=\"/x\">Another story</a><time datetime=\"2025-08-01T09:00:00Z\">1 "
        + "Aug</time></div></div>")]
    [InlineData("<a href=\"/x\"><h3>A crane falls in Ulm Bay and nobody is hurt</h3><time class=\"published\" "
        + "datetime=\"2025-08-01\">1 Aug</time></a>")]
    [InlineData("<time class=\"updated\" datetime=\"2025-08-19\">new</time>")]
    public void The_time_of_another_element_is_not_used(string after) =>
        Assert.Null(APage.Read(APage.With(after: after)).Published);

    [Fact]
    public void A_time_linked_to_the_page_itself_is_used() =>
        Assert.Equal("2025-08-17",
            APage.Read(APage.With(
                before: "<p><a href=\"/storm\" rel=bookmark><time class=\"entry-date published updated\" datetime=\"2025-08-17\">17 "
                    + "August</time></a></p>")).Published);

    [Fact]
    public void The_date_of_another_articles_teaser_is_not_used() =>
        Assert.Null(
            APage.Read(APage.With(
                after: "<aside><ul><li><time datetime=\"2025-08-01\">1 August</time> A crane falls</li></ul></aside>")).Published);

    [Fact]
    public void A_video_upload_date_is_not_the_articles_date()
    {
        const string Head = "<script "
            + "type=\"application/ld+json\">{\"@type\":\"VideoObject\",\"uploadDate\":\"2019-01-02\"}</script><meta "
            + "property=\"article:published_time\" content=\"2025-08-17\">";

        Assert.Equal("2025-08-17", APage.Read(APage.With(head: Head)).Published);
    }

    [Fact]
    public void The_current_date_above_the_heading_is_not_used() =>
        Assert.Null(
            APage.Read($"<html><body><div>Wednesday, 20 August "
                + $"2025</div><article><h1>Storm</h1>{APage.Paragraphs(6)}</article></body></html>").Published);

    [Fact]
    public void The_date_in_the_address_is_the_last_resort() =>
        Assert.Equal("2025-08-17", APage.Read(APage.With(), "https://www.velincourier.example/2025/08/17/storm").Published);
}
