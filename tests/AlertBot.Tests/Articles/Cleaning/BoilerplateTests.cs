namespace AlertBot.Tests.Articles.Cleaning;

/// <summary>Lines above, within and below the text of an article that are not part of it.</summary>
public class BoilerplateTests
{
    [Theory]
    [InlineData("MUST READ | A crane falls in Ulm Bay")]
    [InlineData("READ | Bread for the islands")]
    [InlineData("MIRA | Cae una grúa en la bahía de Ulm")]
    [InlineData("LEE MÁS | Pan para las islas")]
    [InlineData("Lea más: Pan para las islas")]
    [InlineData("Lea aquí: Pan para las islas")]
    [InlineData("PUEDES VER: ¿Cuándo sale el próximo barco?")]
    [InlineData("(Leggi anche su: Pane per le isole)")]
    [InlineData("Lue myös:")]
    [InlineData("Czytaj też: Chleb dla wysp")]
    [InlineData("Читайте также: Хлеб для островов")]
    [InlineData("READ MORE:<br>* A crane falls in Ulm Bay<br>* Bread for the islands")]
    [InlineData("CONTINUA DEPOIS DA PUBLICIDADE")]
    [InlineData("FacebookTwitterLinkedinEMail")]
    [InlineData("Home » Coast » Harbours » Storm")]
    [InlineData("FILE PHOTO: Two cranes stand over the quay of Port Velin in spring")]
    [InlineData("Nadie sabe cuándo saldrá el próximo barco. Foto: Velina")]
    [InlineData("Marta Olen, photo: Archive of the port")]
    [InlineData("Copyright 2025 Velin Courier. All rights reserved.")]
    [InlineData("Tempo de leitura: 2 minutos")]
    [InlineData("4 min read")]
    public void A_line_that_links_elsewhere_is_removed(string line) =>
        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With($"<p>{line}</p>")).Text);

    [Theory]
    [InlineData("Copyright law was no help to the owner of the two cranes, the judge said.")]
    [InlineData("Home prices fell by 2 per cent after the storm, and nobody wants to buy.")]
    [InlineData("He would watch the sea, also at night, and wrote down what he saw: eleven ships.")]
    [InlineData("The paper printed the photo: it showed nothing but fog.")]
    [InlineData("Mira Olen, her sister, lost a boat and a shed.")]
    [InlineData("Image is everything, she told the council.")]
    public void A_sentence_containing_boilerplate_words_stays(string sentence) =>
        Assert.Contains(sentence, APage.Read(APage.With($"<p>{sentence}</p>")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("1:39 PM ET")]
    [InlineData("Aug. 16, 2025")]
    [InlineData("/ martes 17 de marzo de 2020")]
    [InlineData("Publié le 27 Mar 20 à 9:21")]
    [InlineData("Ulm Bay - 10. marts 2020 kl. 20:00")]
    [InlineData("2020-03-04 16:52:59")]
    [InlineData("Stand: 25.01.2022")]
    [InlineData("Posted: Fri 6:45 PM, Feb 16, 2018 |")]
    [InlineData("11 de Outubro de 2020, 8:34")]
    [InlineData("Von Ina Brandt und Karl Otto")]
    [InlineData("https://www.velincourier.example/news/storm")]
    public void Lines_between_the_standfirst_and_the_article_are_removed(string line)
    {
        const string Standfirst = "<p>Two walls are cracked, and nobody knows when the first ferry will sail again.</p>";

        Assert.Equal(APage.Read(APage.With(before: Standfirst)).Text, APage.Read(APage.With(before: $"{Standfirst}<p>{line}</p>")).Text);
    }

    [Theory]
    [InlineData("In May 2020 the harbour was closed for 12 days.")]
    [InlineData("The storm of 2014 took 3 cranes.")]
    [InlineData("On 4 May 2020 it fell.")]
    public void A_sentence_that_names_a_date_stays(string sentence) =>
        Assert.Contains(sentence, APage.Read(APage.With(before: $"<p>{sentence}</p>")).Text, StringComparison.Ordinal);

    [Fact]
    public void The_date_lines_of_a_timeline_stay()
    {
        var days = string.Concat(Enumerable.Range(1, 6).Select(i => $"<p>{i} May 2025</p><p>{APage.Paragraph(i)}</p>"));

        var text = APage.Read(
            $"<html lang=en><body><article><h1>Six days</h1><p>{APage.Paragraph(0)}</p>{days}</article></body></html>").Text;

        Assert.Contains("1 May 2025", text, StringComparison.Ordinal);
        Assert.Contains("5 May 2025", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>(Reporting by Ina Brandt; Editing by Karl Otto)</p>")]
    [InlineData("<p>Ina Brandt contributed reporting from Ulm Bay.</p>")]
    [InlineData("<p>Mitarbeit: Karl Otto</p>")]
    [InlineData("<p>Te recomendamos ⬇</p>")]
    [InlineData("<p>Featured</p>")]
    [InlineData("<p>Terms</p><p>Privacy</p><p>AdChoices</p>")]
    [InlineData("<h3>You were looking for these stories, were you not</h3>")]
    [InlineData("<p>ATENÇÃO: Comentários com ofensas não serão aprovados pelo moderador.</p>")]
    [InlineData("<p>Stand: 25.01.2022</p>")]
    [InlineData("<p><a href=/1>A crane falls in Ulm Bay</a></p><p><a href=/2>Bread and milk for the islands</a></p><p><a href=/3>The "
        + "loan that nobody wanted</a></p>")]
    public void Lines_below_the_last_paragraph_are_removed(string after) =>
        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With(after: after)).Text);

    [Theory]
    [InlineData("<p>He contributed.</p>")]
    [InlineData("<p>Nobody was hurt.</p>")]
    [InlineData("<p>The town was asked who would pay, and nobody answered</p>")]
    public void A_last_sentence_stays(string after) =>
        Assert.NotEqual(APage.Read(APage.With()).Text, APage.Read(APage.With(after: after)).Text);

    [Fact]
    public void The_last_line_of_a_list_stays()
    {
        var items = string.Concat(new[] { "Bread", "Milk", "Flour", "Rope", "Lamp oil" }.Select(item => $"<p>{item}</p>"));

        Assert.EndsWith("Lamp oil",
            APage.Read($"<html lang=en><body><article><h1>List</h1>{APage.Paragraphs(5)}{items}</article></body></html>").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Linked_lines_introduced_by_a_sentence_stay()
    {
        const string Sources = "<p>The port has put three papers on its pages:</p><ul><li><a href=/1>Report of the divers on the "
            + "quay</a></li><li><a href=/2>Letter of the port to the insurers</a></li></ul>";

        Assert.Contains("Letter of the port to the insurers", APage.Read(APage.With(Sources)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Linked_headlines_within_the_article_are_removed()
    {
        const string Links =
            "<ul><li><a href=/1>A crane falls in Ulm Bay</a></li><li><a href=/2>Bread and milk for the islands</a></li></ul>";

        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With(Links)).Text);
    }

    [Fact]
    public void A_paraphrased_standfirst_is_kept_once()
    {
        const string Standfirst =
            "The harbour of Port Velin is closed after a storm tore two cranes from their rails, the port authority said on Monday.";

        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With(before: $"<p>{Standfirst}</p>")).Text);
    }

    [Fact]
    public void A_standfirst_with_a_number_of_its_own_stays()
    {
        const string Standfirst = "The harbour of Port Velin is closed for 40 days after a storm tore two cranes from their rails, the "
            + "port authority said on Monday.";

        Assert.StartsWith(Standfirst, APage.Read(APage.With(before: $"<p>{Standfirst}</p>")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Linked_lines_with_prices_are_the_authors_list()
    {
        const string Shops = "<p><a href=\"/go/1\">The lamp with two shades at Bexley Stores for $199.96</a></p><p><a "
            + "href=\"/go/2\">The lamp by itself at Wexham Lights for $199</a></p>";

        var text = APage.Read(APage.With(Shops)).Text;

        Assert.Contains("Wexham Lights for $199", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_of_only_punctuation_is_harmless()
    {
        var description = $"<meta name=\"description\" content=\"{new string('—', 80)}\">";

        Assert.Equal(APage.Read(APage.With()).Text, APage.Read(APage.With(head: description)).Text);
    }
}
