using System.Text;
using AlertBot.Settings.Sections;
using AlertBot.Settings.Sources;
using AlertBot.Topics;

namespace AlertBot.Settings;

/// <summary>Loads the settings: a YAML file, overridden by environment variables.</summary>
internal static class SettingsLoader
{
    public const string DefaultPath = "config/alertbot.yaml";

    /// <summary>Limit of a settings file, in characters: far more than 10,000 feeds need.</summary>
    private const int MaxCharacters = 10_000_000;

    /// <summary>Loads a settings file. Errors in the file or in a variable are <see cref="SettingsResult.Invalid"/>.</summary>
    /// <param name="path">Null: <see cref="DefaultPath"/>, or the built-in example settings if that file does not exist.</param>
    /// <param name="environment">All variables of the process; those that begin with <c>ALERTBOT_</c> are settings.</param>
    public static SettingsResult Load(string? path, IReadOnlyDictionary<string, string> environment) =>
        path is null ? LoadDefault(DefaultPath, environment) : LoadFile(path, environment);

    /// <summary>Loads the file, or the built-in example settings if it does not exist. A notice says so.</summary>
    internal static SettingsResult LoadDefault(string path, IReadOnlyDictionary<string, string> environment)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            return LoadFile(path, environment);
        }

        var errors = new SettingErrors();
        var root = YamlSettingsParser.Parse(ExampleSettings.Text, ExampleSettings.LocationOf, errors);
        return Bind(root, errors, environment) is SettingsResult.Loaded loaded
            ? loaded with { Notices = [ExampleSettings.NoticeFor(path), .. loaded.Notices] }
            : new SettingsResult.Invalid(errors.Messages);
    }

    /// <summary>
    /// Loads only the <c>topics</c> of a file, which can be a settings file or a topic pack. Environment variables are ignored.
    /// </summary>
    /// <returns>The topics, or the errors: one of the two is empty.</returns>
    public static (IReadOnlyList<TopicOptions> Topics, IReadOnlyList<string> Errors) LoadTopics(string path)
    {
        var errors = new SettingErrors();
        if (ReadTree(path, errors, "give the path of a YAML file with a list called topics") is not { } root)
        {
            return ([], errors.Messages);
        }

        var section = SettingSection.Open(root, "", errors);
        section.Require("topics", "write a list called topics, each with name and query");
        var (topics, _) = TopicSection.ReadTopics(section, errors);
        return errors.Messages.Count > 0 ? ([], errors.Messages) : (topics, []);
    }

    private static SettingsResult LoadFile(string path, IReadOnlyDictionary<string, string> environment)
    {
        var errors = new SettingErrors();
        const string Fix = "give the path of a settings file with --config, or try `alertbot demo`, which needs none";
        return Bind(ReadTree(path, errors, Fix), errors, environment);
    }

    /// <param name="root">Null: the file cannot be read, which is among the errors.</param>
    private static SettingsResult Bind(SettingNode? root, SettingErrors errors, IReadOnlyDictionary<string, string> environment)
    {
        if (root is null)
        {
            return new SettingsResult.Invalid(errors.Messages);
        }

        // An empty file is an empty map: environment variables alone can hold all settings.
        var tree = root.IsNull ? new SettingMap(root.Location) : root;
        if (tree is SettingMap map)
        {
            new EnvironmentOverrides(errors).Apply(map, environment);
        }

        var settings = SettingsBinder.Bind(tree, errors);
        return errors.Messages.Count > 0
            ? new SettingsResult.Invalid(errors.Messages)
            : new SettingsResult.Loaded(settings, IneffectiveSettings.FindNotices(settings));
    }

    private static SettingNode? ReadTree(string path, SettingErrors errors, string missingFileFix)
    {
        var text = ReadText(path, errors, missingFileFix);
        return text is null ? null : YamlSettingsParser.Parse(text, line => SettingLocation.AtLine(path, line), errors);
    }

    private static string? ReadText(string path, SettingErrors errors, string missingFileFix)
    {
        var location = new SettingLocation(path, false);
        if (Directory.Exists(path))
        {
            errors.Add(location, DescribeFolder(path));
            return null;
        }

        try
        {
            using var file = File.OpenRead(path);

            // The reader skips a byte order mark.
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            if (ReadUpTo(reader, MaxCharacters) is { } text)
            {
                return text;
            }

            errors.Add(location, $"the file is larger than {MaxCharacters / 1_000_000} MB; name a settings file");
        }
        catch (DecoderFallbackException)
        {
            errors.Add(location, "the file is not UTF-8 text; save it as UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(location, $"there is no such file (looked for {Path.GetFullPath(path)}); {missingFileFix}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(location, $"the file cannot be read ({e.Message.TrimEnd('.')}); check the path and the file's permissions");
        }

        return null;
    }

    private static string DescribeFolder(string path)
    {
        var candidate = Path.Combine(path, Path.GetFileName(DefaultPath));
        return File.Exists(candidate) ? $"this is a folder; name the file in it: {candidate}"
            : path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
                ? "this is a folder; remove it and create the file. (Docker creates a folder where a mounted file does not exist)"
            : "this is a folder; name a settings file";
    }

    /// <returns>Null if there is more. The length is not known in advance: the path can be a pipe or a device.</returns>
    private static string? ReadUpTo(StreamReader reader, int maxCharacters)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        while (reader.Read(buffer) is > 0 and var count)
        {
            text.Append(buffer, 0, count);
            if (text.Length > maxCharacters)
            {
                return null;
            }
        }

        return text.ToString();
    }
}
