using System.Net;
using AlertBot.Alerts;
using AlertBot.Articles;
using AlertBot.Briefs;
using AlertBot.Feeds;
using AlertBot.Http;
using AlertBot.Storage;
using AlertBot.Web;
using Microsoft.Data.Sqlite;

namespace AlertBot.Cli.Settings;

/// <summary>Reads the sections of the service itself: storage, web, polling, news, network, summaries.</summary>
internal static class ServiceSections
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>An alert waits for its summary, and its article is worked on under a lease.</summary>
    private static readonly TimeSpan LongestModel = TimeSpan.FromMinutes(1);

    public static readonly (string Word, FullText Value)[] FullTexts =
        [("auto", FullText.Auto), ("always", FullText.Always), ("never", FullText.Never)];

    /// <summary>The usual time between two polls, of all feeds or of one.</summary>
    public static Func<string, Parsed<TimeSpan>> Interval { get; } = OptionText.Duration(Second, TimeSpan.FromDays(30));

    public static StorageOptions Storage(Section section)
    {
        var defaults = new StorageOptions();
        var read = new StorageOptions
        {
            Connection = section.Secret("connection", Connection) ?? defaults.Connection,
            Keep = section.Value("keep", defaults.Keep, OptionText.Duration(TimeSpan.FromDays(1), TimeSpan.FromDays(3650))),
        };
        section.Close();
        return read;
    }

    public static WebOptions Web(Section section)
    {
        var defaults = new WebOptions();
        var read = new WebOptions
        {
            Listen = section.Value("listen", defaults.Listen, Addresses.Listen),
            Token = section.Secret("token", Values.Token),
            Hooks = section.Reference("hooks", Addresses.Listen),
            PublicUrl = section.Reference("publicUrl", Addresses.Base),
        };
        if (read.Hooks == read.Listen)
        {
            section.Refuse("hooks", " is the same address as web.listen; give it a port of its own");
        }

        if (read.PublicUrl is not null && !section.IsGiven("hooks"))
        {
            section.Refuse("publicUrl", " leads to web.hooks, which is not given; give both");
        }

        if (read.PublicUrl is { UserInfo.Length: > 0 })
        {
            section.Refuse("publicUrl", " holds a user name or password, which hubs would be told; leave it out");
        }

        section.Close();
        return read;
    }

    /// <summary>Also reads the request limits, which belong to the network's options.</summary>
    public static PollingOptions Polling(Section section, ref NetworkOptions network)
    {
        var defaults = new PollingOptions();
        var read = new PollingOptions
        {
            Interval = section.Value("interval", defaults.Interval, Interval),
            Min = section.Value("min", defaults.Min, Interval),
            Max = section.Value("max", defaults.Max, Interval),
        };
        network = network with
        {
            Concurrency = section.Value("concurrency", network.Concurrency, Values.Number(1, 1000)),
            PerHost = section.Value("perHost", network.PerHost, Values.Number(1, 64)),
        };
        if (read.Min > read.Interval)
        {
            section.Refuse(section.IsGiven("min") ? "min" : "interval", $": polling.min ({OptionText.Written(read.Min)}) is longer than polling.interval ({OptionText.Written(read.Interval)}); shorten min or lengthen interval");
        }

        if (read.Max < read.Interval)
        {
            section.Refuse(section.IsGiven("max") ? "max" : "interval", $": polling.max ({OptionText.Written(read.Max)}) is shorter than polling.interval ({OptionText.Written(read.Interval)}); lengthen max or shorten interval");
        }

        section.Close();
        return read;
    }

    public static NewsOptions News(Section section)
    {
        var defaults = new NewsOptions();
        var read = new NewsOptions
        {
            MaxAge = section.Value("maxAge", defaults.MaxAge, OptionText.Duration(TimeSpan.FromMinutes(1), Year)),
            TimeZone = section.Value("timeZone", defaults.TimeZone, OptionText.TimeZone),
            FullText = section.Value("fullText", defaults.FullText, Values.OneOf(FullTexts)),
        };
        section.Close();
        return read;
    }

    public static NetworkOptions Network(Section section)
    {
        var defaults = new NetworkOptions();
        var ports = section.List("ports", Values.Number(1, IPEndPoint.MaxPort));
        var read = new NetworkOptions
        {
            Allow = section.List("allow", Values.Network),
            Ports = section.IsGiven("ports") ? ports : defaults.Ports,
            UserAgent = section.Reference("userAgent", Values.Ascii),
            Timeout = section.Value("timeout", defaults.Timeout, OptionText.Duration(Second, TimeSpan.FromMinutes(10))),
            MaxBodyBytes = section.Value("maxBody", defaults.MaxBodyBytes, Values.Size(1_000, 1_000_000_000)),
        };
        section.Close();
        return read;
    }

    public static SummaryOptions Summaries(Section section)
    {
        var defaults = new SummaryOptions();
        var read = new SummaryOptions
        {
            Endpoint = section.Reference("endpoint", Addresses.Base, isSecret: true),
            Model = section.Reference("model", Values.Line),
            ApiKey = section.Secret("apiKey", Values.Token),
            Timeout = section.Value("timeout", defaults.Timeout, OptionText.Duration(Second, LongestModel)),
        };
        if (section.IsGiven("endpoint") != section.IsGiven("model"))
        {
            section.Refuse(section.IsGiven("endpoint") ? "endpoint" : "model", ": summaries.endpoint and summaries.model go together; give both or neither");
        }

        section.Close();
        return read;
    }

    private static Parsed<string> Connection(string text)
    {
        const string Mend = "write \"Data Source=data/alertbot.db\"";
        if (text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) || text.Split(';').Any(part => part.Split('=')[0].Trim().ToUpperInvariant() is "HOST" or "SERVER"))
        {
            return Mistaken.As<string>("is a connection to PostgreSQL, which is not switched on in this version; " + Mend);
        }

        try
        {
            var connection = new SqliteConnectionStringBuilder(text);
            return connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory
                ? Mistaken.As<string>("names no file, so that everything would be forgotten at the end; " + Mend)
                : text;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return Mistaken.As<string>("is no connection to an SQLite file; " + Mend);
        }
    }
}
