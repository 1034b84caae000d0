namespace AlertBot.Tests.Settings;

/// <summary>Environment variables override the file.</summary>
public class EnvironmentOverridesTests
{
    [Fact]
    public void A_variable_overrides_the_file_ignoring_case()
    {
        var settings = SettingsFixture.Load("polling: { interval: 10m, max: 2h }", ("ALERTBOT_POLLING__INTERVAL", "20m"),
            ("Alertbot_Network__maxBody", "1MB"));

        Assert.Equal(TimeSpan.FromMinutes(20), settings.Polling.Interval);
        Assert.Equal(TimeSpan.FromHours(2), settings.Polling.Max);
        Assert.Equal(1_000_000, settings.Network.MaxBodyBytes);
    }

    [Fact]
    public void List_entries_are_changed_and_added_in_order()
    {
        var settings = SettingsFixture.Load(
            "feeds: [{ url: 'https://a.example/0', name: A }]",
            [("ALERTBOT_FEEDS__0__NAME", "B"),
                .. Enumerable.Range(1, 11).Select(i => ($"ALERTBOT_FEEDS__{i}__URL", $"https://a.example/{i}"))]);

        Assert.Equal("B", settings.Feeds[0].Name);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"https://a.example/{i}"), settings.Feeds.Select(feed => feed.Url.ToString()));
    }

    [Fact]
    public void Simple_lists_are_comma_separated_and_complex_lists_bracketed()
    {
        var settings = SettingsFixture.Load(
            "",
            ("ALERTBOT_NETWORK__PORTS", "80, 443"),
            ("ALERTBOT_NETWORK__ALLOW", "[10.0.0.0/8]"),
            ("ALERTBOT_TOPICS", "[{ name: truce, query: 'truce, armistice' }]"),
            ("ALERTBOT_SUBSCRIPTIONS__0__TO", "console"),
            ("ALERTBOT_SUBSCRIPTIONS__0__TOPICS", "truce"));

        Assert.Equal([80, 443], settings.Network.AllowedPorts);
        Assert.Equal("10.0.0.0/8", Assert.Single(settings.Network.AllowedRanges).ToString());
        Assert.Equal("truce, armistice", Assert.Single(settings.Topics).Query.Text);
        Assert.Equal(["truce"], Assert.Single(settings.Subscriptions).Topics);
    }

    [Fact]
    public void An_empty_variable_is_ignored_and_null_means_the_default()
    {
        var settings = SettingsFixture.Load("news: { maxAge: 3h }\npolling: { min: 2m }", ("ALERTBOT_NEWS__MAXAGE", ""),
            ("ALERTBOT_POLLING__MIN", "null"));

        Assert.Equal(TimeSpan.FromHours(3), settings.News.MaxAge);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Polling.Min);
    }

    [Fact]
    public void Unrelated_variables_are_ignored()
    {
        var settings = SettingsFixture.Load("", ("PATH", "/bin"), ("ALERTBOT_PORT", "tcp://10.0.0.1:80"),
            ("ALERTBOT_PORT_80_TCP_ADDR", "10.0.0.1"), ("ALERTBOT_SERVICE_HOST", "10.0.0.1"));

        Assert.Empty(settings.Feeds);
    }

    [Theory]
    [InlineData("ALERTBOT_POLLING__INTERVAL", "fast", "polling.interval: 'fast' is not a valid duration; write 30s, 5m or 48h")]
    [InlineData("ALERTBOT_POLING__INTERVAL", "5m", "poling is not a setting; did you mean polling?")]
    [InlineData("ALERTBOT_POLLING__INTERVALL", "5m", "polling.intervall is not a setting; did you mean polling.interval?")]
    [InlineData("ALERTBOT_POLLING_INTERVAL", "5m",
        "polling_interval is not a setting; the settings here are storage, web, polling, news, network, discord, slack, summaries, "
        + "webhooks, feeds, topics, subscriptions")]
    [InlineData("ALERTBOT_POLLING____INTERVAL", "5m",
        "this is not the name of a setting; write ALERTBOT_ and the keys with __ between them, as in ALERTBOT_POLLING__INTERVAL")]
    [InlineData("ALERTBOT_FEEDS__7__URL", "https://a.example", "the list has 1 entries; replace 7 with a number from 0 to 1")]
    [InlineData("ALERTBOT_FEEDS__X__URL", "https://a.example", "the list has 1 entries; replace X with a number from 0 to 1")]
    [InlineData("ALERTBOT_FEEDS__99999999999999999999__URL", "https://a.example",
        "the list has 1 entries; replace 99999999999999999999 with a number from 0 to 1")]
    [InlineData("ALERTBOT_WEB", "x", "web: expected keys, found a single value; write key: value")]
    public void An_error_names_its_variable(string name, string value, string expected)
    {
        var errors = SettingsFixture.Errors("feeds: [{ url: 'https://b.example' }]", (name, value));

        Assert.Equal([$"environment {name}: {expected}"], errors);
    }

    [Fact]
    public void Setting_a_value_by_two_variables_is_an_error()
    {
        var errors = SettingsFixture.Errors("", ("ALERTBOT_NEWS__MAXAGE", "1h"), ("alertbot_news__maxage", "2h"));

        Assert.Equal(["environment alertbot_news__maxage: this setting is also given by environment ALERTBOT_NEWS__MAXAGE; keep one"],
            errors);
    }

    [Fact]
    public void A_list_with_an_unbalanced_bracket_is_an_error()
    {
        var errors = SettingsFixture.Errors("", ("ALERTBOT_TOPICS", "[{ name: truce"));

        Assert.StartsWith("environment ALERTBOT_TOPICS: invalid YAML: ", Assert.Single(errors), StringComparison.Ordinal);
    }
}
