using System.Text;
using AlertBot.Settings.Sections;
using AlertBot.Settings.Sources;
using AlertBot.Topics;

namespace AlertBot.Settings;

/// <summary>Reads the settings: the YAML file with the environment laid over it.</summary>
internal static class SettingsLoader
{
    public const string DefaultPath = "config/alertbot.yaml";

    private const int MaxCharacters = 10_000_000;

    /// <summary>Never throws for what a file or a variable holds: that is <see cref="SettingsResult.Invalid"/>.</summary>
    /// <param name="path">Null: <see cref="DefaultPath"/>.</param>
    /// <param name="environment">All variables of the process; those that begin with <c>ALERTBOT_</c> are settings.</param>
    public static SettingsResult Load(string? path, IReadOnlyDictionary<string, string> environment)
    {
        var mistakes = new SettingErrors();
        if (ReadTree(path ?? DefaultPath, mistakes, MissingFileFix(path)) is not { } root)
        {
            return new SettingsResult.Invalid(mistakes.Messages);
        }

        // An empty file is a map of nothing: the environment alone can hold all settings.
        var tree = root is { IsNull: true } ? new SettingMap(root.Location) : root;
        if (tree is SettingMap map)
        {
            new EnvironmentOverrides(mistakes).Apply(map, environment);
        }

        var settings = SettingsBinder.Bind(tree, mistakes);
        return mistakes.Messages.Count > 0
            ? new SettingsResult.Invalid(mistakes.Messages)
            : new SettingsResult.Loaded(settings, IneffectiveSettings.FindNotices(settings));
    }

    /// <summary>
    /// Reads only the <c>topics</c> of a file, which may be a whole settings file or a pack of topics; the environment is not asked.
    /// </summary>
    /// <returns>The topics, or the mistakes: one of the two is empty.</returns>
    public static (IReadOnlyList<TopicOptions> Topics, IReadOnlyList<string> Mistakes) LoadTopics(string path)
    {
        var mistakes = new SettingErrors();
        if (ReadTree(path, mistakes, "give the path of a YAML file with a list called topics") is not { } root)
        {
            return ([], mistakes.Messages);
        }

        var section = SettingSection.Open(root, "", mistakes);
        section.Require("topics", "write a list called topics, each with name and query");
        var (topics, _) = TopicSection.ReadTopics(section, mistakes);
        return mistakes.Messages.Count > 0 ? ([], mistakes.Messages) : (topics, []);
    }

    private static string MissingFileFix(string? path) => path is null
        ? "start where it lies, name another with --config FILE, or try `alertbot demo`, which needs none; the file as shipped works "
            + "as it is"
        : "give the path of a settings file with --config, or try `alertbot demo`, which needs none";

    private static SettingNode? ReadTree(string path, SettingErrors mistakes, string absentMend)
    {
        var text = ReadText(path, mistakes, absentMend);
        return text is null ? null : YamlSettingsParser.Parse(text, line => SettingLocation.AtLine(path, line), mistakes);
    }

    private static string? ReadText(string path, SettingErrors mistakes, string absentMend)
    {
        var place = new SettingLocation(path, false);
        try
        {
            using var file = File.OpenRead(path);
            // Takes a byte order mark for what it is.
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            if (ReadUpTo(reader, MaxCharacters) is { } text)
            {
                return text;
            }

            mistakes.Add(place, $"larger than {MaxCharacters / 1_000_000} MB, which no settings are; name the right file");
        }
        catch (DecoderFallbackException)
        {
            mistakes.Add(place, "not written in UTF-8; save it as UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            mistakes.Add(place, $"there is no such file (looked for {Path.GetFullPath(path)}); {absentMend}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            mistakes.Add(place, $"cannot be read ({e.Message.TrimEnd('.')}); name a file, and check its permissions");
        }

        return null;
    }

    /// <returns>Null where there is more; a pipe or a device does not tell its length.</returns>
    private static string? ReadUpTo(StreamReader reader, int most)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        while (reader.Read(buffer) is > 0 and var count)
        {
            text.Append(buffer, 0, count);
            if (text.Length > most)
            {
                return null;
            }
        }

        return text.ToString();
    }
}
