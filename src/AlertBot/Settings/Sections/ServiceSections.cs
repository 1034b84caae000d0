using System.Net;
using AlertBot.Alerts.Subscriptions;
using AlertBot.Feeds;
using AlertBot.Feeds.Polling;
using AlertBot.Http;
using AlertBot.Reading;
using AlertBot.Storage;
using AlertBot.Summaries.LanguageModel;
using AlertBot.Web;
using Microsoft.Data.Sqlite;

namespace AlertBot.Settings.Sections;

/// <summary>Reads the sections of the service itself: storage, web, polling, news, network, summaries.</summary>
internal static class ServiceSections
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>Less than the lease of an article (90 s), which must outlast the request for its summary.</summary>
    private static readonly TimeSpan MaxSummaryTimeout = TimeSpan.FromMinutes(1);

    public static readonly (string Word, FullTextMode Value)[] FullTextChoices =
        [("auto", FullTextMode.Auto), ("always", FullTextMode.Always), ("never", FullTextMode.Never)];

    /// <summary>Parses the time between two polls, of all feeds or of one.</summary>
    public static Func<string, ParseResult<TimeSpan>> ParseInterval { get; } =
        OptionValueParser.ParseDuration(Second, TimeSpan.FromDays(30));

    public static StorageOptions ReadStorage(SettingSection section)
    {
        var defaults = new StorageOptions();
        var read = new StorageOptions
        {
            Connection = section.ReadSecret("connection", ParseConnection) ?? defaults.Connection,
            Retention = section.ReadValue("keep", defaults.Retention,
                OptionValueParser.ParseDuration(TimeSpan.FromDays(1), TimeSpan.FromDays(3650))),
        };
        section.ReportUnknownKeys();
        return read;
    }

    public static WebOptions ReadWeb(SettingSection section)
    {
        var defaults = new WebOptions();
        var read = new WebOptions
        {
            Listen = section.ReadValue("listen", defaults.Listen, UrlParsers.ListenUrl),
            Token = section.ReadSecret("token", TokenParsers.Token),
            Hooks = section.ReadOptional("hooks", UrlParsers.ListenUrl),
            PublicUrl = section.ReadOptional("publicUrl", UrlParsers.BaseUrl),
        };
        if (read.Hooks == read.Listen)
        {
            section.AddError("hooks", " is the same address as web.listen; set another port");
        }

        if (read.PublicUrl is not null && !section.IsSet("hooks"))
        {
            section.AddError("publicUrl", " needs web.hooks, the address to which it leads; set both");
        }

        if (read.PublicUrl is { UserInfo.Length: > 0 })
        {
            section.AddError("publicUrl", " contains a user name or password, which would be sent to hubs; remove it");
        }

        section.ReportUnknownKeys();
        return read;
    }

    /// <summary>Reads the section, and its request limits into <paramref name="network"/>.</summary>
    public static PollingOptions ReadPolling(SettingSection section, ref NetworkOptions network)
    {
        var defaults = new PollingOptions();
        var read = new PollingOptions
        {
            Interval = section.ReadValue("interval", defaults.Interval, ParseInterval),
            Min = section.ReadValue("min", defaults.Min, ParseInterval),
            Max = section.ReadValue("max", defaults.Max, ParseInterval),
        };
        network = network with
        {
            Concurrency = section.ReadValue("concurrency", network.Concurrency, ValueParsers.Number(1, 1000)),
            PerHostConcurrency = section.ReadValue("perHost", network.PerHostConcurrency, ValueParsers.Number(1, 64)),
        };
        if (read.Min > read.Interval)
        {
            section.AddError(section.IsSet("min") ? "min" : "interval",
                $": polling.min ({OptionValueParser.FormatDuration(read.Min)}) is longer than polling.interval "
                    + $"({OptionValueParser.FormatDuration(read.Interval)}); shorten min or lengthen interval");
        }

        if (read.Max < read.Interval)
        {
            section.AddError(section.IsSet("max") ? "max" : "interval",
                $": polling.max ({OptionValueParser.FormatDuration(read.Max)}) is shorter than polling.interval "
                    + $"({OptionValueParser.FormatDuration(read.Interval)}); lengthen max or shorten interval");
        }

        section.ReportUnknownKeys();
        return read;
    }

    public static NewsOptions ReadNews(SettingSection section)
    {
        var defaults = new NewsOptions();
        var read = new NewsOptions
        {
            MaxAge = section.ReadValue("maxAge", defaults.MaxAge, OptionValueParser.ParseDuration(TimeSpan.FromMinutes(1), Year)),
            TimeZone = section.ReadValue("timeZone", defaults.TimeZone, OptionValueParser.ParseTimeZone),
            FullText = section.ReadValue("fullText", defaults.FullText, ValueParsers.OneOf(FullTextChoices)),
            Exclude = section.ReadOptional("exclude", QuerySetting.ParseValue),
        };
        section.ReportUnknownKeys();
        return read;
    }

    public static NetworkOptions ReadNetwork(SettingSection section)
    {
        var defaults = new NetworkOptions();
        var ports = section.ReadList("ports", ValueParsers.Number(1, IPEndPoint.MaxPort));
        var read = new NetworkOptions
        {
            AllowedRanges = section.ReadList("allow", ValueParsers.IpRange),
            AllowedPorts = section.IsSet("ports") ? ports : defaults.AllowedPorts,
            UserAgent = section.ReadOptional("userAgent", ValueParsers.HeaderValue),
            Timeout = section.ReadValue("timeout", defaults.Timeout, OptionValueParser.ParseDuration(Second, TimeSpan.FromMinutes(10))),
            MaxBodyBytes = section.ReadValue("maxBody", defaults.MaxBodyBytes, ValueParsers.Size(1_000, 1_000_000_000)),
        };
        section.ReportUnknownKeys();
        return read;
    }

    public static SummaryOptions ReadSummaries(SettingSection section)
    {
        var defaults = new SummaryOptions();
        var read = new SummaryOptions
        {
            Endpoint = section.ReadOptional("endpoint", UrlParsers.BaseUrl, isSecret: true),
            Model = section.ReadOptional("model", ValueParsers.Line),
            ApiKey = section.ReadSecret("apiKey", TokenParsers.Token),
            Timeout = section.ReadValue("timeout", defaults.Timeout, OptionValueParser.ParseDuration(Second, MaxSummaryTimeout)),
        };
        if (section.IsSet("endpoint") != section.IsSet("model"))
        {
            section.AddError(section.IsSet("endpoint") ? "endpoint" : "model",
                ": summaries.endpoint and summaries.model belong together; set both or neither");
        }

        section.ReportUnknownKeys();
        return read;
    }

    private static ParseResult<string> ParseConnection(string text)
    {
        const string Fix = "write \"Data Source=data/alertbot.db\"";
        if (text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
            || text.Split(';').Any(part => part.Split('=')[0].Trim().ToUpperInvariant() is "HOST" or "SERVER"))
        {
            return ParseResult.Failure<string>("is a PostgreSQL connection, which this version does not support yet; " + Fix);
        }

        try
        {
            var connection = new SqliteConnectionStringBuilder(text);
            return connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory
                ? ParseResult.Failure<string>("does not name a file, so all data would be lost when AlertBot stops; " + Fix)
                : text;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return ParseResult.Failure<string>("is not an SQLite connection; " + Fix);
        }
    }
}
