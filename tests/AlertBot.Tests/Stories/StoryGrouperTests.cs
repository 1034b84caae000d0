using AlertBot.Stories;
using AlertBot.Stories.Grouping;

namespace AlertBot.Tests.Stories;

public class StoryGrouperTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly StoryGrouper _grouper = new();

    [Theory]
    [InlineData("Port workers in Norland walk out over pay", "Thousands of dockers stopped work in Norland’s ports on Monday.",
        "Norland ports at a standstill as dockers strike", "Dockers stopped work in all ports of Norland at midnight.")]
    [InlineData("Passenger train hits lorry near Osterby, 4 dead", "A train struck a lorry on a crossing near Osterby.",
        "Osterby train crash: death toll rises to 7", "Rescuers found three more bodies after the crash at the crossing.")]
    [InlineData("UPDATE 2-Halden Bank cuts 900 jobs", "Halden Bank will cut 900 jobs to save costs, it said on Tuesday.",
        "Halden Bank to shed 900 posts", "The lender wants to save 80 million a year.")]
    [InlineData("Explosion à l’usine chimique de Montbar", "Une explosion a secoué l’usine chimique de Montbar mardi matin.",
        "Montbar : l’explosion de l’usine fait trois morts", "Trois ouvriers ont été tués dans l’usine chimique.")]
    [InlineData("Überschwemmung in Altwied: Hunderte ohne Strom", "In Altwied trat am Montag der Fluss über die Ufer.",
        "Hochwasser trifft Altwied", "Der Fluss trat am Montag über die Ufer, Hunderte Häuser sind ohne Strom.")]
    [InlineData("Two climbers airlifted from Mount Sker", "A helicopter took two climbers off the north face of Mount Sker.",
        "Stranded alpinists winched to safety on Sker", "Two climbers waited a night on the north face for the helicopter.")]
    [InlineData("Blast at mine in Osterby: at least 30 missing", "An explosion shook the coal mine in Osterby.",
        "Osterby mine blast kills nine", "Nine miners died in the explosion at Osterby.")]
    [InlineData("Falk’s first 100 days: what she has done", "Minister Ida Falk has been in office for 100 days.",
        "Falk’s 1st 100 days in numbers", "Ida Falk has signed nine bills in her 100 days in office.")]
    public void Two_reports_of_one_event_are_one_story(string title, string text, string otherTitle, string otherText)
    {
        _grouper.Add(Item(title, text), 7);

        Assert.Equal(7, _grouper.Find(Item(otherTitle, otherText, source: "Other Post")).Story);
    }

    [Theory]
    [InlineData("Norland and Sudria open ceasefire talks", "Norland and Sudria agree on ceasefire")]
    [InlineData("Norland accepts fishing quota deal", "Norland rejects fishing quota deal")]
    public void A_turn_and_an_opposite_outcome_are_linked_to_the_story_before(string title, string otherTitle)
    {
        _grouper.Add(Item(title), 7);

        Assert.Equal(new StoryMatch(null, Earlier: 7), _grouper.Find(Item(otherTitle, at: Noon.AddMinutes(1), source: "Other Post")));
    }

    [Fact]
    public void Another_event_is_linked_to_nothing()
    {
        _grouper.Add(Item("Quake hits Osterby"), 7);

        Assert.Equal(default, _grouper.Find(Item("Quake hits Halden", at: Noon.AddMinutes(1), source: "Other Post")));
    }

    [Fact]
    public void One_word_in_common_is_no_common_event()
    {
        _grouper.Add(Item("Ferry fares rise", "Fares rise by a tenth."), 7);

        Assert.Null(_grouper.Find(Item("Kestria and Velmark sign ceasefire",
            "Kestria and Velmark signed a ceasefire after nine days of talks. A ferry captain said that her sons were coming home.")).Story);
    }

    [Theory]
    [InlineData("Norland accepts fishing quota deal", "Norland rejects fishing quota deal")]
    [InlineData("Parliament approves new harbour tax", "Parliament votes down new harbour tax")]
    [InlineData("Halden Bank raises mortgage rates", "Halden Bank lowers mortgage rates")]
    [InlineData("Court convicts ex-minister Lars Moen of fraud", "Court acquits ex-minister Lars Moen of fraud")]
    [InlineData("Climbers found alive on Mount Sker", "Climbers found dead on Mount Sker")]
    [InlineData("Truce holds in Brenn valley", "Truce collapses in Brenn valley")]
    [InlineData("Minister Ida Falk to step down", "Minister Ida Falk will not step down")]
    [InlineData("Norland joins grain alliance", "Norland won’t join grain alliance")]
    [InlineData("Drinking water in Osterby safe", "Drinking water in Osterby still not safe")]
    [InlineData("Norland sues Westmark over fishing", "Westmark sues Norland over fishing")]
    [InlineData("Union accuses airline of lying", "Airline accuses union of lying")]
    [InlineData("Fire guts school in Osterby", "Fire guts school in Brennholm")]
    [InlineData("Magnitude 5 quake shakes Norland", "Magnitude 5 quake shakes Westmark")]
    [InlineData("Halden Bank fined over data leak", "Sund Telecom fined over data leak")]
    [InlineData("Teachers reject pay offer", "Bus drivers reject pay offer")]
    [InlineData("Council adopts 8th climate plan", "Council adopts 9th climate plan")]
    [InlineData("Berg wins stage two of Fjord Tour", "Berg wins stage three of Fjord Tour")]
    [InlineData("President Sand visits flood victims", "President Sand visits new car plant")]
    [InlineData("Jury retires in Moen fraud trial", "Moen jailed for six years in fraud trial")]
    [InlineData("Hostages held in Osterby bank", "Osterby bank hostages freed")]
    [InlineData("Bundestag beschließt Rentenpaket", "Bundestag lehnt Rentenpaket ab")]
    [InlineData("Le Parlement adopte la loi sur la pêche", "Le Parlement rejette la loi sur la pêche")]
    [InlineData("El Senado aprueba la reforma fiscal", "El Senado rechaza la reforma fiscal")]
    [InlineData("Парламент схвалив бюджет", "Парламент відхилив бюджет")]
    public void The_opposite_another_place_person_or_number_is_another_story(string title, string otherTitle)
    {
        _grouper.Add(Item(title), 7);

        Assert.Null(_grouper.Find(Item(otherTitle, at: Noon.AddMinutes(1), source: "Other Post")).Story);
    }

    [Fact]
    public void The_text_of_one_agency_under_any_headline_is_one_story()
    {
        const string Text =
            "The central bank of Norland left its main rate unchanged at 3 percent on Thursday, saying that prices rise too fast.";
        _grouper.Add(Item("Norland keeps rates on hold", Text), 7);

        Assert.Equal(7, _grouper.Find(Item("Patience, says the governor", "(AW) - " + Text, source: "Other Post")).Story);
    }

    [Theory]
    [InlineData("Nine dead in Osterby mine explosion", "Gas ignited underground.", "Brennholm mine explosion kills 21",
        "Families waited at the gate.")]
    [InlineData("Norland keeps rates on hold", "The central bank of Norland left its main rate unchanged at 3 percent on Thursday.",
        "Westmark rates stay at 3 percent", "The central bank of Westmark left its main rate unchanged at 3 percent on Thursday.")]
    [InlineData("Norland and Westmark agree truce along river", "Norland and Westmark agreed to a truce along the Osk river.",
        "Northern Pact weighs common defence promise", "The Northern Pact may defend Norland while the truce along the Osk holds.")]
    public void Reports_without_a_common_name_or_act_are_different_stories(string title, string text, string otherTitle, string otherText)
    {
        _grouper.Add(Item(title, text), 7);

        Assert.Null(_grouper.Find(Item(otherTitle, otherText, source: "Other Post")).Story);
    }

    [Fact]
    public void Find_gives_the_same_answer_before_and_after_many_stories_were_removed()
    {
        for (var day = 0; day < 40; day++)
        {
            for (var i = 0; i < 50; i++)
            {
                _grouper.Add(Item($"Harbour strike enters day {day} at gate {i}", at: Noon.AddDays(day)), (day * 50) + i);
            }
        }

        var next = Item("Harbour strike enters day 39 at gate 7", at: Noon.AddDays(39), source: "Other Post");
        Assert.Equal((39 * 50) + 7, _grouper.Find(next).Story);
        Assert.InRange(_grouper.Count, 50, 200);
    }

    [Fact]
    public void A_recap_joins_no_story_and_none_joins_it()
    {
        _grouper.Add(Item("Harbour strike begins in Norland"), 1);
        _grouper.Add(Item("The week in pictures: harbour strike in Norland"), 2);

        Assert.Null(_grouper.Find(Item("The day in brief: harbour strike in Norland begins")).Story);
        Assert.Equal(1, _grouper.Find(Item("Harbour strike in Norland begins")).Story);
    }

    [Fact]
    public void A_daily_column_is_a_story_each_day()
    {
        _grouper.Add(Item("Pollen count", "High in the south."), 1);

        Assert.Null(_grouper.Find(Item("Pollen count", "Low in the south.", at: Noon.AddHours(23))).Story);
    }

    [Fact]
    public void Forty_copies_in_any_order_are_one_story()
    {
        const string Text =
            "Two trains collided near Osterby on Monday morning and at least nine people were taken to hospital, police said.";

        for (var i = 0; i < 40; i++)
        {
            var item = Item($"Osterby trains collide ({i})", Text, source: $"Outlet {i}", at: Noon.AddMinutes(i * 7 % 40));
            Assert.Equal(i == 0 ? null : 0, _grouper.Find(item).Story);
            _grouper.Add(item, 0);
        }
    }

    [Fact]
    public void A_story_does_not_drift_over_days()
    {
        for (var day = 0; day < 6; day++)
        {
            var item = Item("Flood in Osterby", $"Water stood {day} metres high in Osterby.", at: Noon.AddHours(day * 20));
            _grouper.Add(item, day < 4 ? 1 : 2);
        }

        var next = Item("Flood in Osterby", "Water stood 6 metres high.", at: Noon.AddHours(120), source: "Other Post");
        Assert.NotEqual(1, _grouper.Find(next).Story);
    }

    [Fact]
    public void The_same_link_is_one_story_whatever_the_headline()
    {
        _grouper.Add(Item("Harbour strike begins", link: "https://news.example/a"), 7);

        Assert.Equal(7, _grouper.Find(Item("A wholly rewritten line about dockers", link: "https://news.example/a")).Story);
        Assert.Null(_grouper.Find(Item("A wholly rewritten line about dockers", link: "https://news.example/b")).Story);
    }

    [Fact]
    public void The_name_of_the_outlet_in_the_headline_does_not_count()
    {
        _grouper.Add(Item("Norland elects a new mayor | Harbour Post"), 7);

        Assert.Equal(7, _grouper.Find(Item("Norland elects a new mayor - Coast Daily News", source: "Coast Daily News")).Story);
        Assert.Null(_grouper.Find(Item("Grain prices double | Harbour Post")).Story);
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(-23, true)]
    [InlineData(25, false)]
    public void A_headline_of_another_day_is_another_story(int hours, bool isSameStory)
    {
        _grouper.Add(Item("Harbour workers begin strike"), 7);

        var next = Item("Harbour workers begin strike", at: Noon.AddHours(hours), source: "Other Post");
        Assert.Equal(isSameStory ? 7 : null, _grouper.Find(next).Story);
    }

    [Fact]
    public void Old_stories_are_forgotten()
    {
        for (var hour = 0; hour < 1000; hour++)
        {
            var link = $"https://news.example/{hour}";
            _grouper.Add(Item($"Harbour strike enters hour {hour} of many", at: Noon.AddHours(hour), link: link), hour);
        }

        Assert.InRange(_grouper.Count, 1, 75);
        Assert.Null(_grouper.Find(Item("Another line altogether here", link: "https://news.example/0")).Story);
        Assert.Equal(999, _grouper.Find(Item("Another line altogether here", link: "https://news.example/999")).Story);
    }

    [Fact]
    public void One_item_dated_far_ahead_does_not_make_the_others_old()
    {
        _grouper.Add(Item("Harbour workers begin strike"), 7);
        _grouper.Add(Item("Something else happens entirely", at: Noon.AddYears(50)), 8);

        Assert.Equal(7, _grouper.Find(Item("Harbour workers begin strike")).Story);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!! ???")]
    [InlineData("\ud83d\ud83d")]
    [InlineData("a")]
    [InlineData("1")]
    public void A_title_without_words_opens_a_story_of_its_own(string title)
    {
        _grouper.Add(Item(title), 1);

        Assert.True(_grouper.Find(Item(title)).Story is null or 1);
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("Norland ")]
    [InlineData("停")]
    [InlineData("1,")]
    [InlineData("'s ")]
    public void A_hostile_article_costs_no_more_than_its_length(string piece) =>
        WorkGrowth.AssertLinear(piece, 400_000, text =>
        {
            var grouper = new StoryGrouper();
            grouper.Add(Item(text[..Math.Min(500, text.Length)], text), 1);
            grouper.Find(Item(text[..Math.Min(500, text.Length)], text, source: "Other Post"));
        });

    private static StoryItem Item(string title, string? text = null, DateTimeOffset? at = null, string? link = null,
        string source = "Harbour Post") => new(title, text, source, at ?? Noon, link);
}
