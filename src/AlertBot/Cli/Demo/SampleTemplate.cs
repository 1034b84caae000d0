using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AlertBot.Cli.Demo;

/// <summary>
/// Renders a sample document for a step of the demo. Lines between <c>{{steps:2-4}}</c> and <c>{{end}}</c> appear in those steps only
/// (<c>2-</c>: from step 2 on). Times count back from the start of the demo, so that the news is always recent.
/// </summary>
internal static partial class SampleTemplate
{
    private const string EndMarker = "{{end}}";

    public static string Render(string template, int step, Uri server, DateTimeOffset start)
    {
        var shown = new StringBuilder();
        var isShown = true;
        foreach (var line in template.AsSpan().EnumerateLines())
        {
            if (Steps().Match(line.ToString()) is { Success: true } steps)
            {
                isShown = step >= ParseNumber(steps.Groups["from"])
                    && (steps.Groups["to"].Length == 0 || step <= ParseNumber(steps.Groups["to"]));
            }
            else if (line.SequenceEqual(EndMarker))
            {
                isShown = true;
            }
            else if (isShown)
            {
                shown.Append(line).Append('\n');
            }
        }

        return Values().Replace(shown.ToString(), match => ValueOf(match, server, start));
    }

    private static string ValueOf(Match match, Uri server, DateTimeOffset start) => match.Groups["name"].Value switch
    {
        "server" => server.GetLeftPart(UriPartial.Authority),
        "minutes-ago" => start.AddMinutes(-ParseNumber(match.Groups["minutes"])).ToString("r", CultureInfo.InvariantCulture),
        "iso-minutes-ago" =>
            start.AddMinutes(-ParseNumber(match.Groups["minutes"])).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        var other => throw new InvalidOperationException($"A sample uses the unknown placeholder {{{{{other}}}}}."),
    };

    private static int ParseNumber(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\{\{steps:(?<from>\d+)-(?<to>\d*)\}\}$", RegexOptions.NonBacktracking)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\{\{(?<name>[a-z-]+)(:(?<minutes>\d+))?\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Values();
}
